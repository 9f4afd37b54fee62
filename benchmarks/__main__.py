"""`./run bench`: measures, prints the tables and writes them into the pages of `benchmarks/`.

    ./run bench              everything
    ./run bench nights       whole nights of a large trust, against stand-in platforms
    ./run bench start        how fast the command line is there
    ./run bench roll         what looking a post up in a pupil roll costs
    ./run bench authors      what the detectors make of authors whom they never read
    ./run bench detection    the detectors beside others on the same texts, and what judging costs

It ends with 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.page import Row

PARTS = ("nights", "start", "roll", "authors", "detection")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the parts that are asked for, all of them where none is; 1 where an aim is missed."""
    parser = argparse.ArgumentParser(
        prog="./run bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", metavar="PART", nargs="*", type=_part, help=f"one of {', '.join(PARTS)}")
    asked = dict.fromkeys(parser.parse_args(arguments).parts or PARTS)
    rows = [row for part in asked for row in _measure(part)]
    return 1 if any(row.ok is False for row in rows) else 0


def _part(name: str) -> str:
    """Return a part's name as it was given, if there is such a part."""
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"There is no part {name}; there are {', '.join(PARTS)}.")
    return name


def _measure(part: str) -> list[Row]:
    """Measure one part, which prints its tables and writes its page; a part's module is imported when it is used."""
    rows: list[Row] = import_module(f"benchmarks.parts.{part}").measure()
    return rows


if __name__ == "__main__":
    sys.exit(main())
