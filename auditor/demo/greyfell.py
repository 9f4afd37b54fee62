"""Greyfell Junior School: a handle with a capital letter, and one post short in the last week."""

from __future__ import annotations

from auditor.demo.days import at
from connectors.testing import comment, facebook_page, photo, post, x_account

NAME = "Greyfell Junior School"

ON_BOTH = (
    ("g-map", at(10, 6, 16), "Year 3 drew maps of the playground from memory. One has a dragon."),
    ("g-maps", at(10, 14, 16), "Year 5 worked out how far it is to the moon in school buses: 38 million."),
    ("g-kites", at(11, 5, 15), "Kite day! Only three of them are still in the tree."),
)

ON_X = x_account(
    "GreyfellJuniors",
    id="1004",
    name=NAME,
    diary=[
        *(post(key, when, text) for key, when, text in ON_BOTH),
        post("g-bags", at(10, 8, 9), "Bags2School is on Monday: clothes, shoes, blankets."),
        post("g-coats", at(10, 20, 9), "It is coat weather. Please put a name in every coat."),
        comment("g-lost", at(10, 20, 18), on="g-coats", by="owl_olly", text="Ours are already in the lost pile."),
        post("g-swim", at(11, 3, 9), "Swimming moves to Thursdays from this week."),
    ],
)

ON_FACEBOOK = facebook_page(
    "greyfelljunior",
    id="2004",
    name=NAME,
    diary=[
        *(post(key, when, text) for key, when, text in ON_BOTH),
        post("g-cake", at(10, 9, 12), "Cake sale after school in aid of the library."),
        comment("g-icing", at(10, 9, 17), on="g-cake", by="Parent J", text="The lemon one was gone in a minute."),
        post("g-roman", at(10, 13, 15), "Year 4 built a Roman road in the sand pit.", photo("A road of small stones")),
        post("g-band", at(10, 15, 16), "The brass band needs players. No experience wanted, only puff."),
        post("g-fire", at(10, 21, 10), "The fire service came to Year 3 and let us hold the hose."),
        post("g-rest", at(10, 23, 15), "Have a good half-term. We are back on Monday 2 November."),
        comment("g-bye", at(10, 23, 18), on="g-rest", by="Parent K", text="Thank you all, you need a rest."),
        comment(
            "g-spam",
            at(11, 5, 21),
            on="g-kites",
            by="Quick Cash",
            text="Earn £500 a day from home, click the link in my profile!",
        ),
    ],
)
