"""A rule's page in the handbook: its class docstring, taken apart.

The docstring begins with one sentence; then each of `HEADINGS` stands alone on its line, in this order, with its text
below. Under *Flagged* and *Fine* each line that begins with `- ` is an example, and is run as a test.
"""

from __future__ import annotations

import inspect
import textwrap
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING

from auditor.language.figures import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.rules.base import Rule

FLAGGED, FINE = "Flagged", "Fine"
HEADINGS = ("What it looks for", "Why it matters", "What to do", FLAGGED, FINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One rule's page. `sections` holds (heading, text), `facts` what the class says about itself."""

    rule: str
    title: str
    sections: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]

    def examples(self, heading: str) -> list[str]:
        """Return the examples under *Flagged* or *Fine*."""
        lines = dict(self.sections)[heading].splitlines()
        return [line.removeprefix("- ") for line in lines if line.startswith("- ")]

    def as_text(self, width: int = 80) -> str:
        """Return the page for a terminal."""
        parts = [self.rule, "=" * len(self.rule), *_wrapped(self.title, width)]
        for heading, text in self.sections:
            parts += ["", heading, "-" * len(heading), *_wrapped(text, width)]
        return "\n".join([*parts, "", *(line for fact in self.facts for line in _wrapped(fact, width))])

    def as_markdown(self) -> str:
        """Return the page as `docs/rules/` holds it."""
        parts = [f"# {self.rule}", self.title]
        for heading, text in self.sections:
            parts += [f"## {heading}", text]
        return "\n\n".join([*parts, "\n".join(f"- {fact}" for fact in self.facts)]) + "\n"


def page_of(rule: type[Rule]) -> Page:
    """Return a rule's page; ValueError where its docstring lacks a heading."""
    title, sections = "", dict[str, list[str]]()
    here: list[str] = []
    for line in inspect.cleandoc(rule.__doc__ or "").splitlines():
        if line in HEADINGS:
            here = sections.setdefault(line, [])
        elif not sections and line:
            title = f"{title} {line}".strip()
        else:
            here.append(line)
    if tuple(sections) != HEADINGS:
        raise ValueError(f"The docstring of {rule.__name__} must have the headings {', '.join(HEADINGS)}, in order.")
    texts = tuple((heading, "\n".join(lines).strip()) for heading, lines in sections.items())
    return Page(rule=rule.id, title=title, sections=texts, facts=tuple(_facts(rule)))


def _facts(rule: type[Rule]) -> Iterator[str]:
    grading = getattr(rule, "grading", "")
    yield f"Severity: {grading}." if grading else f"Severity, unless a policy chooses another: {rule.severity}."
    for option in fields(rule.options_type):
        if option.default is not MISSING:
            usual = "left to the detector" if option.default is None else option.default
            yield f"Option {option.name}, {usual} unless a policy chooses another."
    if rule.measured_on:
        yield figures_of(rule.measured_on).told()


def _wrapped(text: str, width: int) -> list[str]:
    """Wrap a text's paragraphs; each example keeps its own line."""
    lines: list[str] = []
    for paragraph in text.replace("\n- ", "\n\n- ").split("\n\n"):
        indent = "  " if paragraph.startswith("- ") else ""
        lines += textwrap.wrap(paragraph, width, subsequent_indent=indent, break_long_words=False)
    return lines
