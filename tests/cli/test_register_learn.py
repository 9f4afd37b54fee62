"""`auditor register learn`: from real reviews in a real database to names in the register, and none on the terminal."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from auditor.cli import run
from auditor.register import load_register
from auditor.store.engine import writing
from auditor.store.tables import AccountRow, EventRow, FindingRow, ItemRow, RevisionRow
from tests.cli.shell import KEY, OURS
from tests.registers import SOUND, a_register
from tests.report.ground import NIGHT, a_finding, a_night, an_engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

SCHOOL = "oakfield-primary"
LEARN = ("register", "learn", "--school", SCHOOL)
NOTHING = f"Nothing is proposed for {SCHOOL}."


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(slots=True)
class Office:
    """A folder with register and database, and everything that was printed in it."""

    folder: Path
    engine: Engine
    capsys: pytest.CaptureFixture[str]
    printed: list[str] = field(default_factory=list)

    def run(self, *arguments: str) -> Ended:
        ended = Ended(run(arguments), *self.capsys.readouterr())
        self.printed += [ended.out, ended.err]
        assert "a fault of the auditor's own" not in ended.err
        return ended

    def learn(self, *options: str) -> str:
        ended = self.run(*LEARN, *options)
        assert ended.code == 0, ended.err
        return ended.out

    def flagged(self, text: str, *names: str, media: list[Any] | None = None, **changes: Any) -> str:  # noqa: ANN401 - any field
        """Write a post in which `names` were flagged; return the finding's id."""
        spans = [[text.index(name), text.index(name) + len(name)] for name in names]
        with writing(self.engine) as session:
            account = session.query(AccountRow).one()
            number = f"{session.query(ItemRow).count() + 1000}"
            item = ItemRow(
                account_id=account.id,
                kind="post",
                canonical_id=number,
                native_id=number,
                form="original",
                own=True,
                thread_id=number,
                text=text,
                text_hash=number,
                content_hash=number,
                media=media or [],
                url=f"https://x.com/i/status/{number}",
                created_at=NIGHT,
                first_seen=NIGHT,
                last_seen=NIGHT,
            )
            session.add(item)
            session.flush()
            identity = item.id
        return a_finding(self.engine, item_id=identity, spans=spans, content_hash=number, **changes)

    def review(self, finding: str, decided: str = "dismissed", *because: str) -> None:
        said = ["--because", because[0], *because[1:]] if because else []
        ended = self.run("review", finding, "--as", decided, *said, "--reason", "Seen.", "--by", "The head")
        assert ended.code == 0, ended.err

    def dismissed(self, text: str, *names: str, because: str = "adult") -> str:
        finding = self.flagged(text, *names)
        self.review(finding, "dismissed", because)
        return finding

    def known(self) -> Any:  # noqa: ANN401 - what the register knows
        return load_register(self.folder / "register.toml").school(SCHOOL).known

    def change(self, finding: str, **values: Any) -> None:  # noqa: ANN401 - any column
        """Change the item under a finding."""
        with writing(self.engine) as session:
            row = session.get(FindingRow, finding)
            assert row is not None
            item = session.get(ItemRow, row.item_id)
            for name, value in values.items():
                setattr(item, name, value)

    def assert_never_printed(self, *names: str) -> None:
        everything = "\n".join(self.printed)
        assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", everything)] == []


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Office]:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(OURS)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AUDITOR_SECRET_KEY", KEY)
    path = a_register(tmp_path, f"# Kept by the office.\n{SOUND}")
    (tmp_path / "auditor-data").mkdir(mode=0o700)
    engine = an_engine(tmp_path / "auditor-data")
    a_night(engine, load_register(path))
    yield Office(tmp_path, engine, capsys)
    engine.dispose()


def test_an_adult_is_proposed_masked_with_how_often_and_where(office: Office) -> None:
    ids = [office.dismissed(f"{word} Sarah Whitlock!", "Sarah Whitlock") for word in ("Thanks,", "Well done,", "Bye,")]
    shown = office.learn()
    assert f"S… W… (2 words), dismissed 3 times as an adult: staff ({', '.join(ids)})" in shown
    assert "1 name is proposed" in shown
    assert "run it again with --write" in shown
    assert "Sarah" not in (office.folder / "register.toml").read_text(encoding="utf-8")
    office.assert_never_printed("Sarah", "Whitlock")


def test_written_it_stands_in_the_register_and_is_not_proposed_again(office: Office) -> None:
    office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    office.dismissed("The walk to Bracken Hollow", "Bracken Hollow", because="place")
    office.dismissed("#KingfisherClass rules", "KingfisherClass", because="thing")
    shown = office.learn("--write")
    assert "3 names were added to register.toml" in shown
    known = office.known()
    assert (known.staff, known.places, known.things) == (
        ("sarah whitlock",),
        ("bracken hollow",),
        ("kingfisher class",),
    )
    assert (office.folder / "register.toml").read_text(encoding="utf-8").startswith("# Kept by the office.\n")
    again = office.learn("--write")
    assert NOTHING in again
    assert "Left out: 3 names in the register already." in again
    office.assert_never_printed("Sarah", "Whitlock", "Bracken", "Hollow", "Kingfisher")


