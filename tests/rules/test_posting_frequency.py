"""A school's week as the policy counts it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import Problems
from auditor.model import Clause, Evidence, Finding, Severity, Span
from auditor.rules.posting_frequency import WEEKS_BACK, PostingFrequency
from auditor.store import queries
from tests.rules.cases import LAST_WEEK, NOW, TERM, a_deleted_post, a_school, a_week_post, an_account, local

RULE = PostingFrequency(clauses=(Clause(pack="com01", clause="4.3"),))
W46 = ("school_week", "oakfield-primary", "2026-W46")


def finding_of(evidence: Evidence, week: str = "2026-W46") -> Finding | None:
    found = [finding for finding in RULE.check(evidence).findings if finding.subject.week == week]
    assert len(found) < 2
    return found[0] if found else None


def full_weeks(*, but: date) -> tuple[Span, ...]:
    """Return a term of one week, so that no other week is asked for."""
    return (Span(start=but, end=but + timedelta(days=4)),)


def test_one_post_of_three_is_said_in_a_sentence() -> None:
    finding = finding_of(a_school(week_posts=(a_week_post(),)))
    assert finding is not None
    assert finding.message == "1 of 3 posts in the week of 9 November 2026 (5 school days)."
    assert finding.severity is Severity.MEDIUM
    assert (finding.account, finding.subject.url) == (None, None)
    assert (finding.subject.kind, finding.subject.id, finding.subject.week) == (*W46[:2], "2026-W46")
    assert finding.clauses == (Clause(pack="com01", clause="4.3"),)


@pytest.mark.parametrize(("posts", "is_found"), [(0, True), (2, True), (3, False), (9, False)])
def test_three_posts_are_enough(posts: int, is_found: bool) -> None:  # noqa: FBT001 - a table's column
    evidence = a_school(week_posts=tuple(a_week_post() for _ in range(posts)))
    assert (finding_of(evidence) is not None) is is_found
    assert W46 in RULE.check(evidence).judged


def test_posts_of_all_accounts_count_together_and_twins_once() -> None:
    accounts = (an_account(), an_account("facebook:oakfield"))
    on_x = a_week_post("Open evening on Thursday &amp; Friday. https://t.co/a")
    twins = (on_x, a_week_post("Open evening on Thursday & Friday.", account="facebook:oakfield", platform="facebook"))
    evidence = a_school(accounts=accounts, week_posts=(*twins, a_week_post()))
    finding = finding_of(evidence)
    assert finding is not None
    assert finding.message.startswith("2 of 3 posts")
    third = a_week_post(account="facebook:oakfield", platform="facebook")
    assert finding_of(a_school(accounts=accounts, week_posts=(*twins, a_week_post(), third))) is None


@pytest.mark.parametrize("form", ["repost", "reply", "visitor"])
def test_reposts_replies_and_visitors_do_not_count(form: str) -> None:
    assert finding_of(a_school(week_posts=tuple(a_week_post(form=form) for _ in range(5)))) is not None


def test_a_quote_counts_with_words_of_its_own() -> None:
    with_words = tuple(a_week_post(form="quote") for _ in range(3))
    assert finding_of(a_school(week_posts=with_words)) is None
    without = tuple(a_week_post("https://t.co/abc", form="quote") for _ in range(3))
    assert finding_of(a_school(week_posts=without)) is not None


def test_a_post_deleted_later_still_counts() -> None:
    gone = a_deleted_post("of a deleted text")
    assert finding_of(a_school(week_posts=(a_week_post(), a_week_post(), gone))) is None


def test_a_post_counts_in_the_week_of_its_local_time() -> None:
    sunday = [a_week_post(created_at=local("2026-11-15", "23:59")) for _ in range(2)]
    monday = a_week_post(created_at=local("2026-11-16", "00:00"))
    finding = finding_of(a_school(week_posts=(*sunday, monday)))
    assert finding is not None
    assert finding.message.startswith("2 of 3")


def test_the_end_of_summer_time_moves_the_weeks_border() -> None:
    late = datetime.fromisoformat("2026-10-25T23:30:00+00:00")  # Sunday 23:30: the clock went back that morning
    early = datetime.fromisoformat("2026-10-18T23:30:00+00:00")  # Monday 00:30, still summer time
    assert (
        finding_of(a_school(week_posts=tuple(a_week_post(created_at=at) for at in (late, early, early))), "2026-W43")
        is None
    )


@pytest.mark.parametrize(("days", "needed"), [(1, 1), (2, 2), (3, 3), (4, 3), (5, 3)])
def test_a_short_week_asks_for_its_share(days: int, needed: int) -> None:
    term = (Span(start=LAST_WEEK, end=LAST_WEEK + timedelta(days=days - 1)),)
    enough = tuple(a_week_post() for _ in range(needed))
    assert finding_of(a_school(terms=term, week_posts=enough)) is None
    finding = finding_of(a_school(terms=term, week_posts=enough[1:]))
    assert finding is not None
    assert f"{needed - 1} of {needed} " in finding.message
    assert f"({days} school day{'s' if days > 1 else ''})" in finding.message


def test_a_week_without_school_days_is_no_finding_and_ends_an_old_one() -> None:
    closed = (Span(start=LAST_WEEK, end=LAST_WEEK + timedelta(days=4), why="heating"),)
    judgement = RULE.check(a_school(closed=closed))
    assert all(finding.subject.week != "2026-W46" for finding in judgement.findings)
    assert W46 in judgement.judged


def test_bank_holidays_are_no_school_days() -> None:
    scotland = a_school(
        now=local("2026-12-09"),
        nation="scotland",
        accounts=(an_account(posts_from=local("2026-11-01"), posts_until=local("2026-12-09")),),
        terms=full_weeks(but=date(2026, 11, 30)),
    )
    finding = finding_of(scotland, "2026-W49")
    assert finding is not None
    assert "(4 school days)" in finding.message


def test_a_running_week_is_judged_only_when_enough_is_known() -> None:
    this_week = "2026-11-17"
    two = RULE.check(a_school(week_posts=tuple(a_week_post(at=this_week) for _ in range(2))))
    assert (*W46[:2], "2026-W47") not in two.judged
    three = RULE.check(a_school(week_posts=tuple(a_week_post(at=this_week) for _ in range(3))))
    assert (*W46[:2], "2026-W47") in three.judged


@pytest.mark.parametrize(
    "unread",
    [
        {"posts_from": None, "posts_until": None},
        {"posts_until": local("2026-11-15", "23:59")},
        {"posts_from": local("2026-11-09", "00:01")},
        {"platform": "linkedin", "read": False, "posts_from": None, "posts_until": None},
    ],
)
def test_a_week_that_was_not_read_to_its_end_is_not_judged(unread: dict[str, object]) -> None:
    accounts = (an_account(), an_account("facebook:oakfield", **unread))
    assert W46 not in RULE.check(a_school(accounts=accounts)).judged
    enough = a_school(accounts=accounts, week_posts=tuple(a_week_post() for _ in range(3)))
    assert W46 in RULE.check(enough).judged


def test_a_week_read_exactly_from_its_start_to_its_end_is_judged() -> None:
    account = an_account(posts_from=local("2026-11-09", "00:00"), posts_until=local("2026-11-16", "00:00"))
    assert finding_of(a_school(accounts=(account,))) is not None


def test_a_school_without_accounts_is_not_judged() -> None:
    assert not RULE.check(a_school(accounts=())).findings


def test_a_maybe_twin_leaves_the_week_open_rather_than_guess() -> None:
    accounts = (an_account(), an_account("facebook:oakfield"))
    gone = a_deleted_post("gone", account="facebook:oakfield", platform="facebook")
    evidence = a_school(accounts=accounts, week_posts=(a_week_post(), a_week_post(), gone))
    assert W46 not in RULE.check(evidence).judged


@pytest.mark.parametrize("terms", [(), (Span(start=date(2025, 9, 1), end=date(2025, 12, 19)),)])
def test_without_a_known_term_it_is_information_and_says_so(terms: tuple[Span, ...]) -> None:
    finding = finding_of(a_school(terms=terms))
    assert finding is not None
    assert finding.severity is Severity.INFO
    assert "No term is known" in finding.message
    assert "register" in finding.next_step


def test_weeks_before_the_reading_began_are_not_judged() -> None:
    account = an_account(posts_from=NOW - timedelta(days=400))
    weeks = {week for _, _, week in RULE.check(a_school(accounts=(account,), terms=(TERM,))).judged}
    assert min(weeks) == "2026-W38"  # the first whole week of the last seventy days
    assert "2026-W47" not in weeks


def test_the_store_reaches_as_far_back_as_the_rule_judges() -> None:
    assert queries.WEEKS_BACK >= WEEKS_BACK


def test_the_number_is_an_option() -> None:
    strict = PostingFrequency(options={"posts": 5}, severity=Severity.HIGH)
    found = strict.check(a_school(week_posts=tuple(a_week_post() for _ in range(4)))).findings
    week = next(finding for finding in found if finding.subject.week == "2026-W46")
    assert week.message.startswith("4 of 5 posts")
    assert week.severity is Severity.HIGH


@pytest.mark.parametrize("options", [{"posts": 0}, {"posts": "three"}, {"posts": True}, {"post": 3}])
def test_a_wrong_option_is_refused_with_a_sentence(options: dict[str, object]) -> None:
    with pytest.raises(Problems, match="posting-frequency"):
        PostingFrequency(options=options)


@given(st.integers(0, 5), st.sets(st.integers(0, 4), max_size=5))
def test_closing_a_day_never_makes_a_good_week_bad(posts: int, closed: set[int]) -> None:
    made = tuple(a_week_post() for _ in range(posts))
    spans = tuple(Span(start=LAST_WEEK + timedelta(days=day), end=LAST_WEEK + timedelta(days=day)) for day in closed)
    before, after = finding_of(a_school(week_posts=made)), finding_of(a_school(week_posts=made, closed=spans))
    assert before is not None or after is None
