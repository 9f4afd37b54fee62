"""What a night takes and asks: a full one and a quiet one."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.nights import THREADS, Night, bare_loop, spend_night
from benchmarks.page import Row, aims_table, keep, machine, tell
from benchmarks.platforms import DELAY, Platforms
from benchmarks.sample import FIRST_NIGHT, FULL_NIGHT, QUIET_NIGHT, SCHOOLS, sample_register

PAGE = Path(__file__).parents[1] / "README.md"


def measure() -> list[Row]:
    """Play the nights, print what they took, and write it down."""
    on = machine()
    rows = _nights()
    shown = aims_table(rows)
    print(shown)
    sample = (
        f"{SCHOOLS} schools with an account on X and one on Facebook; the stand-ins answer after "
        f"{DELAY * 1000:.0f} ms; {THREADS} threads."
    )
    keep(PAGE, "nights", f"{sample} {on}\n\n{shown}")
    return rows


def _nights() -> list[Row]:
    with Platforms() as platforms, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "register.toml").write_text(sample_register(), encoding="utf-8")
        tell("The first night reads the past …")
        spend_night(platforms, folder, FIRST_NIGHT)
        tell("The measured night …")
        night = spend_night(platforms, folder, FULL_NIGHT)
        tell("The bare loop …")
        bare = bare_loop(platforms, night.asked, FULL_NIGHT)
        tell("A quiet night …")
        quiet = spend_night(platforms, folder, QUIET_NIGHT)
    return [*_full(night, bare), *_quiet(quiet)]


def _full(night: Night, bare: float) -> list[Row]:
    ratio, asked = night.collecting / bare, night.requests("x")
    return [
        Row("New posts and comments read", f"{night.posts} and {night.comments}"),
        Row("The whole night", f"{night.whole:.1f} s"),
        Row("of that collecting", f"{night.collecting:.1f} s"),
        Row("The same requests in a bare loop", f"{bare:.1f} s"),
        Row("Collecting against the bare loop", f"{ratio:.2f} times", "at most 1.3", ratio <= 1.3),  # noqa: PLR2004
        Row("Requests to X", str(asked), "at most 220", asked <= 220),  # noqa: PLR2004
        Row("Requests to Facebook", str(night.requests("facebook"))),
        Row("Cost on X", f"${night.dollars:.2f}", "at most $16", night.dollars <= 16.005),  # noqa: PLR2004
        Row("Peak memory", f"{night.peak_mb:.0f} MB", "below 300 MB", night.peak_mb < 300),  # noqa: PLR2004
        Row("Findings that stand open afterwards", str(night.findings)),
    ]


def _quiet(quiet: Night) -> list[Row]:
    accounts = 2 * SCHOOLS
    mean = len(quiet.asked) / accounts
    return [
        Row("A quiet night", f"{quiet.whole:.1f} s"),
        Row("Its requests an account", f"{mean:.2f}, most {quiet.most_requests}", "at most 3", mean <= 3),  # noqa: PLR2004
        Row("Its cost on X", f"${quiet.dollars:.2f}"),
    ]