def test_writing_names_down_is_recorded_like_looking_at_a_text(office: Office) -> None:
    finding = office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    office.learn()
    office.learn("--write")
    with writing(office.engine) as session:
        learnt = [(event.finding_id, bool(event.os_user)) for event in session.query(EventRow).filter_by(what="learnt")]
    assert learnt == [(finding, True)]


def test_the_same_name_in_other_spellings_is_one(office: Office) -> None:
    office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    office.dismissed("thanks sarah whitlock", "sarah whitlock")
    office.dismissed("Ask Sarah Whitlock", "Sarah Whitlock")
    office.dismissed("#SarahWhitlock", "SarahWhitlock", because="thing")
    assert "dismissed 4 times as an adult: staff" in office.learn("--write")
    assert 'staff = ["Sarah Whitlock"]' in (office.folder / "register.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "how",
    [
        ("confirmed",),
        ("resolved",),
        ("dismissed",),
        ("dismissed", "consent"),
        ("dismissed", "harmless"),
        ("dismissed", "adult", "--until", "2027-07-31"),
    ],
    ids=" ".join,
)
def test_no_other_decision_teaches_anything(office: Office, how: tuple[str, ...]) -> None:
    office.review(office.flagged("Thanks, Sarah Whitlock!", "Sarah Whitlock"), *how)
    shown = office.learn("--write")
    assert NOTHING in shown
    assert "--because adult, place or thing" in shown
    assert office.known().staff == ()


