"""Builders: each case of a test is one readable line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from auditor.collect import Collected
from auditor.model import Clause, Finding, Severity, SubjectRef
from connectors.model import Comment, Form, Media, Post, Profile

if TYPE_CHECKING:
    from connectors.errors import ConnectorError

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
LABEL = "x:oakfieldprimary"


def a_post(text: str = "Lovely day in the garden.", **changes: Any) -> Post:  # noqa: ANN401 - any field of a post
    """Return a post of the account; `changes` replace fields."""
    canonical = changes.pop("canonical_id", changes.get("native_id", "100"))
    values: dict[str, Any] = {
        "native_id": canonical,
        "canonical_id": canonical,
        "form": Form.ORIGINAL,
        "text": text,
        "created_at": NOW - timedelta(days=1),
        "url": f"https://x.com/i/status/{canonical}",
        "thread_id": canonical,
    }
    return Post(**values | changes)


def a_comment(text: str = "What a lovely garden!", **changes: Any) -> Comment:  # noqa: ANN401 - any field of a comment
    """Return a stranger's comment under post 100; `changes` replace fields."""
    canonical = changes.pop("canonical_id", changes.get("native_id", "200"))
    values: dict[str, Any] = {
        "native_id": canonical,
        "canonical_id": canonical,
        "post_id": "100",
        "text": text,
        "created_at": NOW - timedelta(hours=20),
        "url": f"https://x.com/i/status/{canonical}",
        "author": "stranger-1",
    }
    return Comment(**values | changes)


def a_photo(alt: str | None = None, *, media_id: str = "m1") -> Media:
    """Return a picture with an optional description."""
    return Media(kind="photo", native_id=media_id, alt_text=alt)


def a_profile(handle: str | None = "oakfieldprimary", **changes: Any) -> Profile:  # noqa: ANN401 - any field of a profile
    """Return what the platform shows of the account."""
    return Profile(**{"native_id": "1001", "handle": handle, "name": "Oakfield Primary School"} | changes)


def a_reading(
    *items: Post | Comment,
    label: str = LABEL,
    failure: ConnectorError | None = None,
    **changes: Any,  # noqa: ANN401 - any field
) -> Collected:
    """Return a whole reading of an account that brought `items`."""
    values: dict[str, Any] = {
        "label": label,
        "window_start": NOW - timedelta(days=28),
        "profile": a_profile(),
        "posts": [item for item in items if isinstance(item, Post)],
        "comments": [item for item in items if isinstance(item, Comment)],
        "done": set() if failure else {"posts", "comments"},
        "failure": failure,
    }
    return Collected(**values | changes)


def a_finding(**changes: Any) -> Finding:  # noqa: ANN401 - any field of a finding
    """Return a finding of `unnamed-children` on post 100."""
    values: dict[str, Any] = {
        "rule": "unnamed-children",
        "severity": Severity.HIGH,
        "school": "oakfield-primary",
        "account": LABEL,
        "subject": SubjectRef(kind="post", id="100", key="100", url="https://x.com/i/status/100"),
        "message": "This post names a child beside a photo.",
        "why": "a first name is praised",
        "next_step": "Take the name out of the post.",
        "spans": ((9, 15),),
        "clauses": (Clause(pack="com01", clause="4.1-4b"),),
    }
    return Finding(**values | changes)
