"""Each plain signal fires on a plain example, and not on one that only looks like it."""

from __future__ import annotations

import pytest

from auditor.language.normalise import normalise
from auditor.language.signals.all import table

EXAMPLES = {
    "wants-to-die": "I don't want to be alive anymore",
    "ends-life": "I have been cutting myself",
    "cannot-go-on": "nobody would miss me if I was gone",
    "kys": "just kill yourself",
    "home-fear": "my stepdad hits me",
    "neglect": "there is no food at home again",
    "missing": "she has not come home from school",
    "third-party-worry": "please can someone check on my friend, she posted goodbye on her story",
    "eating": "I make myself sick after lunch",
    "add-me": "add me on snap",
    "private-to-child": "hi pretty girl, message me privately",
    "secret": "don't tell your mum",
    "when-finish": "what time do you finish school",
    "meet-child": "meet me after school, I have a present for you in the car",
    "who-is-child": "who is the girl in the red coat at the front",
    "stranger-admires": "you are so mature for your age",
    "sexual-remark": "the new teacher is sexy",
    "sexual-child": "send me a pic of you in your uniform",
    "eyes-on-pupils": "that lass in the middle has lovely legs",
    "will-hurt": "I'm going to smash your face in",
    "menace": "watch your back",
    "armed": "I will be there with a bat",
    "hoax": "there is a bomb in the school",
    "time-and-place": "waiting outside at the gates at 3pm, you better watch it",
    "blackmail": "pay me or I go to the papers",
    "blackmail-pictures": "I have pictures of her and I will post them unless you pay",
    "staff-harm": "Mr Smith hits the kids",
    "misconduct": "Mrs Green turns up drunk",
    "insinuation": "ask him why he left his last school",
    "phone": "ring 07700 900123",
    "email": "write to jane@example.com",
    "address": "she lives at 24 Oak Road",
    "postcode": "it is ZX4 2LP",
    "plate": "the car is AB12 CDE",
    "bank": "sort code 00-11-22 account 12345678",
    "birth": "her date of birth is 4/5/2014",
    "health": "that boy is in foster care",
    "whereabouts": "they are at the women's refuge",
    "named-child": "you didn't name her but we all know who it is",
    "drugs": "selling vapes, dm me",
    "weapon-shown": "got my knife in my bag",
    "spam": "click the link and earn £500 a day",
    "chain": "copy and paste this to ten friends",
    "swearing": "what the fuck",
    "slur": "full of pikeys",
    "go-home": "go back to your own country",
    "insult": "you are all idiots",
    "insult-staff": "the head is a moron",
    "mockery": "look at the fat kid",
    "exclusion": "nobody likes him",
    "sweeping": "worst school ever",
}

LOOK_ALIKES = [
    ("kys", "There was graffiti saying kys in the toilets"),
    ("swearing", "We went to Scunthorpe by way of the slag heaps"),
    ("slur", "Faggots and peas on the menu"),
    ("armed", "Cricket bats at the gates please"),
    ("armed", "The knife crime workshop in the hall was good"),
    ("hoax", "Bath bombs in the raffle"),
    ("ends-life", "Thank you for the self-harm awareness training"),
    ("phone", "The school office is on 01632 960118"),
    ("phone", "Samaritans are on 116 123"),
    ("email", "Please write to office@oakfield.sch.uk"),
    ("add-me", "Message the PTA, or dm us for a stall"),
    ("when-finish", "What time does the school disco finish?"),
    ("staff-harm", "Mrs Lane touched our hearts"),
    ("go-home", "My son was told to go back to his own country"),
    ("insult", "Somebody said you are all idiots and I disagree"),
    ("sweeping", "Is the school closed tomorrow because of the snow?"),
]


def _fired(text: str) -> set[str]:
    return {hit.signal.name for hit in table().search(normalise(text).text)}


@pytest.mark.parametrize("name", [signal.name for signal in table().signals])
def test_every_signal_fires_on_its_example(name: str) -> None:
    assert name in _fired(EXAMPLES[name])


@pytest.mark.parametrize(("name", "text"), LOOK_ALIKES)
def test_a_signal_leaves_its_look_alike_alone(name: str, text: str) -> None:
    assert name not in _fired(text)


def test_a_hit_says_where_it_stands() -> None:
    plain = normalise("Lovely. Call 07700 900123 now").text
    places = [plain[hit.start : hit.end] for hit in table().search(plain) if hit.signal.name == "phone"]
    assert places == ["07700 900123"]
