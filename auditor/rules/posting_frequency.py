"""How often a school posts: `posting-frequency`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from auditor.errors import Problems
from auditor.model import Finding, Judgement, Severity, SubjectRef
from auditor.rules.base import Rule
from auditor.rules.calendar import SchoolCalendar, Week, week_of, weeks_between
from auditor.rules.same_post import count_distinct, wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.model import Evidence, WeekPost

# How far back the evidence's `week_posts` reach; older weeks were judged long ago.
WEEKS_BACK = timedelta(days=70)

SCHOOL_WEEK = 5  # days; a week with fewer than `FULL_FROM` of them asks for its share of posts
FULL_FROM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How many posts a full school week needs, at least 1."""

    posts: int = 3

    def __post_init__(self) -> None:
        """Refuse anything but a whole number from 1."""
        if type(self.posts) is not int or self.posts < 1:
            raise Problems(["The option posts of the rule posting-frequency must be a whole number from 1."])


class PostingFrequency(Rule):
    """A school posts less often in a school week than the policy asks for.

    What it looks for
    A school's week runs from Monday 00:00 to Sunday 24:00 in the trust's time zone. All its accounts are counted
    together: its own posts, and quotes with words of its own. Reposts, shares and replies do not count. The same text
    on two networks is one post, also where one network shortened it, escaped it or added a link. A post that was
    deleted later still counts. School days are those in a term less bank holidays and closed days. A week without any
    is not judged; a week of one or two needs its share, rounded up. A week is judged once it has ended and every
    account was read past its end, or as soon as enough posts are known. Where the register knows no term for a week,
    the finding says so and is for information only.

    Why it matters
    Families follow a page that tells them something. One that falls silent is read by nobody on the day when it has
    to say that the school is closed.

    What to do
    Plan the missing posts for this week; a past week cannot be mended and needs no excuse. If the school was closed,
    add the days to the register under `[[school.closed]]`, and the finding resolves by itself.

    Flagged
    - 2 posts in a week of 5 school days
    - 0 posts in a week of 1 school day
    - 1 post in a week of 2 school days
    - 2 posts, and 1 of them on a second network too, in a week of 5 school days
    - 2 posts and 4 reposts in a week of 5 school days

    Fine
    - 3 posts in a week of 5 school days
    - 1 post in a week of 1 school day
    - 2 posts in a week of 2 school days
    - 0 posts in a week of 0 school days
    - 3 posts, and 1 of them deleted later, in a week of 5 school days
    """

    id: ClassVar[str] = "posting-frequency"
    severity: ClassVar[Severity] = Severity.MEDIUM
    reads = "school"
    options_type: ClassVar[type] = Options

    def check(self, evidence: Evidence) -> Judgement:
        """Judge every week of which enough is known."""
        zone = ZoneInfo(evidence.time_zone)
        calendar = SchoolCalendar(terms=evidence.terms, closed=evidence.closed, nation=evidence.nation)
        by_week = posts_by_week(evidence, zone)
        findings, judged = [], set()
        for week in _weeks(evidence, zone):
            days = len(calendar.school_days(week))
            needed = self.needed(days)
            least, most = count_distinct(by_week.get(week, []))
            is_short = most < needed and is_read(evidence, week, zone)
            # A week without school days needs no post: it is judged so that a finding from before the days were
            # entered as closed resolves.
            if least >= needed or is_short:
                judged.add(("school_week", evidence.school, week.iso))
            if is_short:
                findings.append(self._finding(evidence, week, (most, needed, days), is_known=calendar.knows(week)))
        return Judgement(findings=tuple(findings), judged=frozenset(judged))

    def needed(self, days: int) -> int:
        """Return how many posts a week with so many school days needs."""
        posts: int = self.options.posts
        return posts if days >= FULL_FROM else ceil(posts * days / SCHOOL_WEEK)

    def _finding(self, evidence: Evidence, week: Week, counts: tuple[int, int, int], *, is_known: bool) -> Finding:
        posts, needed, days = counts
        of_posts = f"{posts} of {needed} {'post' if needed == 1 else 'posts'}"
        of_days = f"{days} school {'day' if days == 1 else 'days'}"
        monday = f"{week.monday.day} {week.monday:%B %Y}"
        doubt = "" if is_known else " No term is known for this week, so it may have been a holiday."
        return Finding(
            rule=self.id,
            severity=(self.chosen_severity or self.severity) if is_known else Severity.INFO,
            school=evidence.school,
            account=None,
            subject=SubjectRef(kind="school_week", id=evidence.school, key=evidence.school, week=week.iso),
            message=f"{of_posts} in the week of {monday} ({of_days}).{doubt}",
            why="Distinct posts of the school's own were counted over all its accounts; the same text on two networks"
            " is one, and reposts, shares and replies are none.",
            next_step=PLAN if is_known else KEEP_UP,
            clauses=self.clauses,
        )


PLAN = (
    "Whoever posts for the school: plan this week's posts. If the school was closed, the office adds the days to the"
    " register under [[school.closed]]."
)
KEEP_UP = "The office: add the term dates to the register under [[school.term]] or [[trust.term]]."


def posts_by_week(evidence: Evidence, zone: ZoneInfo) -> Mapping[Week, list[WeekPost]]:
    """Return the posts that count, by the week of their creation."""
    by_week: dict[Week, list[WeekPost]] = {}
    for post in evidence.week_posts:
        if _counts(post):
            by_week.setdefault(week_of(post.created_at, zone), []).append(post)
    return by_week


def _counts(post: WeekPost) -> bool:
    """Tell whether a post is the school's own: an original, or a quote with words under it."""
    if post.form == "quote":
        return post.text is None or bool(wording(post.text).letters)
    return post.form == "original"


def _weeks(evidence: Evidence, zone: ZoneInfo) -> Iterator[Week]:
    """Yield the weeks of which all posts are in the evidence, oldest first, up to the running one."""
    oldest = evidence.now - WEEKS_BACK
    first = week_of(oldest, zone)
    whole = first.monday if first.start(zone) == oldest else first.monday + timedelta(days=7)
    return weeks_between(Week(whole), week_of(evidence.now, zone))


def is_read(evidence: Evidence, week: Week, zone: ZoneInfo) -> bool:
    """Tell whether a week has ended and lies wholly in what was read of every account of the school."""
    start, end = week.start(zone), week.end(zone)
    return (
        end <= evidence.now
        and bool(evidence.accounts)
        and all(
            account.posts_from is not None
            and account.posts_until is not None
            and account.posts_from <= start
            and account.posts_until >= end
            for account in evidence.accounts
        )
    )
