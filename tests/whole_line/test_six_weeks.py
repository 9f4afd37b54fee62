"""Six weeks of three schools, night by night, against what was written down by hand in `six_weeks`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.whole_line import six_weeks
from tests.whole_line.leaks import canaries_in_database, everything_written, plain_text
from tests.whole_line.line import KEY, X_TOKEN, Line, a_line, by_account, iso, local, page_token
from tests.whole_line.six_weeks import (
    ACCOUNTS,
    ALERTS,
    BY_DAY,
    DIARY,
    EXPECTED,
    FIRST,
    NIGHTS,
    NOT_CHECKED,
    NOV9,
    OCT14,
    OCT22,
    OCT26,
    OCT29,
    PAGES,
    REGISTER,
    REPORTS,
    SENT,
    Expected,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.whole_line.line import Ended

pytestmark = pytest.mark.slow


@dataclass(slots=True)
class SixWeeks:
    """What happened: each run's end, whom it told, and what the platforms were asked."""

    line: Line
    runs: dict[datetime, Ended] = field(default_factory=dict)
    told: dict[datetime, list[str]] = field(default_factory=dict)
    asked: dict[datetime, dict[str, int]] = field(default_factory=dict)
    about: dict[datetime, set[str | None]] = field(default_factory=dict)
    spent: dict[datetime, float] = field(default_factory=dict)
    again: Ended | None = None
    told_again: list[str] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)

    def audit(self, now: datetime, *options: str) -> None:
        """Do one run and remember it."""
        self.line.forget_requests()
        before = len(self.line.office.got)
        self.runs[now] = self.line.audit(now, *options)
        self.told[now] = sorted(self.line.office.recipients()[before:])
        self.asked[now] = {one.platform: len(one.requests) for one in self.line.stand_ins()}
        self.about[now] = {account for one in self.line.stand_ins() for account in by_account(one)}
        self.spent[now] = _price(self.line)

    def report(self, now: datetime) -> None:
        """Send a week's report and remember it."""
        before = len(self.line.office.got)
        self.runs[now] = self.line.send_report(now)
        self.told[now] = sorted(self.line.office.recipients()[before:])


def _price(line: Line) -> float:
    """Return what the run cost by X's own log: what it bills by id, once a day."""
    billed = {kind: {one for served in line.x.requests for one in served.billed_ids.get(kind, ())} for kind in PRICES}
    return sum(len(ids) * PRICES[kind] for kind, ids in billed.items())


PRICES = {"post": 0.005, "user": 0.010}


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SixWeeks]:
    """Let the six weeks happen."""
    with a_line(tmp_path_factory.mktemp("six-weeks"), DIARY, REGISTER, FIRST) as line:
        weeks = SixWeeks(line)
        for moment in sorted({*NIGHTS, BY_DAY, *SENT}):
            if moment in SENT:
                weeks.report(moment)
                continue
            weeks.audit(moment, *(["--school", "birchwood"] if moment == BY_DAY else []))
            if moment == OCT22:
                _dismiss(line)
            if moment == OCT26:
                _repeat(weeks)
        weeks.findings = line.findings()
        yield weeks


def _dismiss(line: Line) -> None:
    wanted = DIARY.id_of("well-done", "facebook")
    found = next(one for one in line.findings() if one["subject"]["id"] == wanted)
    told = ["--as", "dismissed", "--reason", "Grown-up sister, the office knows her", "--by", "Head"]
    assert line.auditor("review", found["id"], *told).code == 0


def _repeat(weeks: SixWeeks) -> None:
    """Do the newest night, and the newest report, once more."""
    before = len(weeks.line.office.got)
    weeks.again = weeks.line.audit(OCT26)
    assert weeks.line.send_report(local(10, 26, 6)).code == 0  # and again at half past, as every Monday
    weeks.told_again = weeks.line.office.recipients()[before:]


def _subject(found: dict[str, Any]) -> str:
    subject = found["subject"]
    if subject["kind"] == "school_week":
        return str(subject["week"])
    if subject["kind"] == "account":
        return str(found["account"])
    keys = {
        DIARY.id_of(key, platform, at=NOV9): f"{platform}:{key}"
        for platform, pages in (("x", ("1001", "1002")), ("facebook", ("2001", "2002", "2003")))
        for account in DIARY.accounts(platform)
        if account.native_id in pages
        for event in account.events
        if (key := getattr(event, "key", None))
    }
    return keys[subject["id"]]


