"""From plain data to words: two Jinja environments, one that escapes and one for plain text."""

from __future__ import annotations

import re
import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditor.report import wording
from auditor.resources import folder
from auditor.shown import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 76
_INDENTED = re.compile(r"\n\s+")
_BLANKS = re.compile(r"\n{3,}")


def render(name: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """Return the text and the HTML of the mail `name`, made from `templates/<name>.txt.j2` and `.html.j2`."""
    return render_text(name, data), render_html(name, data)


def render_text(name: str, data: Mapping[str, Any]) -> str:
    """Return the plain text of `name`."""
    text = _environment(escapes=False).get_template(f"{name}.txt.j2").render(data)
    return _BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip() + "\n"


def render_html(name: str, data: Mapping[str, Any]) -> str:
    """Return the HTML of `name` with its styles at each element; nothing is fetched."""
    html = _environment(escapes=True).get_template(f"{name}.html.j2").render(data)
    return str(_inliner().inline(_INDENTED.sub("\n", html)))


def safe_url(url: str | None) -> str:
    """Return a link that may stand in a mail: https alone, nothing hidden in it; else nothing."""
    if not url or not url.isascii() or not url.isprintable() or any(char in url for char in " \"'<>\\"):
        return ""
    parts = urlsplit(url)
    return url if parts.scheme == "https" and parts.hostname else ""


def wrap(text: str, indent: int = 0, first: int | None = None) -> str:
    """Return one paragraph in lines of at most 76 characters; links are never broken."""
    return textwrap.fill(
        plain(text),
        WIDTH,
        initial_indent=" " * (indent if first is None else first),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


@lru_cache(maxsize=2)
def _environment(*, escapes: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=escapes,  # noqa: S701 - off for plain text alone; on for HTML, whatever a template's name ends in
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "safe_url": safe_url,
        "wrap": _wrapped,
        "capital": wording.capital,
        "listed": wording.listed,
    }
    environment.filters |= {"network": wording.network, "counted": wording.counted}
    return environment


def _harmless(value: object) -> object:
    """Show every value that a template prints on one line and without invisible characters."""
    return value if isinstance(value, Markup | _Wrapped) or not isinstance(value, str) else plain(value)


class _Wrapped(str):
    """Text of ours that keeps its line breaks."""

    __slots__ = ()


def _wrapped(text: str, indent: int = 0, first: int | None = None) -> _Wrapped:
    return _Wrapped(wrap(text, indent, first))


@lru_cache(maxsize=1)
def _inliner() -> Any:  # noqa: ANN401 - a compiled class
    from css_inline import CSSInliner  # noqa: PLC0415 - a compiled library that only mails need

    return CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)
