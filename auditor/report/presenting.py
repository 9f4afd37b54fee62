"""The weekly report in words and as JSON: rendered once, from plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from auditor.report import wording
from auditor.report.ended import change_words
from auditor.report.rendering import render as render_template
from auditor.shown import plain

if TYPE_CHECKING:
    from auditor.report.weekly import Report

IN_FULL = 10  # things to do that are told with everything
UNREAD = 12
GAPS = 8
ROWS = 100  # schools


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A report in words. No part holds a child's name, a comment's words or a commenter's handle."""

    subject: str
    text: str
    html: str


def render(report: Report) -> Rendered:
    """Return the report as a mail's subject, text and HTML."""
    whose = report.school or report.trust
    subject = plain(f"{whose}: week of {wording.short_day(report.first_day)}, {report.verdict.short}")
    data = {
        "subject": subject,
        "report": report,
        "things": report.things.to_do[:IN_FULL],
        "more_things": max(0, len(report.things.to_do) - IN_FULL),
        "schools": report.schools[:ROWS],
        "more_schools": max(0, len(report.schools) - ROWS),
        "unread": report.unread[:UNREAD],
        "more_unread": sum(len(line.accounts) for line in report.unread[UNREAD:]),
        "gaps": report.gaps[:GAPS],
        "more_gaps": max(0, len(report.gaps) - GAPS),
        "changes": change_words(report.things.changes),
        "words": wording,
    }
    text, html = render_template("report", data)
    return Rendered(subject=subject, text=text, html=html)


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as JSON's types: days and times as ISO text, money in dollars."""
    told = _plain(asdict(report))
    cost = told.pop("cost")
    told["cost"] = {
        "requests": cost["requests"],
        "week_usd": cost["week_micros"] / 1_000_000,
        "month_usd": None if cost["month_micros"] is None else cost["month_micros"] / 1_000_000,
    }
    return dict(told)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a tree of any of the report's types
    match value:
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case date():
            return value.isoformat()
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
    return value
