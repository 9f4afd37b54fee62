"""A school's posts week by week, counted as the rule `posting-frequency` counts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from auditor.rules.calendar import SchoolCalendar
from auditor.rules.posting_frequency import is_read, posts_by_week
from auditor.rules.same_post import count_distinct
from auditor.store.queries import accounts_of, gather

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from auditor.rules.calendar import Week
    from auditor.rules.posting_frequency import PostingFrequency
    from auditor.trust import School, Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCount:
    """A school's week: distinct posts, how many were asked for, on how many school days.

    `is_read` tells whether all accounts were read past its end: else there may be more posts. `is_known` tells
    whether a term is known about it. `is_asked` is False where the policy asks for no number.
    """

    week: Week
    posts: int
    needed: int
    days: int
    is_read: bool
    is_known: bool
    is_asked: bool = True

    @property
    def is_reached(self) -> bool:
        """Return whether enough posts are known."""
        return self.posts >= self.needed

    @property
    def words(self) -> str:
        """Return it for a table: `2 of 3`, `at least 1 of 3`, `no school days`."""
        if self.days == 0:
            return "no school days"
        doubt = "" if self.is_read or (self.is_asked and self.is_reached) else "at least "
        if not self.is_asked:
            return f"{doubt}{self.posts}"
        return f"{doubt}{self.posts} of {self.needed}" + ("" if self.is_known else " (no term dates)")

    @property
    def so_far(self) -> str:
        """Return it for a week that is still running: `2 of 3`."""
        if self.days == 0:
            return "no school days"
        return f"{self.posts} of {self.needed}" if self.is_asked else f"{self.posts}"


def count_weeks(
    session: Session, trust: Trust, school: School, weeks: Sequence[Week], rule: PostingFrequency | None, now: datetime
) -> list[WeekCount]:
    """Return the counts of the weeks (oldest first), read back from the end of the last one."""
    zone = ZoneInfo(trust.time_zone)
    as_of = min(now, weeks[-1].end(zone))
    evidence = gather(session, trust, school, accounts_of(session, school), (), as_of)
    by_week = posts_by_week(evidence, zone)
    calendar = SchoolCalendar(terms=school.terms, closed=school.closed, nation=trust.nation)
    counts = []
    for week in weeks:
        days = len(calendar.school_days(week))
        _, most = count_distinct(by_week.get(week, []))
        counts.append(
            WeekCount(
                week=week,
                posts=most,
                needed=rule.needed(days) if rule else 0,
                days=days,
                is_read=is_read(evidence, week, zone),
                is_known=calendar.knows(week),
                is_asked=rule is not None,
            )
        )
    return counts
