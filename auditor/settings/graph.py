"""Which versions of Facebook's Graph API live until when."""

from __future__ import annotations

import re
from datetime import date

# The last day of each version, from Meta's changelog of the Graph API as of November 2026.
ENDS = {
    "v20.0": date(2026, 9, 24),
    "v21.0": date(2027, 1, 21),
    "v22.0": date(2027, 5, 20),
    "v23.0": date(2027, 10, 8),
    "v24.0": date(2028, 2, 18),
    "v25.0": date(2028, 7, 29),
}
OLDEST_KNOWN = 20
CURRENT = "v25.0"
NEWER_NEEDED = f"Set FACEBOOK_GRAPH_VERSION to a newer version, such as {CURRENT}."


def graph_version(text: str) -> str:
    """Return a version as the Graph API writes it, `v25.0`, also where the v was left out; ValueError else."""
    found = re.fullmatch(r"[vV]?(\d{1,3}\.\d{1,2})", text)
    if found is None:
        raise ValueError(f"must look like {CURRENT}")
    return f"v{found[1]}"


def dead_graph_version(version: str, today: date) -> str | None:
    """Return a sentence where `version` lives no more on that day, None where it does as far as is known."""
    end = ENDS.get(version)
    if end is not None:
        ended = f"{version} of Facebook's Graph API ended on {end.day} {end:%B %Y}."
        return ended if end <= today else None
    is_older = int(version[1:].partition(".")[0]) < OLDEST_KNOWN
    return f"{version} of Facebook's Graph API does not live any more." if is_older else None
