"""`auditor roll` as an IT manager has it: counts, never a name, nothing of a pupil in a file that stays."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.cli.shell import KEY, auditor
from tests.registers import SOUND, a_register
from tests.rolls import a_csv

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

ELM = '[[school]]\nid = "elm-primary"\nname = "Elm Primary School"\n'
HEAD = "Forename,Surname,Known as,Consent to be named,In Care"
ROWS = (
    "Marigold,Quillfeather,Goldie,Yes,",
    "Tobias,O'Grimble-Hart,,No,Yes",
    "Zofia,Bracegirdle,,Pending,No",
)
CANARIES = ("marigold", "quillfeather", "goldie", "tobias", "grimble", "zofia", "bracegirdle")


class Shell(Protocol):
    """Runs `auditor …` in the folder of one test."""

    def __call__(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    a_register(tmp_path)
    a_csv(tmp_path, HEAD, *ROWS)
    return partial(auditor, folder=tmp_path, AUDITOR_SECRET_KEY=KEY)


def no_name_in(text: str) -> bool:
    return not any(canary in text.lower() for canary in CANARIES)


def test_a_roll_is_previewed_imported_shown_and_forgotten(shell: Shell) -> None:
    previewed = shell("roll", "import", "pupils.csv", "--preview")
    assert previewed.returncode == 0
    assert "nothing was stored" in previewed.stdout
    assert "oakfield-primary: no roll" in shell("roll", "show").stdout
    imported = shell("roll", "import", "pupils.csv", "--school", "oakfield-primary")
    assert imported.returncode == 0
    assert "consent:     from Consent to be named; yes 1, no 1, not known 1" in imported.stdout
    assert "protected:   from In Care; 1 pupil" in imported.stdout
    assert "Delete the file now" in imported.stdout
    shown = shell("roll", "show").stdout
    assert "oakfield-primary: 3 pupils (3 with a surname), 1 protected; consent: yes 1, no 1, not known 1" in shown
    forgotten = shell("roll", "forget", "--school", "oakfield-primary")
    assert forgotten.returncode == 0
    assert "oakfield-primary: no roll" in shell("roll", "show").stdout
    assert no_name_in(previewed.stdout + imported.stdout + shown + forgotten.stdout)


def test_the_preview_leaves_no_database_and_needs_no_key(shell: Shell, tmp_path: Path) -> None:
    assert shell("roll", "import", "pupils.csv", "--preview", AUDITOR_SECRET_KEY="").returncode == 0
    assert not (tmp_path / "auditor-data" / "auditor.db").exists()
    assert shell("roll", "import", "pupils.csv", AUDITOR_SECRET_KEY="").returncode == 2


def test_nothing_of_a_pupil_is_in_any_file_or_output(shell: Shell, tmp_path: Path) -> None:
    """The log is on, at its most talkative; the file itself is the school's to delete."""
    shown = [shell("roll", "import", "pupils.csv", "-v"), shell("roll", "show", "--json"), shell("doctor", "-v")]
    (tmp_path / "pupils.csv").unlink()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert tmp_path / "auditor-data" / "auditor.db" in files
    assert [path.name for path in files if not no_name_in(path.read_bytes().decode("latin-1"))] == []
    assert all(no_name_in(one.stdout + one.stderr) for one in shown)


