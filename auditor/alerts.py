"""Telling at once: findings that cannot wait for the weekly report, and notes to the administrator.

Both are written in the run's own transaction, one mail a recipient, list and run; each thing is told once.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from auditor.mail.letter import Letter, write_letter
from auditor.model import STANDING, Severity
from auditor.report.audience import Audience, audience_of, is_told_at_once, loudest_first, per_recipient, school_name
from auditor.report.rendering import render
from auditor.report.telling import Unreviewed, details, unreviewed
from auditor.report.unread import named
from auditor.report.wording import at_time, counted
from auditor.store.tables import FindingRow, NoticeRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from auditor.mail.sender import Sender
    from auditor.store.tables import RunRow
    from auditor.trust import Trust

IN_FULL = 25  # findings of one alert that are told with everything; the rest get two lines each
IN_SHORT = 150
BEFORE = 50
SUBJECTS = {
    Audience.SAFEGUARDING: "Safeguarding",
    Audience.REPORT: "For senior leaders",
    Audience.ALLEGATIONS: "Confidential",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminNote:
    """Something the administrator is told once.

    `key` tells it from all others for ever (`budget:x:2026-11:80`), `sentence` says what is the case, `to_do` what to
    do about it; neither holds a token or an address. Where it is `about` an account, the sentence goes on from its
    label: `could not be read: …`.
    """

    key: str
    sentence: str
    to_do: str
    about: str = ""


def together(notes: Iterable[AdminNote]) -> list[AdminNote]:
    """Return whole sentences, one for all accounts about which the same is told; each keeps its first one's key."""
    groups: dict[tuple[str, ...], list[AdminNote]] = {}
    for note in notes:
        alike = (note.sentence, note.to_do) if note.about else (note.key,)
        groups.setdefault(alike, []).append(note)
    return [
        replace(alike[0], sentence=f"{named([note.about for note in alike])} {alike[0].sentence}".lstrip(), about="")
        for alike in groups.values()
    ]


def write_alerts(session: Session, trust: Trust, run: RunRow, now: datetime, sender: Sender) -> int:
    """Write the mails for what stands and must be told at once, mark it as told, return how many mails.

    A mail is written per recipient and list; a school's own list hears of that school alone.
    """
    waiting = session.scalars(
        select(FindingRow).where(
            FindingRow.told.is_(False), FindingRow.status.in_([status.value for status in STANDING])
        )
    )
    by_audience: dict[Audience, list[FindingRow]] = {}
    for finding in loudest_first(waiting):
        audience = audience_of(finding, trust)
        if is_told_at_once(finding, audience):
            by_audience.setdefault(audience, []).append(finding)
    written = 0
    for audience, findings in by_audience.items():
        for recipient, told in per_recipient(trust, findings, audience):
            letter = _alert(session, trust, run, now, (audience, recipient, told))
            if write_letter(session, letter, sender, now) is None:
                continue
            written += 1
            for finding in told:
                finding.told = True
    session.flush()
    return written


def write_admin_notes(
    session: Session, trust: Trust, run: RunRow, now: datetime, sender: Sender, notes: Sequence[AdminNote]
) -> int:
    """Write one mail to each administrator with the notes that were not told yet; return how many mails."""
    fresh = [note for note in notes if session.get(NoticeRow, note.key) is None]
    if not fresh:
        return 0
    told = [asdict(note) for note in together(fresh)]
    subject = f"{trust.name}: {counted(len(told), 'thing')} for the administrator"
    text, html = render("admin", {"trust": trust.name, "subject": subject, "notes": told})
    rows = []
    for address in {address.lower(): address for address in trust.recipients.admin}.values():
        letter = Letter(
            kind="admin", period=f"{run.id}:{fresh[0].key}", recipient=address, subject=subject, text=text, html=html
        )
        rows.append(write_letter(session, letter, sender, now))
    written = [row for row in rows if row is not None]
    message_id = written[0].id if written else None
    session.add_all(NoticeRow(key=note.key, at=now, message_id=message_id) for note in fresh)
    session.flush()
    return len(written)


def _alert(
    session: Session,
    trust: Trust,
    run: RunRow,
    now: datetime,
    told: tuple[Audience, str, list[FindingRow]],
) -> Letter:
    audience, recipient, findings = told
    kind = f"alert-{audience}"
    schools = sorted({finding.school for finding in findings})
    where = school_name(trust, schools[0]) if len(schools) == 1 else counted(len(schools), "school")
    urgent = sum(finding.severity == Severity.URGENT for finding in findings)
    subject = _subject(audience, len(findings), urgent, where)
    before: list[Unreviewed] = []
    if audience is not Audience.REPORT:
        before = unreviewed(session, trust, (audience, recipient), now, besides={finding.id for finding in findings})
    zone = ZoneInfo(trust.time_zone)
    text, html = render(
        "alert",
        {
            "trust": trust.name,
            "subject": subject,
            "audience": audience.value,
            "number": len(findings),
            "urgent": urgent,
            "run_at": at_time(run.as_of, zone),
            "in_full_list": details(session, trust, findings[:IN_FULL], zone),
            "in_short_list": details(session, trust, findings[IN_FULL : IN_FULL + IN_SHORT], zone),
            "more": max(0, len(findings) - IN_FULL - IN_SHORT),
            "before": before[:BEFORE],
            "before_more": max(0, len(before) - BEFORE),
        },
    )
    return Letter(
        kind=kind,
        period=f"{run.id}:{audience}",
        recipient=recipient,
        subject=subject,
        text=text,
        html=html,
        urgent=urgent > 0,
        school=schools[0] if len(schools) == 1 else None,
        findings=tuple(finding.id for finding in findings),
    )


def _subject(audience: Audience, number: int, urgent: int, where: str) -> str:
    when = "now" if urgent or audience is not Audience.REPORT else "today"
    return f"{'Urgent: ' if urgent else ''}{SUBJECTS[audience]}: {counted(number, 'thing')} to look at {when} ({where})"
