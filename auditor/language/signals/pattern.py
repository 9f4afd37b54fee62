"""How the tables write a signal, and how a text is searched for all of them in one go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.model import Severity

_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|weds?|thurs?|fri|sat|sun"
MACROS: Final = {
    "YOUR": r"(?:you|u|ya|yous|youse|yas|ye|yu|yours?|ur|yer)",
    "YOU": r"(?:you|u|ya|yous|youse|yas|ye|yu)",
    "IWILL": r"(?:i'?ll|i will|i'?m(?: going to| gonna| gunna|a)|ima|imma|am gonna|we'?ll|we will|we(?:'re| are|r)? (?:gonna|going to)"
    r"|gonna|gunna|going to|boutta|about to|ah'?ll|ah'?m gonny|gonny|gon)",
    "CHILD": r"(?:kids?|kiddies|child(?:ren)?|pupils?|students?|bairns?|weans?|wains?|lads?|lass|lasses|lassies?|girls?|boys?|sons?|daughters?"
    r"|grandsons?|granddaughters?|grandkids|grandchild(?:ren)?|nieces?|nephews?|(?:little|wee|young|small) (?:one|man|lady|dancer|singer|fella|guy|star)s?"
    r"|toddlers?|infants|teens?|teenagers?|teenage|(?:year|yr|y) ?\d{1,2}s?|\d{1,2} ?(?:yrs?|years?|yo|y o)(?: olds?)?)",
    "THEM": r"(?:him|her|them|me|us|it|my|our|his|their|the|a|that|this|some|each|every|little|wee|poor|smaller|other)",
    "STAFF": r"(?:(?:mr|mrs|miss|ms|mx|dr|fr|coach|rev|pastor|imam|qari|sister|sir)(?: [a-z'-]+)?|sir|teachers?|head ?teacher|head ?master|head ?mistress|head|principal"
    r"|deputy|caretaker|janny|janitor|staff|governors?|tutor|instructor|chaplain|vicar|priest|escort|driver|technician|ta|tas|assistants?|dinner lad(?:y|ies)"
    r"|lunch ?time (?:lady|supervisors?)|supervisors?|nursery (?:worker|nurse)|key ?worker)",
    "PARENT": r"(?:mum|mums|mam|mom|mummy|mammy|ma|dad|dads|da|daddy|father|mother|parents?|carers?|step ?-?(?:dad|mum|mother|father)|nan|nana|gran|granny|grandad|uncle"
    r"|aunt|aunty|auntie|brother|sister|foster (?:mum|dad|carers?)|family|ammi|abbu|boyfriend|bf|cousin)",
    "APP": r"(?:snap(?:chat)?|sc|insta(?:gram)?|ig|whats ?app|telegram|tg|discord|kik|tik ?tok|signal|roblox|messenger|viber|skype|wickr|dms?|inbox|pm|requests?)",
    "WEAPON": r"(?:knife|knives|blade|blades|machete|guns?|gat|strap|shank|shanks|chef|axe|hatchet|baseball bat|bat|hammer|acid|petrol|lighter fluid|matches|bombs?|zk|rambo"
    r"|zombie knife|sword|crowbar|pistol|shotgun|rifle|bb gun|airsoft|crossbow|chib|hocho|dagger_knife|crossed_swords|grenade|nail gun|iron bar|brick|bricks|fireworks?|molotov)",
    "TIME": r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|o'?clock)|(?:at|by|till|until|around) (?:half )?(?:\d{1,2}(?:[:.]\d\d)?|one|two|three|four|five|six|noon)|\d{1,2}[:.]\d\d"
    r"|after (?:school|class|ours|the bell|last bell|lunch|training|practice)|tomorrow|tmrw|tmr|tonight|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend"
    r"|home ?time|pick ?up|drop ?off|period \d|p\d|assembly|next week|break|lunch|kick out|last bell|half ?three|quarter past \w+|mornings?|every (?:day|night|morning|week))",
    "DAY": rf"(?:{_DAYS}|tomorrow|tmrw|tonight|today)",
    "WHERE": r"(?:gates?|school|car ?park|hall|playground|bus(?: stop)?|house|your? (?:house|door|street|road|home)|outside|corner|classroom|class|office|pitch|field|park|alley|toilets?|stage|assembly"
    r"|nativity|prom|gym|library|reception|site|building|shop|spar|station|bins|shed|block|lay-?by|train)",
    "HURT": r"(?:kill|stab|shoot|batter|punch|smash|burn|beat|slap|hurt|deck|knock|break|bang|hit|jump|shank|slice|bury|end|strangle|drown|run over|leather|knife|wet up|bomb|blow up"
    r"|put (?:a )?(?:brick|bullet|match|bomb)|torch|murder|butcher|skin|rip|chin|spark|drop|fill in|kick|wrap|lamp|sm[a@]ck|glass|chib|malky|stamp|cave|snap|finish|mess up|find)",
}  # fmt: skip
_MACRO = re.compile(r"\b(?:GAP(\d?)|" + "|".join(MACROS) + r")\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One kind of plain signal. `says` names the kind in plain words; `sure` alone is enough to flag a comment."""

    name: str
    category: str
    severity: Severity
    says: str
    words: frozenset[str]
    pattern: str
    unless: str | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A signal found at a stretch of the normalised text."""

    signal: Signal
    start: int
    end: int


def signal(
    name: str,
    kind: tuple[str, Severity, str],
    words: str,
    pattern: str,
    *,
    unless: str | None = None,
    sure: bool = False,
) -> Signal:
    """Make one line of a table. `words`: one of them must stand in the text before the pattern is tried at all."""
    category, severity, says = kind
    return Signal(
        name=name,
        category=category,
        severity=severity,
        says=says,
        words=frozenset(words.split()),
        pattern=pattern,
        unless=unless,
        sure=sure,
    )


@cache
def written(pattern: str) -> re.Pattern[str]:
    """Compile a table's pattern: capitals are macros, a space is any gap without letters, GAPn up to n words between.

    Done when a text first calls for it: all of them together would take a tenth of a second at the start.
    """
    spaced = pattern.replace(" GAP", "GAP")
    full = _MACRO.sub(lambda found: _expand(found.group(), found.group(1)), spaced)
    return re.compile(rf"(?<!\w)(?:{full.replace(' ?', _MAYBE).replace(' ', _SPACE)})(?!\w)")


_SPACE = r"[^\w\n]{1,3}"
_MAYBE = r"[^\w\n]{0,3}"


def _expand(name: str, count: str | None) -> str:
    if name.startswith("GAP"):
        return rf"(?:[^\w\n]{{1,3}}\w+){{0,{count or 3}}}?"
    return MACROS[name]


_WORD: Final = re.compile(r"\w+")


class Table:
    """All signals by the words that call for them."""

    def __init__(self, signals: Iterable[Signal]) -> None:
        """Keep the signals in order."""
        self.signals = tuple(signals)
        self._by_word: dict[str, list[int]] = {}
        for at, one in enumerate(self.signals):
            for word in one.words:
                self._by_word.setdefault(word, []).append(at)

    def search(self, plain: str) -> Iterator[Hit]:
        """Yield the first place of each signal that stands in a normalised text."""
        called = {at for word in set(_WORD.findall(plain)) for at in self._by_word.get(word, ())}
        called.update(self._by_word.get("*", ()))
        for at in sorted(called):
            one = self.signals[at]
            match = written(one.pattern).search(plain)
            if not match or (one.unless and written(one.unless).search(plain)):
                continue
            if not _is_reported(one, plain, match.start()):
                yield Hit(one, match.start(), match.end())


_RETOLD: Final = frozenset({"abuse_insult", "hate", "profanity", "bullying_of_pupil", "threat", "self_harm_concern"})
_RETELLING: Final = re.compile(
    r"(?:called|calling|calls|written|wrote|says?|said|saying|told|shouted|shouting|graffiti|insult|posted|commented|spelled|the word|under (?:your|the|this))"
    r"(?:[^\w\n]{1,3}\w+){0,5}[^\w\n]{0,4}$"
)


def _is_reported(one: Signal, plain: str, start: int) -> bool:
    """Tell whether words of abuse are somebody else's, told in order to report them."""
    return one.category in _RETOLD and _RETELLING.search(plain[max(0, start - 60) : start]) is not None
