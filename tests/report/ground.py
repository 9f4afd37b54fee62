"""A trust of two schools in the database, with audits and findings written straight into it."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from auditor.mail import Sender
from auditor.model import Span
from auditor.store.accounts import enter_accounts
from auditor.store.engine import migrate, open_engine, writing
from auditor.store.tables import AccountRow, CoverageRow, EventRow, FindingRow, ItemRow, MessageRow, RunRow
from auditor.trust import OfficialAccount, Recipients, School, Trust

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

MONDAY = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)  # when last week's report goes out
NIGHT = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)
WEEK = "2026-W47"  # 16 to 22 November
LONG_AGO = datetime(2026, 10, 1, tzinfo=UTC)
TERM = (Span(start=date(2026, 9, 2), end=date(2026, 12, 18)),)
COUNTER = itertools.count(1)


def a_school(school_id: str = "oakfield-primary", name: str = "Oakfield Primary School", **changes: Any) -> School:  # noqa: ANN401 - any field
    """Return a school with an account on X."""
    handle = school_id.replace("-", "")
    values: dict[str, Any] = {
        "id": school_id,
        "name": name,
        "handle": handle,
        "accounts": (OfficialAccount(platform="x", handle=handle),),
        "terms": TERM,
    }
    return School(**values | changes)


OAKFIELD = a_school(
    recipients=Recipients(report=("head@oakfield.example",), safeguarding=("oakfield-dsl@oakfield.example",))
)
TARN_DSL = Recipients(safeguarding=("tarn-dsl@oakfield.example",))
TARN_LANE = a_school("tarn-lane", "Tarn Lane School", recipients=TARN_DSL)


def a_trust(*schools: School, **changes: Any) -> Trust:  # noqa: ANN401 - any field
    """Return a trust of these schools, or of Oakfield and Tarn Lane; `allegations` names that list's addresses."""
    recipients = Recipients(
        report=("slt@oakfield.example",),
        safeguarding=("dsl@oakfield.example",),
        admin=("it@oakfield.example",),
        allegations=changes.pop("allegations", ()),
    )
    values: dict[str, Any] = {
        "name": "Oakfield Learning Trust",
        "time_zone": "Europe/London",
        "policy": "com01",
        "email_domains": ("oakfield.example",),
        "recipients": changes.pop("recipients", recipients),
        "schools": schools or (OAKFIELD, TARN_LANE),
    }
    return Trust(**values | changes)


def an_engine(folder: Path) -> Engine:
    """Return an engine on a migrated, empty SQLite file."""
    engine = open_engine(f"sqlite:///{folder / 'auditor.db'}")
    migrate(engine)
    return engine


def a_sender(folder: Path, **changes: Any) -> Sender:  # noqa: ANN401 - any field
    """Return a sender that writes files."""
    values: dict[str, Any] = {"address": "Auditor <auditor@oakfield.example>", "outbox": folder / "outbox"}
    return Sender(**values | changes)


def a_night(  # noqa: PLR0913 - what a night may be told
    engine: Engine,
    trust: Trust,
    now: datetime = NIGHT,
    *,
    failing: dict[str, str] | None = None,
    gaps: dict[str, list[dict[str, str]]] | None = None,
    labels: Sequence[str] | None = None,
    cost_micros: int = 0,
) -> str:
    """Write a finished audit that read every account (or `labels`) but those `failing` (label -> reason)."""
    number = next(COUNTER)
    run_id = f"run{number:04d}"
    failing, gaps = failing or {}, gaps or {}
    with writing(engine) as session:
        enter_accounts(session, trust, now)
        session.add(RunRow(id=run_id, as_of=now, sequence=number, finished=True, whole=labels is None, exit_code=0))
        session.flush()
        for school in trust.schools:
            for account in school.accounts:
                if labels is None or account.label in labels:
                    found = {"gaps": gaps.get(account.label, []), "cost_micros": cost_micros}
                    _cover(session, (run_id, now), account, failing.get(account.label), school=school.id, **found)
    return run_id


