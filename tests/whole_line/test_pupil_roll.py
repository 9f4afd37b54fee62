"""A pupil roll through the whole line: imported by the command, used by the audit, told to the safeguarding list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.testing import Diary, comment, facebook_page, photo, post, x_account
from tests.rolls import a_csv
from tests.whole_line.leaks import canaries_in_database, everything_written, plain_text
from tests.whole_line.line import KEY, Line, a_line, a_register, a_school, an_account, local, page_token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from connectors.testing.events import Event

pytestmark = pytest.mark.slow

NIGHT = local(11, 20, 3, 15)
DAY = timedelta(days=1)
REGISTER = a_register(
    a_school(
        "oak",
        "Oak Primary School",
        an_account("x", "oakprimary", "1001"),
        an_account("facebook", "oakprimary", "2001"),
        safeguarding='["dsl.oak@trust.example"]',
        more='[school.known]\nstaff = ["Miss Perpetua Wolfscastle"]',
    )
    + a_school("elm", "Elm High School", an_account("x", "elmhigh", "1002")),
    terms=[("2026-11-16", "2026-12-18")],
)
ROLL = (
    "Forename,Surname,Preferred Forename,Consent to be Named,In Care",
    "Xanthippe,Quillfeather,,Yes,Y",
    "Marigold,Bracegirdle,Goldie,Yes,",
    "Tobias,O'Grimble,,No,",
    "Perpetua,Wolfscastle,,,",
)
CHILDREN = ("xanthippe", "quillfeather", "marigold", "bracegirdle", "goldie", "tobias", "grimble")
TEXTS = {"item.text", "item.media", "revision.text"}
SAFEGUARDING = {"dsl@trust.example", "dsl.oak@trust.example"}
TEXT_WITHOUT_A_LIST = "saw xanthippe quillfeather on the trampoline"


def a_diary() -> Diary:
    at = local(11, 18, 16)
    on_x = [
        post("fair", at, "The book fair opens on Friday."),
        post("star", at, "goldie bracegirdle read best this week", photo("A certificate")),
        post("sky", at, "#XanthippeQuillfeather built a telescope"),
        post("staff", at, "Thank you, Perpetua Wolfscastle, for the play!", photo("A stage")),
    ]
    on_page: list[Event] = [
        post("hall", at, "Sketchbooks are on show in the hall."),
        comment("seen", at + 0.2 * DAY, on="hall", by="A Stranger", text=TEXT_WITHOUT_A_LIST),
    ]
    return Diary(
        x_account("oakprimary", id="1001", diary=on_x),
        facebook_page("oakprimary", id="2001", token=page_token("2001"), diary=on_page),
        x_account("elmhigh", id="1002", diary=[post("elm", at, "Xanthippe Quillfeather sings on Friday.")]),
    )


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with a_line(tmp_path, a_diary(), REGISTER, NIGHT) as line:
        yield line


def bring_in(line: Line, *rows: str) -> None:
    """Import the school's roll, and delete the file as the command says."""
    file = a_csv(line.folder, *(rows or ROLL))
    imported = line.auditor("roll", "import", file.name, "--school", "oak")
    assert imported.code == 0, imported.err
    file.unlink()


def mails_to(line: Line, address: str) -> list[EmailMessage]:
    return [mail for mail in line.mails() if mail["To"] == address]


def by_key(line: Line, key: str, platform: str = "x") -> dict[str, object] | None:
    native = line.x.diary.id_of(key, platform)
    return next((one for one in line.findings() if one["subject"]["id"] == native), None)


def test_a_protected_child_in_a_post_or_comment_is_mailed_in_the_same_run_and_only_as_that(line: Line) -> None:
    bring_in(line)
    night = line.audit(NIGHT)
    assert night.code == 0
    for key, platform in (("sky", "x"), ("seen", "facebook")):
        finding = by_key(line, key, platform)
        assert finding is not None
        assert (finding["severity"], finding["categories"]) == ("urgent", ["protected_child"])
    told = {mail["To"]: plain_text(mail) for mail in line.mails() if "protected child" in plain_text(mail)}
    assert set(told) == SAFEGUARDING
    for mail in told.values():
        assert "Urgent: Safeguarding: 2 things to look at now" in mail
        assert "This post names a protected child." in mail
        assert "This comment names a protected child." in mail
        assert not any(word in mail.lower() for word in ("care", "adopted", "refuge", "year group"))