def test_everything_that_was_written_down_by_hand_is_found_and_nothing_else(weeks: SixWeeks) -> None:
    """Rule, school, subject, severity, status and first sight, for six weeks."""
    found = {
        Expected(
            one["rule"],
            one["school"],
            _subject(one),
            one["severity"],
            one["status"],
            datetime.fromisoformat(one["first_seen"]).astimezone(UTC),
        )
        for one in weeks.findings
    }
    assert found == EXPECTED
    assert len(weeks.findings) == len(EXPECTED)


@pytest.mark.parametrize("night", [*NIGHTS, BY_DAY], ids=iso)
def test_each_account_is_checked_or_the_run_says_why_not(weeks: SixWeeks, night: datetime) -> None:
    failed = NOT_CHECKED.get(night, {})
    read = ["x:BirchwoodHigh", "facebook:birchwoodhigh"] if night == BY_DAY else [*ACCOUNTS, *PAGES]
    expected = {label: failed.get(label) for label in read}
    if night != BY_DAY:
        expected["snapchat:dellnursery"] = "unsupported"
    assert weeks.runs[night].reasons() == expected
    assert weeks.runs[night].code == (1 if failed else 0)


def test_a_run_for_one_school_asks_about_no_other(weeks: SixWeeks) -> None:
    assert weeks.about[BY_DAY] <= {"1002", "2002", None}
    assert "1002" in weeks.about[BY_DAY]


@pytest.mark.parametrize("moment", [*NIGHTS, BY_DAY], ids=iso)
def test_whoever_must_know_is_told_within_the_run_once_and_nobody_else(weeks: SixWeeks, moment: datetime) -> None:
    expected = ALERTS.get(moment, [])
    assert weeks.told[moment] == expected


@pytest.mark.parametrize("moment", SENT, ids=iso)
def test_the_weekly_report_goes_to_each_list_once(weeks: SixWeeks, moment: datetime) -> None:
    already_sent = moment == local(10, 26, 6, 30)  # by the repetition, half an hour before
    assert weeks.told[moment] == ([] if already_sent else REPORTS)
    assert weeks.runs[moment].code == 0


def test_a_night_or_a_report_done_twice_changes_nothing(weeks: SixWeeks) -> None:
    assert weeks.again is not None
    assert weeks.again.json["findings"]["new"] == 0
    assert weeks.again.json["findings"]["resolved"] == 0
    assert {line["posts_new"] + line["comments_new"] for line in weeks.again.json["accounts"]} == {0}
    assert sorted(weeks.told_again) == REPORTS  # the week's report, which was due, and no alert


def test_no_mail_is_sent_twice(weeks: SixWeeks) -> None:
    mails = Counter(mail["Message-ID"] for mail in weeks.line.mails())
    assert set(mails.values()) == {1}
    assert all(mail["To"].count("@") == 1 for mail in weeks.line.mails())


def test_a_safeguarding_mail_says_what_nobody_has_reviewed_yet(weeks: SixWeeks) -> None:
    """The contact request of the first night is not reviewed: the later mails of that list say so."""
    snap = DIARY.id_of("snap", "facebook")
    later = [mail for mail in weeks.line.mails() if mail["To"] == "dsl@trust.example"][1:]
    wanted = next(one["id"] for one in weeks.findings if one["subject"]["id"] == snap)
    assert len(later) == 2
    assert all(wanted in plain_text(mail) for mail in later)


def test_no_school_hears_of_another(weeks: SixWeeks) -> None:
    for mail in weeks.line.mails():
        text = plain_text(mail)
        if mail["To"].startswith(("head.ashdown", "dsl.ashdown")):
            assert "Birchwood" not in text
            assert "Cedar Lane" not in text
        if mail["To"].startswith("head.cedar"):
            assert "Ashdown" not in text
            assert "Birchwood" not in text


