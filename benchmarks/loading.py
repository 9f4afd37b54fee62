"""Loads both detectors in a fresh process and prints how long that took, as JSON.

    python -m benchmarks.loading

The time is from the first import of theirs to the first text that each has judged.
"""

from __future__ import annotations

import json
import sys
import time

TEXT = "Lovely to see them all enjoying the trip, well done Year 4!"


def main() -> None:
    """Load, judge one text with each, and print the seconds, and those that the process computed."""
    began, computed = time.perf_counter(), time.process_time()
    from auditor.language.children import find_children  # noqa: PLC0415 - importing is what is measured
    from auditor.language.comments import judge_comment  # noqa: PLC0415 - the same

    find_children(TEXT)
    judge_comment(TEXT)
    seconds = time.perf_counter() - began
    json.dump({"seconds": seconds, "computed": time.process_time() - computed}, sys.stdout)


if __name__ == "__main__":
    main()
