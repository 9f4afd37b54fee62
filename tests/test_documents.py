"""What the documents say is so: commands, options, settings, files and links that they name are there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from auditor.cli.group import COMMANDS, auditor
from auditor.settings import known_names

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    file for pattern in ("*.md", "docs/*.md", "docs/decisions/*.md", "cron/*.md") for file in ROOT.glob(pattern)
)
SETTING = re.compile(r"\b(?:AUDITOR|SMTP|MAIL|FACEBOOK|X)_[A-Z][A-Z_]+\b")
COMMAND_LINE = re.compile(r"auditor(?:\.exe)? ([a-z]+)((?: [^`|&<>\n]*)?)")
# Names in examples and of other programs, and those that stand for a whole family.
OTHERS = {"X_PRICE_", "AUDITOR_KEEP_", "X_BEARER_TOKEN_FILE"}

every_document = pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))


@every_document
def test_every_file_that_is_linked_is_there(file: Path) -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", file.read_text(encoding="utf-8"))
    assert [link for link in linked if not (file.parent / link).exists()] == []


@every_document
def test_every_setting_that_is_named_is_one(file: Path) -> None:
    named = set(SETTING.findall(file.read_text(encoding="utf-8")))
    assert named - set(known_names()) - OTHERS == set()


@every_document
def test_every_command_and_option_that_is_named_is_one(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    wrong = []
    for name, rest in COMMAND_LINE.findall(
        "\n".join(re.findall(r"`[^`]+`|^    .*|^.*auditor .*$", text, re.MULTILINE))
    ):
        command = auditor.get_command(click.Context(auditor), name) if name in COMMANDS else None
        if command is None:
            continue
        if isinstance(command, click.Group):  # the options are those of the command within it
            command = command.commands.get((rest.split() or [""])[0], command)
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        wrong += [f"{name} {option}" for option in re.findall(r"(?<!\S)--[a-z-]+", rest) if option not in known]
    assert wrong == []


def test_the_readme_has_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"| `auditor {name}`" not in text] == []


def test_the_readmes_commands_are_those_of_run() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / "run").read_text(encoding="utf-8")
    named = set(re.findall(r"^\./run (\w+)", text, re.MULTILINE))
    assert named == {"demo", "test"}
    assert all(f"\n{name}) " in script for name in named)


def test_no_document_has_lines_that_name_this_machine() -> None:
    places = rf"{re.escape(str(ROOT.parent))}/|/root/|/home/"
    named = [file.name for file in DOCUMENTS if re.search(places, file.read_text(encoding="utf-8"))]
    assert named == []
