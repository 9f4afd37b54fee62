"""`./run train`: makes the word lists, weights and encoder of `auditor/language/data` again from `benchmarks/data`.

    ./run train            writes the lists, the weights, the encoder, and the sums from the kept folds
    ./run train --encoders learns the encoders that both of them need, side by side: hours; the rest takes minutes
    ./run train --folds    learns without each group of authors in turn and keeps what is said of them
    ./run train --tables   writes the figures that the kept folds give into docs/detection.md

Everything is seeded: the same machine makes the same files.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from datetime import UTC, datetime
from typing import Any

from benchmarks.training.encoders import encoder_without, learn_encoders
from benchmarks.training.folds import make_folds
from benchmarks.training.kept import GROUPS, SUMS, is_stale, read_folds
from benchmarks.training.left_out import judge_folds, measured
from benchmarks.training.pieces import learn_pieces
from benchmarks.training.signs import learn_signs, word_list
from benchmarks.training.sums import learn_sums
from benchmarks.training.tables import write_tables
from benchmarks.training.texts import SHIPPED, write_first_names, write_lines, write_weights

NOBODY: frozenset[str] = frozenset()
PARTS = ("lists", "plain", "encoder", "sums")


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true", help="learn without each group of authors; write no weights")
    parser.add_argument("--encoders", action="store_true", help="learn every encoder and keep it in .cache")
    parser.add_argument("--tables", action="store_true", help="write the figures of the kept folds")
    parser.add_argument("--only", choices=PARTS, help="write this part alone")
    options = parser.parse_args()
    if options.encoders:
        write(("lists",))  # a word list tells how words are split, so it comes first
        learn_encoders((NOBODY, *map(frozenset, GROUPS)), os.cpu_count() or 1)
    elif options.folds:
        make_folds(os.cpu_count() or 1)
    elif not options.tables:
        write(PARTS if options.only is None else (options.only,))
    if options.folds or options.tables:
        kept = read_folds()
        if options.folds:
            write_sums(kept)
        if is_stale(kept):
            print("The kept folds are older than the texts or the code: run ./run train --folds.", file=sys.stderr)
        print(write_tables(judge_folds(kept)))
    return 0


def write(parts: tuple[str, ...]) -> None:
    """Write the parts of what ships."""
    if "lists" in parts:
        from benchmarks.training.vocabulary import write_pieces  # noqa: PLC0415 - needs the extra `train`

        write_first_names()
        write_lines("ordinary_words.z", word_list(NOBODY))
        write_pieces()
    if "plain" in parts:
        write_weights("children", learn_signs(NOBODY))
        write_weights("comments", learn_pieces(NOBODY))
    if "encoder" in parts:
        write_encoder()
    if "sums" in parts:
        kept = read_folds()
        write_sums(kept)
        write_weights("fusion", learn_sums(kept))
        date = datetime.now(UTC).date().isoformat()
        (SHIPPED / "figures.json").write_text(
            json.dumps(measured(judge_folds(kept), date), indent=1) + "\n", encoding="utf-8"
        )


def write_sums(kept: dict[str, Any]) -> None:
    """Write how the halves are added up without each group of authors."""
    learned = [learn_sums(kept, group) for group in GROUPS]
    SUMS.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


def write_encoder() -> None:
    """Write the encoder that has read everything."""
    shutil.copyfile(encoder_without(NOBODY), SHIPPED / "encoder.onnx")


if __name__ == "__main__":
    sys.exit(main())
