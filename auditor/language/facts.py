"""What else a text tells about a child it names: surname, class, place, health."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.language.roles import CLASSES, words_of

if TYPE_CHECKING:
    from auditor.language.candidates import Candidate, Reading

_NEAR = 12
_CLASS_CODE = re.compile(r"(?:1[0-3]|[1-9])[a-z]{1,2}(?<!st|nd|rd|th|pm|am|km|cm|kg)")
_YEARS = CLASSES["year"] - {"y", "form", "grade", "primary", "old", "sixth"}
_PLACES = words_of(
    "lives live living stays address road street lane avenue close drive crescent terrace estate flat ward refuge postcode"
    " grove bungalow caravan doorstep"
)
_HEALTH = words_of(
    "hospital adhd autism autistic asd epilepsy epileptic seizure seizures cancer leukaemia leukemia chemo chemotherapy"
    " diabetes diabetic asthma allergy allergic anaphylaxis epipen surgery operation diagnosed diagnosis disorder disabled"
    " disability syndrome depression anxiety camhs medication tablets inhaler wheelchair asperger's aspergers dyslexia"
    " dyslexic dyspraxia tumour transplant ill illness hospice eczema overdose self-harm eating-disorder sen ehcp"
    " concussion ambulance"
)


def facts_about(reading: Reading, candidate: Candidate) -> dict[str, bool]:
    """Return whether a surname, a class, a place or an illness stands with the name."""
    tokens = reading.tokens[max(0, candidate.first - _NEAR) : candidate.last + _NEAR + 1]
    name = [token for token in reading.tokens[candidate.first : candidate.last + 1] if token.kind == "word"]
    words = {token.low for token in tokens}
    return {
        "surname": len([token for token in name if len(token.low) > 1]) > 1,
        "class": bool(words & _YEARS) or any(_CLASS_CODE.fullmatch(token.low) for token in tokens if not token.tag),
        "place": bool(words & _PLACES),
        "health": bool(words & _HEALTH),
    }
