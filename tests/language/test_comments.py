"""Whether a comment needs hiding, why and how soon: plain cases by category, and what must be left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.language.comments import judge_comment
from auditor.language.grading import Judged
from auditor.language.reasons import comment_reasons
from auditor.model import Severity

LOW, MEDIUM, HIGH, URGENT = Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.URGENT

WRONG = [
    ("you are all useless idiots", "abuse_insult", MEDIUM),
    ("The headteacher is a pathetic moron", "abuse_insult", MEDIUM),
    ("what time do you finish school, add me on snap", "contact_request", URGENT),
    ("hi gorgeous how old are you? dm me, dont tell your mum", "contact_request", URGENT),
    ("I will be waiting outside the gates at 3pm with a knife", "threat", URGENT),
    ("There is a bomb in the school", "threat", URGENT),
    ("I am going to smash your face in", "threat", HIGH),
    ("I have photos of your girls and I will post them unless you pay", "threat", URGENT),
    ("Mr Smith hits the kids", "defamation_of_staff", URGENT),
    ("Mrs Cole locked my son in a cupboard and left bruises on his arm", "defamation_of_staff", URGENT),
    ("Mr Brown was drunk in lessons again, everyone knows", "defamation_of_staff", HIGH),
    ("kys", "self_harm_concern", URGENT),
    ("I don't feel safe at home", "self_harm_concern", URGENT),
    ("i dont want to be alive anymore", "self_harm_concern", URGENT),
    ("my stepdad hits me when mum is at work", "self_harm_concern", URGENT),
    ("go back to your own country", "hate", HIGH),
    ("dirty pikeys ruining our school", "hate", HIGH),
    ("those year 10 girls are so sexy", "sexual", URGENT),
    ("the year 9 girls with less clothes next time please", "sexual", URGENT),
    ("more of the swim team please 🍑", "sexual", URGENT),
    ("call me on 07700 900123", "personal_data", MEDIUM),
    ("Mrs Hill lives at 24 Oak Road", "personal_data", HIGH),
    ("he walks home on his own through the park every day at half three", "personal_data", URGENT),
    ("what the fuck is this", "profanity", LOW),
    ("Earn £500 a day from home, click the link in my profile!", "spam_scam", MEDIUM),
    ("selling vapes after school, dm me", "drugs_weapons", HIGH),
    ("got my knife in my bag today lol", "drugs_weapons", URGENT),
    ("haha look at the fat kid at the back, he stinks", "bullying_of_pupil", HIGH),
]

FINE = [
    "So proud of you all, well done!",
    "Third time this month that the gates were locked early. Who do I speak to about it?",
    "They absolutely killed it on stage last night.",
    "What time does the summer fair open?",
    "What time do year 3 finish on the last day of term?",
    "I am very disappointed with how this was handled and I'd like a reply.",
    "Somebody called my daughter a fat cow under the last post, please take it down.",
    "A boy told my son to go back to his own country. We are meeting the head on Monday.",
    "If you are struggling, Samaritans are there day and night on 116 123.",
    "Childline is 0800 1111 for any child who needs to talk.",
    "We're a Muslim family and felt so welcome at the carol service.",
    "As a gay dad I loved the assembly.",
    "The knife crime workshop was excellent, thank you.",
    "The drugs awareness evening was really useful.",
    "Shooting hoops with year 7 was the best part of the day",
    "Looking forward to the trip to Scunthorpe",
    "Spotted dick for pudding, yes please",
    "My feet are killing me after that walk",
    "Brilliant, just brilliant",
    "👏👏👏",
    "",
]


@pytest.mark.parametrize(("text", "category", "severity"), WRONG)
def test_flags_with_category_and_severity(text: str, category: str, severity: Severity) -> None:
    found = judge_comment(text)
    assert found is not None
    assert (found.categories[0], found.severity) == (category, severity)


@pytest.mark.parametrize("text", FINE)
def test_leaves_what_is_fine_alone(text: str) -> None:
    assert judge_comment(text) is None


def test_criticism_is_not_abuse() -> None:
    complaints = Path(__file__).with_name("civil_complaints.txt").read_text(encoding="utf-8").splitlines()
    flagged = [found for found in map(judge_comment, complaints) if found is not None]
    assert len(complaints) == 100
    assert len(flagged) <= 1
    assert all(found.severity is LOW for found in flagged)


@pytest.mark.parametrize("text", ["Worst school in the county, avoid", "This school is a joke, shut it down"])
def test_a_sweeping_attack_alone_is_at_most_low(text: str) -> None:
    found = judge_comment(text)
    assert found is not None
    assert (found.categories, found.severity) == (("disrepute",), LOW)


@pytest.mark.parametrize(
    ("plain", "disguised"),
    [
        ("you are all useless idiots", "you are all us\u0435less \u0456d\u0456ots"),
        ("what the fuck", "what the f.u.c.k"),
        ("kill yourself", "k\u200bi\u200bll your\u2060self"),
        ("you stupid idiot", "y0u stup1d 1d1ot"),
    ],
)
def test_sees_through_disguise(plain: str, disguised: str) -> None:
    first, second = judge_comment(plain), judge_comment(disguised)
    assert first is not None
    assert second is not None
    assert first.categories[0] == second.categories[0]


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("Lovely photo. Call me on 07700 900123 about the sofa.", "07700 900123"),
        ("\U0001f600\u200b well then, k\u200bys", "k\u200bys"),
        ("Nice show but what the f.u.c.k was the finale", "f.u.c.k"),
    ],
)
def test_spans_point_into_the_original(text: str, telling: str) -> None:
    found = judge_comment(text)
    assert found is not None
    assert telling in [text[start:end] for start, end in found.spans]


@pytest.mark.parametrize(("text", "category", "severity"), WRONG)
def test_signs_repeat_nothing_private(text: str, category: str, severity: Severity) -> None:
    del category, severity
    found = judge_comment(text)
    assert found is not None
    assert found.signs
    assert all(sign not in text and text not in sign for sign in found.signs)
    assert not re.search(r"\d", " ".join(found.signs))


def test_tells_a_childs_details_from_an_adults() -> None:
    child = judge_comment("The little girl at the front lives at 24 Oak Road")
    adult = judge_comment("Mrs Hill lives at 24 Oak Road")
    assert child is not None
    assert adult is not None
    assert (child.facts["child"], adult.facts["child"]) == (True, False)


def test_finds_what_is_hidden_far_into_a_long_text() -> None:
    text = "What a lovely afternoon that was for everybody. " * 400 + "I want to kill myself. " + "Thanks again. " * 400
    found = judge_comment(text)
    assert found is not None
    assert found.severity is URGENT
    assert any("kill myself" in text[start:end] for start, end in found.spans)


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
@settings(max_examples=150, deadline=None)
def test_takes_any_text_and_spans_lie_inside(text: str) -> None:
    found = judge_comment(text)
    assert found is None or all(0 <= start < end <= len(text) for start, end in found.spans)


@pytest.mark.parametrize(
    "text",
    ["\U0001f600" * 100_000, "kys " * 30_000, "a" * 300_000, "07700 " * 30_000, "don't " * 30_000, "\ud800 idiot"],
)
def test_takes_hostile_texts(text: str) -> None:
    found = judge_comment(text)
    assert found is None or found.categories


def test_without_a_plain_signal_it_says_which_half_decided() -> None:
    judged = Judged("they pass her by", (), {}, 0.9, 0.0)
    for said, says in (
        ({"linear": 1.0, "encoder": 2.0}, "its words and the whole of it read like insults"),
        ({"linear": -1.0, "encoder": 2.0}, "the whole of it reads like insults, though its words alone do not"),
        ({"linear": 1.0, "encoder": -1.0}, "its words are those of insults, though the whole of it is milder"),
        ({"linear": 1.0}, "its words are those of insults"),
    ):
        assert comment_reasons(judged, said, ("abuse_insult",), Severity.MEDIUM) == (says,)


def test_it_says_what_makes_a_comment_urgent() -> None:
    said = {"linear": 1.0, "encoder": 2.0}
    threat = Judged("on friday we come", (), {}, 0.9, 0.5)
    assert "a time, a place or a weapon stands in it" in comment_reasons(threat, said, ("threat",), Severity.URGENT)
    staff = Judged("he is at it again", (), {}, 0.9, 0.5)
    urgent = comment_reasons(staff, said, ("defamation_of_staff",), Severity.URGENT)
    assert urgent[-1] == "it reads like comments that somebody had to see at once"
    assert len(comment_reasons(staff, said, ("defamation_of_staff",), Severity.HIGH)) == 1
