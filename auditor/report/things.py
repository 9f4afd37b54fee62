"""What stands open at the schools, sorted by who needs to know: what senior leaders must do, and what is elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from auditor.model import STANDING, Severity
from auditor.report import wording
from auditor.report.audience import Audience, audience_of, loudest_first, school_name
from auditor.report.ended import changes_since
from auditor.report.rendering import safe_url
from auditor.report.telling import THINGS, platforms_by_account
from auditor.store.tables import FindingRow, ItemRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from auditor.report.ended import Hidden
    from auditor.rules.calendar import Week
    from auditor.trust import School, Trust

FREQUENCY = "posting-frequency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing to do. `ids` are several where low findings under one post are counted together."""

    ids: tuple[str, ...]
    school: str
    severity: str
    rule: str
    message: str
    next_step: str
    url: str
    thing: str
    network: str
    is_new: bool
    age: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """What stands open. `to_do` needs senior leaders; the rest are numbers.

    `by_school` counts what stands open there by rule, things for safeguarding and allegations left out. `hidden` is
    what ended since the week began because it was hidden.
    """

    to_do: tuple[Thing, ...] = ()
    for_information: int = 0
    older_weeks: int = 0
    with_safeguarding: int = 0
    new_with_safeguarding: int = 0
    unreviewed: int = 0
    by_school: Mapping[str, Mapping[str, int]]
    changes: Mapping[str, int]
    hidden: Sequence[Hidden] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose findings, seen from which week: `since` is its beginning, `week` its ISO name."""

    trust: Trust
    schools: Sequence[School]
    week: str
    since: datetime
    now: datetime


def standing_things(session: Session, scope: Scope) -> Things:
    """Return what stands open at the scope's schools."""
    by_audience: dict[Audience, list[FindingRow]] = defaultdict(list)
    for row in _standing(session, [school.id for school in scope.schools]):
        by_audience[audience_of(row, scope.trust)].append(row)
    rows = by_audience[Audience.REPORT]
    info = [row for row in rows if row.severity == Severity.INFO]
    older = [row for row in rows if row not in info and _is_older_week(row, scope.week)]
    to_do = [row for row in rows if row not in info and row not in older]
    changes, hidden = changes_since(session, scope)
    with_safeguarding = by_audience[Audience.SAFEGUARDING]
    return Things(
        to_do=tuple(_thing(group, scope, platforms_by_account(session)) for group in grouped(loudest_first(to_do))),
        for_information=len(info),
        older_weeks=len(older),
        with_safeguarding=len(with_safeguarding),
        new_with_safeguarding=sum(row.first_seen >= scope.since for row in with_safeguarding),
        unreviewed=_unreviewed(session, scope),
        by_school=_by_school([*to_do, *older]),
        changes=changes,
        hidden=hidden,
    )


def grouped(rows: Iterable[FindingRow]) -> list[list[FindingRow]]:
    """Return findings with the low ones under one post put together, in the order of each group's first."""
    groups: dict[tuple[str, ...], list[FindingRow]] = {}
    for row in rows:
        together = row.counted_per is not None and Severity(row.severity).rank <= Severity.LOW.rank
        key = (row.rule, row.school, str(row.account_id), row.counted_per or "") if together else (row.id,)
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _standing(session: Session, schools: Sequence[str]) -> list[FindingRow]:
    standing = [status.value for status in STANDING]
    return list(
        session.scalars(select(FindingRow).where(FindingRow.status.in_(standing), FindingRow.school.in_(schools)))
    )


def _is_older_week(row: FindingRow, week: str) -> bool:
    return row.rule == FREQUENCY and row.week is not None and row.week != week


def _thing(rows: Sequence[FindingRow], scope: Scope, networks: Mapping[int, str]) -> Thing:
    first = rows[0]
    platform = networks.get(first.account_id or 0, "")
    several = f"{len(rows)} comments under one post, each like this: " if len(rows) > 1 else ""
    return Thing(
        ids=tuple(row.id for row in rows),
        school=school_name(scope.trust, first.school),
        severity=wording.severity_word(first.severity),
        rule=first.rule,
        message=several + first.message,
        next_step=first.next_step,
        url=safe_url(first.url),
        thing=THINGS.get(first.subject_kind, "account"),
        network=wording.network(platform) if platform else "",
        is_new=min(row.first_seen for row in rows) >= scope.since,
        age=wording.days_ago(min(row.first_seen for row in rows), scope.now),
    )


def _by_school(rows: Iterable[FindingRow]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for group in grouped(rows):
        counts[group[0].school][group[0].rule] += 1
    return {school: dict(counter) for school, counter in counts.items()}


def _unreviewed(session: Session, scope: Scope) -> int:
    """Return how many alerts to safeguarding no person has reviewed, whatever has become of them."""
    query = select(FindingRow).where(
        FindingRow.told,
        FindingRow.reviewed.is_(False),
        or_(FindingRow.lane != Audience.REPORT.value, FindingRow.severity == Severity.URGENT.value),
        FindingRow.school.in_([school.id for school in scope.schools]),
    )
    return sum(audience_of(row, scope.trust) is Audience.SAFEGUARDING for row in session.scalars(query))


def found_about(session: Session, scope: Scope, week: Week, start: datetime, end: datetime) -> int:
    """Return how many findings are about a week: its items, its number of posts; those for allegations left out."""
    when = func.coalesce(ItemRow.created_at, FindingRow.first_seen)
    query = (
        select(FindingRow)
        .outerjoin(ItemRow, ItemRow.id == FindingRow.item_id)
        .where(
            or_(FindingRow.week == week.iso, and_(FindingRow.week.is_(None), when >= start, when < end)),
            FindingRow.school.in_([school.id for school in scope.schools]),
        )
    )
    return sum(audience_of(row, scope.trust) is not Audience.ALLEGATIONS for row in session.scalars(query))
