"""Makes the word lists and learned weights of `auditor/language/data` from `benchmarks/data`, or measures them.

    python -m benchmarks.train_language            writes the lists and weights
    python -m benchmarks.train_language --folds    judges each author by weights from all the others and prints figures

Both are repeatable: no chance is involved but scikit-learn's, whose seed is fixed.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.language_data import write_first_names
from benchmarks.train_children import measure_children, write_children
from benchmarks.train_comments import measure_comments, write_comments


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true", help="print figures by left-out author; write nothing")
    parser.add_argument("--task", choices=("naming", "comments"), help="only this one")
    options = parser.parse_args()
    if not options.folds:
        write_first_names()
    if options.task != "comments":
        (measure_children if options.folds else write_children)()
    if options.task != "naming":
        (measure_comments if options.folds else write_comments)()
    return 0


if __name__ == "__main__":
    sys.exit(main())