def test_a_name_on_the_roll_is_certain_and_that_of_a_known_adult_is_none(line: Line) -> None:
    bring_in(line)
    line.audit(NIGHT)
    star = by_key(line, "star")
    assert star is not None
    assert (star["severity"], star["confidence"]) == ("high", 1.0)
    assert "first name and surname stand on the pupil roll" in str(star["why"])
    assert by_key(line, "staff") is None
    elsewhere = by_key(line, "elm")  # another school's roll says nothing here
    assert elsewhere is None or elsewhere["severity"] != "urgent"


def test_a_roll_that_comes_later_judges_again_what_was_read_before(line: Line) -> None:
    line.audit(NIGHT)
    before = by_key(line, "seen", "facebook")
    assert before is None or before["severity"] != "urgent"
    bring_in(line)
    line.audit(NIGHT + DAY)
    after = by_key(line, "seen", "facebook")
    assert after is not None
    assert after["severity"] == "urgent"
    assert {mail["To"] for mail in line.mails() if "protected child" in plain_text(mail)} >= SAFEGUARDING


def test_consent_excuses_a_name_under_westbrooks_policy_and_not_under_another(line: Line) -> None:
    bring_in(line)
    line.audit(NIGHT)
    star = by_key(line, "star")
    assert star is not None
    assert star["status"] == "open"
    register = line.folder / "register.toml"
    register.write_text(register.read_text("utf-8").replace('"com01"', '"westbrook"'), encoding="utf-8")
    line.audit(NIGHT + DAY)
    star, sky = by_key(line, "star"), by_key(line, "sky")
    assert star is not None
    assert sky is not None
    assert star["status"] == "resolved"
    assert (sky["status"], sky["severity"]) == ("open", "urgent")  # consent never excuses a protected child's name


def test_no_name_is_in_a_mail_an_output_a_log_or_anywhere_in_the_database_but_the_posts(line: Line) -> None:
    bring_in(line)
    line.auditor("-v", "audit", "--school", "oak")
    line.audit(NIGHT + DAY)
    line.send_report(NIGHT + 4 * DAY)
    line.auditor("report", "--out", "reports")
    line.auditor("roll", "show", "--json")
    line.auditor("findings", "--format", "csv")
    line.auditor("doctor")
    written = everything_written(line)
    leaks = {place for place, text in written.items() for child in CHILDREN if child in text.lower()}
    assert leaks == set()
    assert canaries_in_database(line, CHILDREN, besides=TEXTS) == {}


def test_the_database_of_a_roll_alone_holds_no_letter_of_a_name(line: Line) -> None:
    bring_in(line)
    raw = line.database.read_bytes().decode("latin-1").lower()
    assert not any(child in raw for child in CHILDREN)


def test_another_key_stops_the_roll_tells_the_administrator_once_and_leaves_what_stands(line: Line) -> None:
    bring_in(line)
    line.audit(NIGHT)
    line.environment["AUDITOR_SECRET_KEY"] = KEY[::-1]
    for night in (NIGHT + DAY, NIGHT + 2 * DAY):
        audited = line.audit(night)
        assert (
            "The pupil roll of oak is not used, because it was imported under another AUDITOR_SECRET_KEY" in audited.err
        )
    told = [mail for mail in mails_to(line, "it@trust.example") if "pupil roll of oak" in plain_text(mail)]
    assert len(told) == 1
    assert "auditor roll import FILE --school oak" in plain_text(told[0])
    assert line.auditor("doctor").code == 1
    sky = by_key(line, "sky")
    assert sky is not None
    assert (sky["status"], sky["severity"]) == ("open", "urgent")
    bring_in(line)
    audited = line.audit(NIGHT + 3 * DAY)
    assert "pupil roll" not in audited.err


def test_what_came_while_the_roll_was_of_no_use_is_judged_by_it_afterwards(line: Line) -> None:
    bring_in(line)
    line.environment["AUDITOR_SECRET_KEY"] = KEY[::-1]
    line.audit(NIGHT)
    seen = by_key(line, "seen", "facebook")
    assert seen is None or seen["severity"] != "urgent"
    del line.environment["AUDITOR_SECRET_KEY"]
    line.audit(NIGHT + DAY)
    seen = by_key(line, "seen", "facebook")
    assert seen is not None
    assert seen["severity"] == "urgent"


def test_a_roll_that_is_forgotten_is_used_no_more(line: Line) -> None:
    bring_in(line)
    line.audit(NIGHT)
    assert line.auditor("roll", "forget", "--school", "oak").code == 0
    line.audit(NIGHT + DAY)
    assert line.rows("SELECT count(*) FROM roll") == [(0,)]
    assert [one for one in line.findings() if one["status"] == "open" and one["severity"] == "urgent"] == []
