"""Reading a draft from a file, from what somebody types, or from the clipboard, whatever editor wrote it."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path

from auditor.cli import context
from auditor.cli.shown import plain
from auditor.errors import Problems

MOST_BYTES = 300_000  # no network takes a post of more than some 60,000 characters
TOO_LONG = "is longer than any network takes, so nothing was judged. Is it the right one?"
NO_CLIPBOARD = (
    "No clipboard can be read here (there is none on a server without a screen; on Linux it takes xclip, xsel or"
    " wl-clipboard). Save the draft as a file, or paste it behind: auditor check -"
)
EMPTY_CLIPBOARD = "There is no text on the clipboard: select the draft, copy it, and try again."


def read_draft(file: str) -> str:
    """Return the draft; Problems with a sentence where it cannot be read as text."""
    called = "The draft" if file == "-" else f"The draft {plain(file)}"
    try:
        data = _from_stdin() if file == "-" else _from_file(Path(file))
    except FileNotFoundError:
        raise Problems([f"There is no file {plain(file)}."]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the system refuses it"
        raise Problems([f"{called} cannot be read: {reason}."]) from None
    if len(data) > MOST_BYTES:
        raise Problems([f"{called} {TOO_LONG}"])
    is_utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise Problems([f"{called} is not text in UTF-8; save it as plain text in UTF-8 and try again."]) from None


def read_clipboard() -> str:
    """Return the clipboard's text; Problems with a sentence where there is no clipboard, or no text on it.

    Some systems answer with nothing where the clipboard cannot be reached: nothing is never taken for a fine draft.
    """
    import pyperclip

    try:
        text = pyperclip.paste()
    except Exception:  # noqa: BLE001 - each system's own failure comes through, and all of them mean the same
        raise Problems([NO_CLIPBOARD]) from None
    if not isinstance(text, str) or not text.strip():
        raise Problems([EMPTY_CLIPBOARD])
    if len(text) > MOST_BYTES:
        raise Problems([f"What is on the clipboard {TOO_LONG}"])
    return text.encode(errors="replace").decode()  # half characters, which Windows may hand over


def _from_stdin() -> bytes:
    if sys.stdin is None:
        raise Problems(["There is no draft: name its file, such as: auditor check draft.txt"])
    if sys.stdin.isatty():
        context.say("Type or paste the draft; end it with Ctrl-D on a line of its own (Windows: Ctrl-Z, then Enter).")
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _from_file(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)
