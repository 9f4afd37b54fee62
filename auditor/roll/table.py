"""A CSV file as rows of cells, whatever program wrote it."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.errors import Problems
from auditor.shown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 20_000_000  # some hundred thousand pupils
SAMPLE = 8000
DELIMITERS = ",;\t|"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAVE_AS_CSV = "Export it as CSV, or open it in the spreadsheet program and save it as “CSV UTF-8”."


@dataclass(frozen=True, slots=True)
class Row:
    """One row and the line of the file on which it begins, counted from 1. Cells never show in a repr."""

    line: int
    cells: tuple[str, ...] = field(repr=False)

    @property
    def filled(self) -> int:
        """Return how many cells hold something."""
        return sum(bool(cell) for cell in self.cells)


class Unsound(Exception):
    """The text is no CSV under a delimiter; `line` says where reading ended."""

    def __init__(self, line: int) -> None:
        """Keep the line."""
        super().__init__(f"line {line}")
        self.line = line


def read_text(path: Path) -> str:
    """Return a file's text: UTF-8, UTF-16 with its mark, or Windows-1252; Problems where it is none of them."""
    called = plain(str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Problems([f"There is no file {called}."]) from None
    except (OSError, ValueError) as error:
        raise Problems(
            [f"{called} cannot be read: {getattr(error, 'strerror', None) or 'the system refuses it'}."]
        ) from None
    if len(data) > MOST_BYTES:
        raise Problems([f"{called} is larger than any school's roll, so nothing was read. Is it the right file?"])
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Problems([f"{called} is a workbook, not a CSV. {SAVE_AS_CSV}"])
    encodings = ("utf-16",) if data.startswith(UTF_16) else ("utf-8-sig", "cp1252")
    text = next((text for encoding in encodings if (text := _decoded(data, encoding)) is not None), None)
    if text is None or "\0" in text:
        raise Problems([f"{called} is no text in UTF-8 or Windows-1252. {SAVE_AS_CSV}"])
    return text


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def delimiters_for(text: str) -> list[str]:
    """Return the characters that may part the cells, the likeliest first."""
    try:
        sniffed = csv.Sniffer().sniff(text[:SAMPLE], DELIMITERS).delimiter
    except csv.Error:
        sniffed = ","
    return [sniffed, *(other for other in DELIMITERS if other != sniffed)]


def rows_of(text: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows that hold anything, their cells stripped; Unsound where a quotation mark is out of place."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise Unsound(line) from None
        if cells is None:
            return
        row = Row(line, tuple(cell.strip() for cell in cells))
        if row.filled:
            yield row
        line = reader.line_num + 1