def _cover(
    session: Session,
    run: tuple[str, datetime],
    account: OfficialAccount,
    reason: str | None,
    **values: Any,  # noqa: ANN401 - any field
) -> None:
    run_id, now = run
    row = session.query(AccountRow).filter_by(label=account.label).one()
    if reason is None:
        row.native_id, row.shown_handle, row.profile_read_at = row.native_id or account.handle, account.handle, now
        row.posts_from = row.posts_from or LONG_AGO
        row.posts_until = row.comments_until = now
    session.add(
        CoverageRow(
            run_id=run_id,
            label=account.label,
            status="not_checked" if reason else "checked",
            reason=reason,
            detail="Reconnect it: make a new token." if reason else None,
            requests=3,
            **values,
        )
    )


def posts(engine: Engine, label: str, *days: int, own: bool = True, text: str = "News") -> None:
    """Write a post of the account (or a comment of a stranger) on each of these days of November, at noon."""
    with writing(engine) as session:
        account = session.query(AccountRow).filter_by(label=label).one()
        for day in days:
            number = next(COUNTER)
            at = datetime(2026, 11, day, 12, tzinfo=UTC)
            session.add(
                ItemRow(
                    account_id=account.id,
                    kind="post" if own else "comment",
                    canonical_id=str(number),
                    native_id=str(number),
                    form="original" if own else "comment",
                    own=own,
                    thread_id=str(number),
                    text=f"{text} number {number} of our school, told at some length",
                    text_hash=str(number),
                    content_hash=str(number),
                    url=f"https://x.com/i/status/{number}",
                    created_at=at,
                    first_seen=at,
                    last_seen=at,
                )
            )


def a_finding(engine: Engine, **changes: Any) -> str:  # noqa: ANN401 - any field
    """Write a standing finding (a child named beside a photo) and return its id."""
    number = next(COUNTER)
    label = changes.pop("label", "x:oakfieldprimary")
    identity = f"f{number:05d}"
    with writing(engine) as session:
        account = session.query(AccountRow).filter_by(label=label).one_or_none()
        run = session.query(RunRow).order_by(RunRow.sequence.desc()).first()
        assert run is not None
        values: dict[str, Any] = {
            "id": identity,
            "rule": "unnamed-children",
            "severity": "high",
            "status": "open",
            "school": account.school if account else "oakfield-primary",
            "account_id": account.id if account else None,
            "subject_kind": "post",
            "subject_id": str(number),
            "subject_key": str(number),
            "url": f"https://x.com/i/status/{number}",
            "message": "This post names a child beside a photo.",
            "why": "A first name is praised beside a photo.",
            "next_step": "Whoever runs the page: take the name out of the post.",
            "clauses": [{"pack": "com01", "clause": "4.1-4b"}],
            "content_hash": str(number),
            "lane": "report",
            "first_seen": run.as_of,
            "last_seen": run.as_of,
            "opened_in": run.id,
        }
        session.add(FindingRow(**values | changes))
        session.flush()
        session.add(EventRow(finding_id=identity, run_id=run.id, at=run.as_of, what="new"))
    return identity


def a_contact_request(engine: Engine, **changes: Any) -> str:  # noqa: ANN401 - any field
    """Write an urgent finding for safeguarding."""
    values: dict[str, Any] = {
        "rule": "inappropriate-comment",
        "severity": "urgent",
        "subject_kind": "comment",
        "categories": ["contact_request"],
        "lane": "safeguarding",
        "message": "This comment seeks private contact with a child.",
        "why": "An invitation to another app.",
        "next_step": "The DSL: act now.",
        "confidence": 0.93,
    }
    return a_finding(engine, **values | changes)


def messages(engine: Engine) -> list[MessageRow]:
    """Return all mails, oldest first."""
    with writing(engine) as session:
        return list(session.query(MessageRow).order_by(MessageRow.id))


def days(number: int) -> timedelta:
    """Return so many days."""
    return timedelta(days=number)
