"""Names added to a register that people keep: nothing else in it changes, whatever way it is written."""

from __future__ import annotations

import os
import stat
import tomllib
from typing import TYPE_CHECKING

import pytest

from auditor.register import load_register
from auditor.register.additions import add_to_register, to_paste, with_names
from tests.registers import SCHOOL, SOUND, TRUST, X_ACCOUNT, a_register

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"staff": ["Sarah Phillips", 'Jo "Jo" O\'Neill'], "things": ["Kingfishers"]}
ANOTHER = '[[school]]\nid = "elm-high"\nname = "Elm High School"\n'
KNOWN = """\
# Who is no child:
[school.known]                 # kept by the office
staff = [
    "Mr Amos Whitlock",        # caretaker
    'Ms Bell',
]
houses = ["Elm", "Rowan"]
"""
WAYS = {
    "nothing known yet": SOUND,
    "the last of two schools": TRUST + ANOTHER + SCHOOL + X_ACCOUNT,
    "the first of two schools": SOUND + ANOTHER,
    "known before the account": TRUST + SCHOOL + KNOWN + X_ACCOUNT + ANOTHER,
    "known behind the account": SOUND + KNOWN + ANOTHER,
    "known is empty": SOUND + "[school.known]\n",
    "an inline table": TRUST + SCHOOL + 'known = { staff = ["Ms Bell"] } # theirs\n' + X_ACCOUNT,
    "dotted keys": TRUST + SCHOOL + 'known.staff = ["Ms Bell"]\nknown.houses = []\n' + X_ACCOUNT,
    "no line end at the end": (SOUND + KNOWN).rstrip("\n"),
    "Windows line ends": (SOUND + KNOWN).replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + SOUND + KNOWN,
    "quoted keys": TRUST + SCHOOL + '["school"."known"]\n"staff" = ["Ms Bell"]\n',
}


def parsed(text: str) -> dict[str, object]:
    return tomllib.loads(text.removeprefix("\ufeff"))


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS)
def test_the_names_stand_in_it_and_every_line_of_before(text: str) -> None:
    written = with_names(text, "oakfield-primary", NAMES)
    school = next(one for one in parsed(written)["school"] if one["id"] == "oakfield-primary")  # type: ignore[attr-defined]
    before = next(one for one in parsed(text)["school"] if one["id"] == "oakfield-primary")  # type: ignore[attr-defined]
    for kind, names in NAMES.items():
        assert school["known"][kind] == [*before.get("known", {}).get(kind, []), *names]
    kept = [
        line for line in text.splitlines() if "staff" not in line and "known = {" not in line and line.strip() != "]"
    ]
    lines = written.splitlines()
    assert [line for line in kept if line not in lines] == []
    assert written.startswith("\ufeff") is text.startswith("\ufeff")
    assert ("\r\n" in written) is ("\r\n" in text)


def test_comments_and_order_stay() -> None:
    written = with_names(SOUND + KNOWN, "oakfield-primary", {"staff": ["Sarah Phillips"]})
    for comment in ("# Who is no child:", "# kept by the office", "# caretaker"):
        assert comment in written
    assert written.index("Amos") < written.index("Ms Bell") < written.index("Sarah Phillips") < written.index("houses")


def test_a_register_is_replaced_with_its_mode_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = a_register(tmp_path, SOUND + KNOWN)
    path.chmod(0o640)
    add_to_register(path, "oakfield-primary", NAMES)
    assert "sarah phillips" in load_register(path).school("oakfield-primary").known.staff
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["register.toml"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_the_register_stays_one(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    path = a_register(tmp_path / "kept")
    (tmp_path / "register.toml").symlink_to(path)
    add_to_register(tmp_path / "register.toml", "oakfield-primary", NAMES)
    assert (tmp_path / "register.toml").is_symlink()
    assert "Sarah Phillips" in path.read_text(encoding="utf-8")


def test_a_read_only_register_is_left_alone(tmp_path: Path) -> None:
    path = a_register(tmp_path)
    path.chmod(0o444)
    with pytest.raises(PermissionError, match="read-only"):
        add_to_register(path, "oakfield-primary", NAMES)
    assert path.read_text(encoding="utf-8") == SOUND


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('school = [{ id = "oakfield-primary", name = "Oakfield Primary School" }]\n' + TRUST, NAMES),
        (SOUND, {"staff": ["Sarah\nPhillips"]}),
        (SOUND, {"staff": ["x" * 201]}),
        (SOUND, {"staf": ["Sarah Phillips"]}),
    ],
    ids=["a school on one line", "a line break", "too long", "no such list"],
)
def test_what_cannot_be_added_to_safely_is_refused(text: str, names: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="cannot be added to safely"):
        with_names(text, "oakfield-primary", names)


def test_what_to_paste_is_the_whole_table(tmp_path: Path) -> None:
    path = a_register(tmp_path, SOUND + KNOWN)
    lines = to_paste(path, "oakfield-primary", NAMES)
    assert "oakfield-primary" in lines[0]
    assert "[school.known]" in lines
    known = tomllib.loads("\n".join(lines))["school"]["known"]
    assert known["staff"] == ["Mr Amos Whitlock", "Ms Bell", *NAMES["staff"]]
    assert known["houses"] == ["Elm", "Rowan"]
    assert known["things"] == ["Kingfishers"]