def test_a_finding_nobody_has_settled_teaches_nothing(office: Office) -> None:
    office.flagged("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    assert NOTHING in office.learn()


def test_a_newer_decision_takes_the_place_of_an_older_one(office: Office) -> None:
    finding = office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    office.review(finding, "confirmed")
    assert NOTHING in office.learn()
    office.review(finding, "dismissed", "adult")
    assert "1 name is proposed" in office.learn()


@pytest.mark.parametrize("text", ["Well done Sarah Whitlock in Year 4", "#sarahwhitlock", "SARAH\nWHITLOCK won"])
@pytest.mark.parametrize("how", [("confirmed",), ("resolved",), ("dismissed", "consent")], ids=" ".join)
def test_a_name_that_a_childs_finding_holds_is_never_proposed(office: Office, text: str, how: tuple[str, ...]) -> None:
    office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    office.review(office.flagged(text), *how)
    shown = office.learn("--write")
    assert NOTHING in shown
    assert "Left out: 1 name held by a finding that was settled as a child's." in shown
    assert office.known().staff == ()


def test_pictures_and_earlier_texts_of_a_childs_finding_count_too(office: Office) -> None:
    office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    office.dismissed("Thanks, Amos Bell!", "Amos Bell")
    pictured = office.flagged("Look!", media=[{"kind": "photo", "id": "1", "alt": "Sarah Whitlock", "file": None}])
    edited = office.flagged("Look again!")
    with writing(office.engine) as session:
        row = session.get(FindingRow, edited)
        assert row is not None
        before = RevisionRow(
            item_id=row.item_id, native_id="1", text="Amos Bell in Year 2", content_hash="0", replaced_at=NIGHT
        )
        session.add(before)
    for finding in (pictured, edited):
        office.review(finding, "confirmed")
    assert "Left out: 2 names held" in office.learn()


def test_another_schools_findings_have_no_say(office: Office) -> None:
    office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    office.review(office.flagged("Sarah Whitlock in Year 4", school="elm-high"), "confirmed")
    elsewhere = office.flagged("Thanks, Amos Bell!", "Amos Bell", school="elm-high")
    office.review(elsewhere, "dismissed", "adult")
    assert "1 name is proposed" in office.learn()


@pytest.mark.parametrize(
    ("name", "because"), [("Whitlock", "adult"), ("Zebedee", "adult"), ("Florence", "place"), ("Rowan", "thing")]
)
def test_one_word_that_a_child_may_bear_is_left_to_people(office: Office, name: str, because: str) -> None:
    office.dismissed(f"Off to {name}!", name, because=because)
    shown = office.learn()
    assert NOTHING in shown
    assert "Left out: 1 name of one word that a child may bear too; add it by hand if no pupil does." in shown


def test_one_word_that_no_child_bears_is_proposed_for_a_place_or_thing(office: Office) -> None:
    office.dismissed("Off to Kingfishers!", "Kingfishers", because="thing")
    assert "K… (1 word), dismissed once as a thing: things" in office.learn()


def test_a_name_on_the_pupil_roll_is_never_proposed(office: Office) -> None:
    office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    office.dismissed("Thanks, Amos Bell!", "Amos Bell")
    (office.folder / "pupils.csv").write_text("Forename,Surname\nSarah,Whitlock\n", encoding="utf-8")
    ended = office.run("roll", "import", "pupils.csv", "--school", SCHOOL, "--map", "consent=none")
    assert ended.code == 0, ended.err
    shown = office.learn()
    assert "A… B…" in shown
    assert "Left out: 1 name on the pupil roll." in shown
    assert "S…" not in shown


def test_a_roll_that_cannot_be_used_stops_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    (office.folder / "pupils.csv").write_text("Forename,Surname\nElla,Thompson\n", encoding="utf-8")
    office.run("roll", "import", "pupils.csv", "--school", SCHOOL, "--map", "consent=none")
    monkeypatch.setenv("AUDITOR_SECRET_KEY", KEY[::-1])
    ended = office.run(*LEARN)
    assert (ended.code, ended.out) == (2, "")
    assert "import it again" in ended.err


def test_a_protected_childs_finding_teaches_nothing(office: Office) -> None:
    finding = office.flagged("Thanks, Sarah Whitlock!", "Sarah Whitlock", categories=["protected_child"])
    office.review(finding, "dismissed", "adult")
    assert NOTHING in office.learn()


@pytest.mark.parametrize("values", [{"text": None}, {"text": "Now Ella Thompson", "content_hash": "new"}], ids=str)
def test_a_text_that_is_gone_or_another_one_teaches_nothing_and_is_said(
    office: Office, values: dict[str, object]
) -> None:
    office.change(office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock"), **values)
    shown = office.learn()
    assert NOTHING in shown
    assert "Not learnt from: 1 dismissed finding, because the text is deleted or changed by now." in shown


def test_only_what_the_person_saw_is_learnt_from(office: Office) -> None:
    """A later version of the detector may find more in the same text; nobody has said anything of that."""
    finding = office.dismissed("Thanks, Sarah Whitlock and Ella Thompson!", "Sarah Whitlock")
    with writing(office.engine) as session:
        session.query(FindingRow).filter_by(id=finding).update({"spans": [[8, 22], [27, 40]]})
    shown = office.learn()
    assert "S… W…" in shown
    assert "E… T…" not in shown


def test_findings_whose_texts_cannot_be_compared_any_more_are_counted(office: Office) -> None:
    office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    confirmed = office.flagged("Ella in Year 4", "Ella")
    office.review(confirmed, "confirmed")
    office.change(confirmed, text=None)
    assert "Not compared: the names in 1 finding settled as a child's" in office.learn()


def test_a_read_only_register_gets_a_private_file_to_paste(office: Office) -> None:
    office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    register = office.folder / "register.toml"
    before = register.read_text(encoding="utf-8")
    register.chmod(0o444)
    shown = office.learn("--write")
    file = office.folder / "auditor-data" / f"known-{SCHOOL}.toml"
    assert str(file) in shown
    assert 'staff = ["Sarah Whitlock"]' in file.read_text(encoding="utf-8")
    assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "register.toml was left as it is: it is read-only." in office.printed[-1]
    assert register.read_text(encoding="utf-8") == before
    office.assert_never_printed("Sarah", "Whitlock")


def test_what_to_paste_goes_to_a_private_file_on_request(office: Office) -> None:
    office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    office.learn("--paste", "known.toml")
    file = office.folder / "known.toml"
    assert "[school.known]" in file.read_text(encoding="utf-8")
    assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o600
    assert office.known().staff == ()
    office.assert_never_printed("Sarah", "Whitlock")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--paste", "register.toml"], "names the register itself"),
        (["--paste", "no/where.toml"], "cannot be written to"),
        (["--paste", "known.toml", "--write"], "give one of them"),
        (["--school", "oakfield-primry"], "Did you mean oakfield-primary?"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(office: Office, options: list[str], said: str) -> None:
    office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    before = (office.folder / "register.toml").read_text(encoding="utf-8")
    ended = office.run(*LEARN, *options)
    assert ended.code == 2
    assert said in ended.err
    assert (office.folder / "register.toml").read_text(encoding="utf-8") == before
    with writing(office.engine) as session:
        assert session.query(EventRow).filter_by(what="learnt").count() == 0


def test_because_goes_with_a_dismissal(office: Office) -> None:
    finding = office.flagged("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    told = ("review", finding, "--reason", "Seen.", "--by", "The head", "--because", "adult")
    ended = office.run(*told, "--as", "confirmed")
    assert ended.code == 2
    assert "--because goes with dismissed" in ended.err
    assert office.run(*told, "--as", "dismissed").code == 0
    assert office.run(*told[:-1], "alien", "--as", "dismissed").code == 2


def test_the_posts_that_taught_it_may_be_old(office: Office) -> None:
    """What counts is whether the text is kept, not its age."""
    finding = office.dismissed("Thanks, Sarah Whitlock!", "Sarah Whitlock")
    office.change(finding, created_at=NIGHT - timedelta(days=80))
    assert "1 name is proposed" in office.learn()