def test_an_edited_post_keeps_its_finding_under_the_newest_id(weeks: SixWeeks) -> None:
    found = [one for one in weeks.findings if one["account"] == "x:BirchwoodHigh" and one["rule"] == "unnamed-children"]
    newest = DIARY.id_of("b-star", "x", at=NOV9)
    assert newest != DIARY.id_of("b-star", "x")
    assert [one["subject"]["id"] for one in found] == [newest]
    assert found[0]["subject"]["url"] == f"https://x.com/i/status/{newest}"


def test_what_was_written_while_a_platform_was_down_is_read_afterwards(weeks: SixWeeks) -> None:
    after = weeks.runs[OCT14].account("x:ashdownprimary")
    # monday, tuesday and the comment with the bat; what is shared is nobody's own words and is not bought
    assert after["posts_new"] == 2
    assert after["comments_new"] == 1
    assert after["gaps"] == []


@pytest.mark.parametrize("night", [*NIGHTS, BY_DAY], ids=iso)
def test_requests_and_dollars_are_what_the_platforms_counted(weeks: SixWeeks, night: datetime) -> None:
    lines = weeks.runs[night].json["accounts"]
    for platform in ("x", "facebook"):
        told = sum(line["requests"] for line in lines if line["account"].startswith(f"{platform}:"))
        assert told == weeks.asked[night][platform]
    told_cost = sum(line["cost_usd"] for line in lines if line["account"].startswith("x:"))
    assert told_cost == pytest.approx(weeks.spent[night])
    assert all(line["cost_usd"] == 0 for line in lines if not line["account"].startswith("x:"))


def test_a_quiet_night_costs_at_most_three_requests_an_account(weeks: SixWeeks) -> None:
    """Half-term: look-ups of open findings come besides, at most one request an account."""
    for line in weeks.runs[OCT29].json["accounts"]:
        assert line["requests"] <= 3 + (1 if line["account"] in LOOKED_UP else 0), line


LOOKED_UP = ("facebook:ashdownprimary", "facebook:birchwoodhigh", "x:BirchwoodHigh")


def test_nothing_that_must_stay_inside_gets_out(weeks: SixWeeks) -> None:
    """Names, words, commenters and tokens: in no mail, no output, no log, no written report."""
    weeks.line.auditor("report", "--out", "reports")
    weeks.line.auditor("findings")
    weeks.line.auditor("findings", "--format", "csv")
    written = everything_written(weeks.line)
    for canary in (*six_weeks.CHILDREN, *six_weeks.COMMENTERS, *six_weeks.WORDS):
        pattern = re.compile(rf"\b{re.escape(canary)}\b", re.IGNORECASE)
        assert [place for place, text in written.items() if pattern.search(text)] == [], canary


def test_old_comments_lose_their_words_unless_something_is_open_on_them(weeks: SixWeeks) -> None:
    """After 30 days; that they are known stays, so nothing looks new again."""
    kept = dict(weeks.line.rows("SELECT canonical_id, text FROM item WHERE kind = 'comment'"))
    for key in ("tins", "gate", "idiots"):
        assert kept[DIARY.id_of(key, "facebook")] is None
    assert kept[DIARY.id_of("snap", "facebook")]
    assert weeks.runs[NOV9].account("facebook:ashdownprimary")["comments_new"] == 0


def test_no_token_is_written_anywhere(weeks: SixWeeks) -> None:
    tokens = (X_TOKEN, KEY, *(page_token(page) for page in ("2001", "2002", "2003")))
    written = everything_written(weeks.line)
    kept = {str(path): path.read_bytes() for path in weeks.line.home.rglob("*") if path.is_file()}
    for token in tokens:
        assert [place for place, text in written.items() if token in text] == []
        assert [place for place, content in kept.items() if token.encode() in content] == []


def test_the_database_holds_no_commenter_and_texts_where_texts_belong(weeks: SixWeeks) -> None:
    assert canaries_in_database(weeks.line, six_weeks.COMMENTERS, besides=TEXT_COLUMNS) == {}
    assert canaries_in_database(weeks.line, six_weeks.WORDS, besides=TEXT_COLUMNS) == {}
    assert canaries_in_database(weeks.line, six_weeks.CHILDREN, besides=TEXT_COLUMNS) == {}


TEXT_COLUMNS = {"item.text", "item.media", "revision.text"}
