"""`./run bench`: measures what a night takes, prints a table and writes it into `benchmarks/README.md`."""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.nights import THREADS, Night, bare_loop, spend_night
from benchmarks.platforms import DELAY, Platforms
from benchmarks.sample import FIRST_NIGHT, FULL_NIGHT, QUIET_NIGHT, SCHOOLS, sample_register
from benchmarks.speed import judged_a_second, starts

README = Path(__file__).with_name("README.md")
MARKS = ("<!-- measured: begin -->", "<!-- measured: end -->")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `ok` is None where there is no aim."""

    what: str
    measured: str
    aim: str = ""
    ok: bool | None = None


def main() -> int:
    """Measure everything; 1 where an aim is missed."""
    rows = [*_nights(), *_judging(), *_start()]
    table = _table(rows)
    print(table)
    _keep(f"{_machine()}\n\n{table}")
    return 1 if any(row.ok is False for row in rows) else 0


def _nights() -> list[Row]:
    with Platforms() as platforms, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "register.toml").write_text(sample_register(), encoding="utf-8")
        _tell("The first night reads the past …")
        spend_night(platforms, folder, FIRST_NIGHT)
        _tell("The measured night …")
        night = spend_night(platforms, folder, FULL_NIGHT)
        _tell("The bare loop …")
        bare = bare_loop(platforms, night.asked, FULL_NIGHT)
        _tell("A quiet night …")
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
        Row("Peak memory", f"{night.peak_mb:.0f} MB", "below 150 MB", night.peak_mb < 150),  # noqa: PLR2004
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


def _judging() -> list[Row]:
    _tell("Judging …")
    return [Row("Judging", f"{judged_a_second():,.0f} texts a second")]


def _start() -> list[Row]:
    _tell("Starting …")
    helped, empty = starts()
    times = helped / empty
    return [
        Row("`auditor --help`", f"{helped * 1000:.0f} ms", "below 300 ms", helped < 0.3),  # noqa: PLR2004
        Row("against `python -c pass`", f"{times:.1f} times", "below 8", times < 8),  # noqa: PLR2004
    ]


def _table(rows: list[Row]) -> str:
    words = {True: "kept", False: "missed", None: ""}
    cells = [("What", "Measured", "Aim", ""), *((row.what, row.measured, row.aim, words[row.ok]) for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(4)]
    lines = [
        "| " + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)


def _machine() -> str:
    return (
        f"{SCHOOLS} schools with an account on X and one on Facebook; the stand-ins answer after "
        f"{DELAY * 1000:.0f} ms; {THREADS} threads. "
        f"Measured with Python {platform.python_version()} on {platform.system()}, "
        f"{os.cpu_count()} cores, {_processor()}."
    )


def _processor() -> str:
    """Return the processor's name, in the place where this system keeps it."""
    facts = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", facts.read_text(), re.MULTILINE) if facts.is_file() else None
    return found[1] if found else platform.processor() or platform.machine()


def _keep(measured: str) -> None:
    """Put what was measured between its marks in the README."""
    before, _, rest = README.read_text(encoding="utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    README.write_text(f"{before}{MARKS[0]}\n{measured}\n{MARKS[1]}{after}", encoding="utf-8")


def _tell(what: str) -> None:
    print(what, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
