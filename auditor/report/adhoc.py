"""The page at the end of an audit on request: for a terminal, or as a mail to one address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from auditor.mail.letter import Letter, write_letter
from auditor.model import STANDING
from auditor.policies import load_pack
from auditor.report import wording
from auditor.report.audience import Audience, audience_of, hears, loudest_first
from auditor.report.counting import count_weeks
from auditor.report.reading import read_accounts
from auditor.report.rendering import render as render_template
from auditor.report.rendering import render_text
from auditor.report.telling import details
from auditor.report.unread import gap_lines, unread_lines
from auditor.rules.calendar import week_of
from auditor.rules.posting_frequency import PostingFrequency
from auditor.store.tables import CoverageRow, FindingRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from auditor.mail.sender import Sender
    from auditor.report.telling import Detail
    from auditor.report.unread import GapLine, UnreadLine
    from auditor.store.tables import MessageRow
    from auditor.trust import School, Trust

IN_FULL = 20  # findings; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolWeek:
    """A school's running week: `2 of 3`."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one run found at some schools. `elsewhere` counts what the reader's lists do not tell.

    `number_new` and `number_open` count all that the reader is told; `new` and `still_open` are told in full, `more`
    counts what is left out of them.
    """

    trust: str
    schools: tuple[SchoolWeek, ...]
    made_at: str
    number_new: int
    number_open: int
    new: tuple[Detail, ...]
    still_open: tuple[Detail, ...]
    more: int
    elsewhere: int
    accounts: int
    unread: tuple[UnreadLine, ...]
    gaps: tuple[GapLine, ...]
    requests: int
    cost: str
    run: str


def build_page(session: Session, trust: Trust, run_id: str, now: datetime, *, reader: str | None = None) -> Page:
    """Return the page of one run; `reader` is a mail's recipient, None the person at the terminal.

    A mail tells safeguarding matters and allegations in full only to somebody on those lists; else it counts them.
    """
    zone = ZoneInfo(trust.time_zone)
    start = week_of(now, zone).start(zone)
    rows = list(session.scalars(select(CoverageRow).where(CoverageRow.run_id == run_id)))
    labels, names = {row.label for row in rows}, {row.school for row in rows}
    schools = [school for school in trust.schools if school.id in names]
    told, elsewhere = _told(session, trust, schools, reader)
    new = [row for row in told if row.opened_in == run_id]
    still_open = [row for row in told if row.opened_in != run_id]
    shown_new = new[:IN_FULL]
    shown_open = still_open[: IN_FULL - len(shown_new)]
    readings = [one for one in read_accounts(session, schools, start, zone) if one.account.label in labels]
    return Page(
        trust=trust.name,
        schools=tuple(_running_weeks(session, trust, schools, now)),
        made_at=wording.at_time(now, zone),
        number_new=len(new),
        number_open=len(told) + elsewhere,
        new=tuple(details(session, trust, shown_new, zone)),
        still_open=tuple(details(session, trust, shown_open, zone)),
        more=len(told) - len(shown_new) - len(shown_open),
        elsewhere=elsewhere,
        accounts=len(readings),
        unread=tuple(unread_lines(readings, start, now, zone)),
        gaps=tuple(gap_lines(readings, start, now, zone)),
        requests=sum(row.requests for row in rows),
        cost=wording.dollars(sum(row.cost_micros for row in rows)),
        run=run_id,
    )


def page_text(page: Page) -> str:
    """Return the page for a terminal: plain text of at most 80 columns (a link may be longer)."""
    return render_text("page", {"page": page, "for_terminal": True})


def write_page(
    session: Session, trust: Trust, run_id: str, now: datetime, recipient: str, sender: Sender
) -> MessageRow | None:
    """Write the run's page as a mail to one address, which must be of the trust's domains (the caller has checked)."""
    page = build_page(session, trust, run_id, now, reader=recipient)
    subject = f"{_whose(page)}: {wording.counted(page.number_new, 'new finding')}, {page.number_open} open"
    text, html = render_template("page", {"page": page, "subject": subject, "for_terminal": False})
    letter = Letter(kind="page", period=page.run, recipient=recipient, subject=subject, text=text, html=html)
    return write_letter(session, letter, sender, now)


def _whose(page: Page) -> str:
    return page.schools[0].name if len(page.schools) == 1 else page.trust


def _told(
    session: Session, trust: Trust, schools: Sequence[School], reader: str | None
) -> tuple[list[FindingRow], int]:
    """Return the standing findings that the reader is told, loudest first, and how many others there are."""
    query = select(FindingRow).where(
        FindingRow.status.in_([status.value for status in STANDING]),
        FindingRow.school.in_([school.id for school in schools]),
    )
    rows = loudest_first(session.scalars(query))
    told = [row for row in rows if _may_read(trust, row, reader)]
    allegations = sum(audience_of(row, trust) is Audience.ALLEGATIONS for row in rows if row not in told)
    return told, len(rows) - len(told) - allegations


def _may_read(trust: Trust, row: FindingRow, reader: str | None) -> bool:
    audience = audience_of(row, trust)
    return reader is None or audience is Audience.REPORT or hears(trust, row.school, audience, reader)


def _running_weeks(session: Session, trust: Trust, schools: Sequence[School], now: datetime) -> list[SchoolWeek]:
    rule = next((rule for rule in load_pack(trust.policy).rules() if isinstance(rule, PostingFrequency)), None)
    week = week_of(now, ZoneInfo(trust.time_zone))
    return [
        SchoolWeek(name=school.name, words=count_weeks(session, trust, school, [week], rule, now)[-1].so_far)
        for school in schools
    ]
