"""The weekly report as mails: one a recipient and page, each week's once, the rest after a failure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from auditor.mail.letter import Letter, short_period, write_letter
from auditor.report.weekly import build_report, render
from auditor.store.engine import reading, writing
from auditor.store.tables import MessageRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Engine

    from auditor.mail.sender import Sender
    from auditor.report.weekly import Rendered
    from auditor.trust import Trust

WHOLE, ONE_SCHOOL = "report", "school-report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the weekly report and who gets it: of the whole trust, or of one school."""

    kind: str
    period: str
    recipients: tuple[str, ...]
    school: str | None = None


def pages(trust: Trust, week: str, school_id: str | None = None) -> list[Page]:
    """Return the week's pages; with `school_id` that school's alone. A school without a list of its own has none."""
    own = [
        Page(
            kind=ONE_SCHOOL,
            period=short_period(f"{week}:{school.id}"),
            recipients=_once(school.recipients.report),
            school=school.id,
        )
        for school in trust.schools
        if school.recipients.report and school_id in {None, school.id}
    ]
    if school_id is not None:
        return own
    return [Page(kind=WHOLE, period=week, recipients=_once(trust.recipients.report)), *own]


def write_pages(engine: Engine, trust: Trust, week: str, now: datetime, sender: Sender, pages: Sequence[Page]) -> int:
    """Write a mail for every recipient of a page who has none yet; return how many."""
    written = 0
    for page in pages:
        missing = _missing(engine, page)
        if not missing:
            continue
        with reading(engine) as session:
            rendered = render(build_report(session, trust, week, now, page.school))
        with writing(engine) as session:
            for recipient in missing:
                letter = _letter(page, recipient, rendered)
                written += write_letter(session, letter, sender, now) is not None
    return written


def write_again(engine: Engine, pages: Sequence[Page]) -> int:
    """Put the pages that were sent back among what is to be sent, byte for byte; return how many mails."""
    again = 0
    with writing(engine) as session:
        for page in pages:
            sent = (
                update(MessageRow)
                .where(
                    MessageRow.kind == page.kind,
                    MessageRow.period == page.period,
                    MessageRow.state == "sent",
                    MessageRow.body.is_not(None),
                )
                .values(state="pending", last_error=None)
            )
            again += session.execute(sent).rowcount  # type: ignore[attr-defined]  # an UPDATE's result has it
    return again


def _missing(engine: Engine, page: Page) -> list[str]:
    with reading(engine) as session:
        query = select(MessageRow.recipient).where(MessageRow.kind == page.kind, MessageRow.period == page.period)
        had = {address.lower() for address in session.scalars(query)}
    return [recipient for recipient in page.recipients if recipient.lower() not in had]


def _letter(page: Page, recipient: str, rendered: Rendered) -> Letter:
    return Letter(
        kind=page.kind,
        period=page.period,
        recipient=recipient,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        school=page.school,
    )


def _once(addresses: Sequence[str]) -> tuple[str, ...]:
    return tuple({address.lower(): address for address in addresses}.values())
