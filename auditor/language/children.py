"""Which children a text names: possible names, what signs and encoder say of each, and the two added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from auditor.language.facts import facts_about
from auditor.language.fusion import ALSO, CHILD, Fusion, fusion
from auditor.language.known import clear_known
from auditor.language.pieces import cut
from auditor.language.reasons import name_reasons
from auditor.language.roll import MARKED, RollReading, look_up
from auditor.language.weighing import weigh
from auditor.model import Detection, Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.model import Roll

_NOBODY: Final = Known()


@dataclass(frozen=True, slots=True)
class _Named:
    """One mention of a child: its place in the original, how sure, and what gave it away."""

    start: int
    end: int
    probability: float
    reasons: tuple[str, ...]
    facts: dict[str, bool]


def find_children(
    text: str, known: Known = _NOBODY, *, own: bool = True, rolls: Iterable[Roll] = (), flag_from: float | None = None
) -> Detection | None:
    """Return the children that a text names, None where it names none; `known` are the register's names of no child.

    A full name on one of the `rolls` is certain; a first name there makes a child's name likelier. `flag_from` is the
    probability from which on a text is flagged, None for the detector's own.

    `own` is True for what the account itself publishes and False for another's comment, where the same words mean less.
    Spans hold first name and surname, without titles, possessive endings, `#` and `@`. `facts` tells of `surname`,
    `class`, `place` and `health` whether they stand with a name, and of `protected` whether a roll marks the child so.
    """
    on_roll = look_up(text, known, rolls)
    sums = fusion().flagging_from(CHILD, flag_from)
    named = [_Named(one.start, one.end, 1.0, one.reasons, one.facts) for one in on_roll.named]
    for offset, piece in cut(text):
        named += _find_in(piece, offset, known, on_roll, sums, own=own)
    if not named:
        return None
    best = max(named, key=lambda mention: (mention.facts["protected"], mention.probability))
    return Detection(
        spans=tuple(sorted({(mention.start, mention.end) for mention in named})),
        probability=max(mention.probability for mention in named),
        signs=best.reasons,
        facts={fact: any(mention.facts[fact] for mention in named) for fact in best.facts},
    )


def _find_in(
    text: str, offset: int, known: Known, on_roll: RollReading, sums: Fusion, *, own: bool
) -> Iterable[_Named]:
    """Yield the mentions of children in one piece of a text, full names on a roll left out."""
    reading, found = weigh(text, own=own)
    if not found:
        return
    cleared = clear_known(reading, known)
    weighed = []
    for one in (one for at, one in enumerate(found) if at not in cleared):
        place = (offset + one.start, offset + one.end)
        doubt = on_roll.of(*place)
        if not doubt.settled:
            chance = doubt.raised(sums.chance(CHILD, one.said))
            weighed.append((one, chance, place, doubt.is_protected(chance)))
    chosen = choose([(one.candidate.low, "p:title" in one.signs, chance) for one, chance, *_ in weighed], sums)
    for (one, chance, place, protected), is_child in zip(weighed, chosen, strict=True):
        if protected or is_child:
            reasons = (MARKED,) if protected else name_reasons(one)
            yield _Named(*place, chance, reasons, {**facts_about(reading, one.candidate), "protected": protected})


def choose(possible: Sequence[tuple[str, bool, float]], sums: Fusion) -> list[bool]:
    """Tell of each possible name (first word, whether a title stands before it, probability) whether it is a child's.

    Where one is sure, the text names a child: then less is asked of its other names, and nothing of the same one again.
    """
    surely = {low for low, _, chance in possible if chance >= sums.thresholds[CHILD]}
    return [
        bool(surely) and ((low in surely and not titled) or chance >= sums.thresholds[ALSO])
        for low, titled, chance in possible
    ]
