"""How the stand-ins number things, so that the same diary always has the same ids.

X: real snowflakes, `(milliseconds since 2010-11-04T01:42:54.657Z) << 22 | sequence`, so that ids and times agree.
Facebook: milliseconds since 1970, three digits of sequence, as a number; a post is `PAGE_number`, a comment
`POSTNUMBER_number`. The sequence counts what the diary holds in that millisecond, in the order of writing.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta

SNOWFLAKE_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def snowflake(at: datetime, sequence: int = 0) -> int:
    """Return X's id for the `sequence`-th thing of the millisecond of `at`."""
    return ((at - SNOWFLAKE_EPOCH) // MILLISECOND) << 22 | sequence


def snowflake_time(native_id: int) -> datetime:
    """Return when the thing with this X id was made (to the millisecond)."""
    return SNOWFLAKE_EPOCH + (native_id >> 22) * MILLISECOND


def graph_number(at: datetime, sequence: int = 0) -> int:
    """Return the number part of a Facebook id."""
    return ((at - UNIX_EPOCH) // MILLISECOND) * 1000 + sequence


def stranger_id(name: str) -> str:
    """Return the platform's id of a stranger known by `name` in the diary: ten digits, always the same."""
    return str(10**9 + int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % (8 * 10**9))


def stranger_handle(name: str) -> str:
    """Return the handle that X shows for a stranger: letters, digits and underscores, at most 15."""
    return re.sub(r"[^A-Za-z0-9_]", "", name)[:15] or "someone"
