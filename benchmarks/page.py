"""Tables of what was measured, and the pages that keep them between marks."""

from __future__ import annotations

import os
import platform
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BUSY = 0.5
_CPU_FACTS = Path("/proc/cpuinfo")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of aims; `ok` is None where there is no aim."""

    what: str
    measured: str
    aim: str = ""
    ok: bool | None = None


def aims_table(rows: Iterable[Row]) -> str:
    """Return what was measured beside its aims."""
    words = {True: "kept", False: "missed", None: ""}
    cells = [(row.what, row.measured, row.aim, words[row.ok]) for row in rows]
    return table([("What", "Measured", "Aim", ""), *cells])


def table(cells: Sequence[Sequence[str]]) -> str:
    """Return rows of cells, the heading first, as a Markdown table with straight columns."""
    widths = [max(len(line[place]) for line in cells) for place in range(len(cells[0]))]
    lines = [
        "| " + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)


def keep(page: Path, part: str, measured: str) -> None:
    """Put what was measured between the marks of its part on a page."""
    begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    page.write_text(f"{before}{begin}\n{measured}\n{end}{after}", encoding="utf-8")


@cache
def machine() -> str:
    """Say when and on what machine this is measured, and whether something kept it busy before the measuring began."""
    cores = os.cpu_count() or 1
    told = (
        f"Measured on {datetime.now(UTC):%d %B %Y} with Python {platform.python_version()} on {platform.system()}, "
        f"{cores} cores, {_processor()}."
    )
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if load <= _BUSY * cores:
        return told
    return (
        f"{told} **The machine was busy with other work (a load of {load:.1f} on {cores} cores): "
        "times may be too long and speeds too low.**"
    )


def has_vnni() -> bool | None:
    """Tell whether the processor multiplies eight-bit numbers by VNNI; None where the system does not say."""
    flags = _cpu_fact("flags")
    return None if flags is None else bool({"avx512_vnni", "avx_vnni"} & set(flags.split()))


def _processor() -> str:
    """Return the processor's name, in the place where this system keeps it."""
    return _cpu_fact("model name") or platform.processor() or platform.machine()


def _cpu_fact(name: str) -> str | None:
    """Return a line of what Linux tells of the first core."""
    facts = _CPU_FACTS.read_text(encoding="utf-8") if _CPU_FACTS.is_file() else ""
    found = re.search(rf"^{name}\s*:\s*(.+)$", facts, re.MULTILINE)
    return found[1] if found else None


def tell(what: str) -> None:
    """Say what is being done, beside what is printed."""
    print(what, file=sys.stderr, flush=True)
