"""The comparison as tables: how well each detector judges the same texts, and how fast."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from auditor.language.figures import figures_of
from auditor.language.fusion import BOTH, PLAIN_ALONE
from benchmarks.comparison.environment import make_environment
from benchmarks.comparison.reader import ABSENT
from benchmarks.comparison.texts import TASKS, Score, score, texts_of
from benchmarks.page import table, tell
from benchmarks.processes import Unanswered, ask

if TYPE_CHECKING:
    from benchmarks.comparison.environment import Environment
    from benchmarks.comparison.texts import Text

HEADINGS = {"naming": "Does a text name a child?", "comments": "Is a comment inappropriate?"}
COLUMNS = ("Detector", "Precision", "Recall", "F1", "Ordinary texts flagged", "Texts a second and core")
OURS = {BOTH: "School Social Auditor", PLAIN_ALONE: "the same without ONNX Runtime"}
"""Our own detectors by which of their halves judge."""
OTHERS = {"naming": ("Presidio", "spaCy"), "comments": ("alt-profanity-check", "better-profanity")}
NOT_MEASURED = "not measured"
NOT_INSTALLED = "could not be installed"


@dataclass(slots=True)
class Comparison:
    """Tables by task, what versions were compared, and what is to be known before they are believed."""

    tables: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return everything as Markdown."""
        parts = [f"### {HEADINGS[task]}\n{shown}" for task, shown in self.tables.items()]
        named = ", ".join(f"{name} {version}" for name, version in sorted(self.versions.items()))
        notes = "\n".join(f"- {note}" for note in [f"Versions: {named}.", *dict.fromkeys(self.notes)])
        return "\n\n".join([*parts, notes])


def compare() -> Comparison:
    """Let every detector read the same texts; where one cannot, its row says so."""
    environment = make_environment()
    made = Comparison()
    made.notes += [f"{one} could not be installed: {why}." for one, why in environment.missing.items()]
    for task in TASKS:
        texts = texts_of(task)
        rows = [_own(task, halves, texts, made) for halves in OURS]
        rows += [_other(name, texts, environment, made) for name in OTHERS[task]]
        made.tables[task] = f"{_counted(texts)}\n\n{table([COLUMNS, *rows])}"
    return made


def _counted(texts: list[Text]) -> str:
    """Say how many texts are compared, and by how many authors."""
    hard = [text for text in texts if not text.is_ordinary]
    ordinary = len(texts) - len(hard)
    wrong = sum(text.is_positive for text in hard)
    authors = len({text.author for text in texts})
    return f"{len(hard):,} hard texts ({wrong:,} to be found) and {ordinary:,} of ordinary weeks, by {authors} authors."


def _own(task: str, halves: str, texts: list[Text], made: Comparison) -> list[str]:
    """Return the row of our own: the figures that ship with it, by authors left out, and the speed of what ships."""
    tell(f"{OURS[halves]}: {task} …")
    try:
        said = _read(sys.executable, f"{task} {halves}", texts)
    except Unanswered as problem:
        made.notes.append(f"{OURS[halves]} could not read: {problem}")
        speed = NOT_MEASURED
    else:
        speed = _speed(said, texts)
        if halves == BOTH and not said["encoder"]:
            made.notes.append("The encoder or ONNX Runtime was missing: our own speed is that of the plain half alone.")
    return [OURS[halves], *_left_out(task, halves, texts, made), speed]


def _left_out(task: str, halves: str, texts: list[Text], made: Comparison) -> list[str]:
    """Return what authors left out gave, if the figures that ship are of these texts.

    What the shipped weights flag here counts nothing: they were learned from these texts.
    """
    found = figures_of(task, with_encoder=halves == BOTH)
    hard = sum(not text.is_ordinary for text in texts)
    if (found.hard, found.ordinary) != (hard, len(texts) - hard):
        made.notes.append(
            f"Our own accuracy ({task}) was last measured on {found.hard:,} hard and {found.ordinary:,} ordinary texts,"
            " not on these: run ./run train --folds and ./run train --only sums, then this again."
        )
        return [NOT_MEASURED] * 4
    return _shares(Score(found.precision, found.recall, found.f1, found.amiss))


def _other(name: str, texts: list[Text], environment: Environment, made: Comparison) -> list[str]:
    """Return the row of a detector from elsewhere."""
    tell(f"{name} …")
    try:
        said = _read(environment.python, name, texts)
    except Unanswered as problem:
        made.notes.append(str(problem))
        return [name, *[NOT_INSTALLED if problem.code == ABSENT else NOT_MEASURED] * 5]
    made.versions |= said["versions"] | {"Python": said["python"]}
    flagged = {text.id: found for text, found in zip(texts, said["flagged"], strict=True)}
    return [name, *_shares(score(texts, flagged)), _speed(said, texts)]


def _read(python: Any, name: str, texts: list[Text]) -> dict[str, Any]:  # noqa: ANN401 - a path or its name
    return ask(python, "benchmarks.comparison.reader", name, given=[[text.text, text.own] for text in texts]).said


def _shares(found: Score) -> list[str]:
    return [f"{found.precision:.3f}", f"{found.recall:.3f}", f"{found.f1:.3f}", f"{100 * found.ordinary:.1f} %"]


def _speed(said: dict[str, Any], texts: list[Text]) -> str:
    return f"{len(texts) / said['seconds']:,.0f}"