def test_the_file_is_only_read(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "pupils.csv"
    file.chmod(0o400)
    before = file.read_bytes()
    assert shell("roll", "import", "pupils.csv").returncode == 0
    assert file.read_bytes() == before


def test_show_prints_json_alone(shell: Shell) -> None:
    assert json.loads(shell("roll", "show", "--json").stdout) == []
    shell("roll", "import", "pupils.csv")
    (told,) = json.loads(shell("roll", "show", "--json").stdout)
    assert told.pop("imported_by")
    assert told.pop("imported_at").endswith("Z")
    assert told == {
        "school": "oakfield-primary",
        "pupils": 3,
        "with_surname": 3,
        "protected": 1,
        "consents": {"yes": 1, "no": 1, "unknown": 1},
        "usable": True,
        "trouble": None,
    }


def test_another_key_makes_the_roll_useless_and_is_told(shell: Shell, tmp_path: Path) -> None:
    shell("roll", "import", "pupils.csv")
    other = KEY[::-1]
    assert json.loads(shell("roll", "show", "--json", AUDITOR_SECRET_KEY=other).stdout)[0]["usable"] is False
    assert (
        "It cannot be used, because it was imported under another"
        in shell("roll", "show", AUDITOR_SECRET_KEY=other).stdout
    )
    (tmp_path / "draft.txt").write_text("Fine.", encoding="utf-8")
    assert "cannot be used" in shell("check", "draft.txt", AUDITOR_SECRET_KEY=other).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "none.csv"), "There is no file none.csv"),
        (("import", "pupils.csv", "--school", "oakfeld-primary"), "Did you mean oakfield-primary?"),
        (("import", "pupils.csv", "--map", "consent=Permission"), "no column Permission for consent"),
        (("imprt", "pupils.csv"), "There is no command roll imprt. Did you mean import?"),
        (("forget", "--school", "elm-primary"), "There is no roll of elm-primary; there is none at all."),
        (("forget",), "--school"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_2(arguments: tuple[str, ...], said: str, shell: Shell) -> None:
    shown = shell("roll", *arguments)
    assert shown.returncode == 2
    assert said in shown.stderr
    assert "Traceback" not in shown.stderr
    assert no_name_in(shown.stdout + shown.stderr)


def test_of_several_schools_one_must_be_named(shell: Shell, tmp_path: Path) -> None:
    a_register(tmp_path, SOUND + ELM)
    shown = shell("roll", "import", "pupils.csv")
    assert shown.returncode == 2
    assert "Say whose roll it is with --school; there are: oakfield-primary, elm-primary." in shown.stderr


def test_a_roll_of_a_school_that_left_the_register_can_be_forgotten(shell: Shell, tmp_path: Path) -> None:
    shell("roll", "import", "pupils.csv")
    a_register(tmp_path, SOUND.replace("oakfield-primary", "oak-primary"))
    assert "auditor roll forget --school oakfield-primary" in shell("roll", "show").stdout
    assert shell("roll", "forget", "--school", "oakfield-primary").returncode == 0


def test_a_roll_that_shrinks_is_questioned(shell: Shell, tmp_path: Path) -> None:
    shell("roll", "import", "pupils.csv")
    a_csv(tmp_path, HEAD, ROWS[0], name="less.csv")
    shown = shell("roll", "import", "less.csv")
    assert shown.returncode == 0
    assert "in place of the one of" in shown.stdout
    assert "1 pupils were protected before, 0 are now" in shown.stderr
    assert "The roll before had 3 pupils, this one has 1." in shown.stderr


def test_a_pupil_with_the_name_of_a_known_adult_is_warned_of(shell: Shell, tmp_path: Path) -> None:
    a_register(
        tmp_path,
        SOUND.replace(
            "[[school.account]]", '[school.known]\nstaff = ["Mr Tobias O\'Grimble-Hart"]\n[[school.account]]'
        ),
    )
    shown = shell("roll", "import", "pupils.csv", "--preview")
    assert "1 pupil has the very name of somebody or something in [school.known], 1 of them protected" in shown.stderr


def test_a_policy_that_lets_consent_excuse_asks_for_the_column(shell: Shell, tmp_path: Path) -> None:
    a_register(tmp_path, SOUND.replace('"com01"', '"westbrook"'))
    asked = shell("roll", "import", "pupils.csv", "--preview", "--map", "consent=none")
    assert "no column for it was read: every pupil's name is flagged" in asked.stderr
    assert shell("roll", "import", "pupils.csv", "--preview").stderr == ""
    a_register(tmp_path)
    told = shell("roll", "import", "pupils.csv", "--preview").stdout
    assert "The policy com01 lets no consent excuse a name" in told


DRAFTS = [
    ("com01", "Goldie Quillfeather was wonderful", "low: This post names a child."),
    ("com01", "tobias hart was wonderful", "urgent: This post names a protected child."),
    ("westbrook", "Goldie Quillfeather was wonderful", "Nothing was found"),
    ("westbrook", "Zofia Bracegirdle was wonderful", "the roll does not say whether the family agreed"),
]


@pytest.mark.parametrize(("policy", "draft", "said"), DRAFTS)
def test_a_draft_is_judged_by_the_roll(policy: str, draft: str, said: str, shell: Shell, tmp_path: Path) -> None:
    a_register(tmp_path, SOUND.replace('"com01"', f'"{policy}"'))
    shell("roll", "import", "pupils.csv")
    (tmp_path / "draft.txt").write_text(draft, encoding="utf-8")
    shown = shell("check", "draft.txt", "--school", "oakfield-primary")
    assert said in shown.stdout
    assert no_name_in(shown.stdout + shown.stderr)


def test_a_draft_says_where_a_roll_was_not_used(shell: Shell, tmp_path: Path) -> None:
    shell("roll", "import", "pupils.csv")
    (tmp_path / "draft.txt").write_text("Fine.", encoding="utf-8")
    assert "AUDITOR_SECRET_KEY is not set here" in shell("check", "draft.txt", AUDITOR_SECRET_KEY="").stderr
    assert "the settings cannot be read" in shell("check", "draft.txt", AUDITOR_KEEP_POSTS="many").stderr
    (tmp_path / "auditor-data" / "auditor.db").write_bytes(b"no database" * 100)
    assert "the database cannot be read" in shell("check", "draft.txt").stderr


@pytest.mark.parametrize("name", ["import", "show", "forget"])
def test_each_has_help_with_examples(name: str, shell: Shell) -> None:
    shown = shell("roll", name, "--help")
    assert shown.returncode == 0
    assert "Examples:" in shown.stdout
    assert "--quiet" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80
