"""Fenholme Academy: abuse that was hidden, a Page whose token ran out, a stranger who asks for contact."""

from __future__ import annotations

from auditor.demo.days import at
from connectors.testing import comment, facebook_page, graph_token_refused, hide, outage, photo, post, x_account

NAME = "Fenholme Academy"

ON_X = x_account(
    "fenholmeacademy",
    id="1003",
    name=NAME,
    diary=[
        post("f-open", at(10, 5, 16), "Open evening is on Thursday 15 October, 5pm to 8pm."),
        post("f-cup", at(10, 8, 17), "Our under-14s are through to the second round of the county cup."),
        post("f-mocks", at(10, 12, 8), "Year 11 mock timetables are in tutor folders today."),
        post("f-tonight", at(10, 15, 9), "Open evening is tonight. Car park B is open from 4.30pm."),
        comment("f-park", at(10, 15, 10), on="f-tonight", by="gardener_gil", text="Is there a ramp at the side door?"),
        comment("f-ramp", at(10, 15, 11), on="f-park", text="Yes, and somebody will be there to help."),
        post("f-maths", at(10, 19, 16), "Six of our Year 9s are in the regional maths final."),
        post("f-play", at(10, 22, 12), "Tickets for the winter play are on sale at the office."),
        post("f-again", at(11, 2, 8), "Welcome back. The library is open until 5pm from today."),
        post("f-science", at(11, 5, 16), "Year 8 extracted iron from breakfast cereal. Really."),
        comment("f-cereal", at(11, 5, 20), on="f-science", by="crunchy_kit", text="So that is what I eat."),
    ],
)

ON_FACEBOOK = facebook_page(
    "fenholmeacademy",
    id="2003",
    name=NAME,
    diary=[
        post("f-art", at(10, 7, 15), "The art corridor has a new wall: come and look.", photo("A wall of paper birds")),
        post("f-team", at(10, 13, 16), "A fine win for the netball team this afternoon, 24 to 18."),
        comment(
            "f-abuse",
            at(10, 13, 21),
            on="f-team",
            by="Bitter Ben",
            text="Mrs Pell is a useless fat cow and the rest of you are no better.",
        ),
        hide("f-abuse", at(10, 15, 9)),
        outage(at(10, 17, 12), at(10, 20, 12), graph_token_refused(463)),
        post("f-careers", at(10, 19, 9), "Careers week: thank you to all eleven visitors."),
        comment("f-when", at(10, 19, 12), on="f-careers", by="Parent H", text="My son came home full of plans."),
        post("f-wales", at(10, 23, 14), "Year 7 are back from camp, muddy and cheerful."),
        post(
            "f-sketch", at(11, 3, 15, 30), "Sketchbooks from Year 8 are on show in the hall.", photo("Open sketchbooks")
        ),
        comment(
            "f-contact",
            at(11, 3, 22),
            on="f-sketch",
            by="Art Friend",
            text="kids add my snap inkfriend_leo, i give free lessons every night, dont tell your mum",
        ),
        comment("f-proud", at(11, 4, 8), on="f-sketch", by="Parent I", text="Wonderful work, all of them."),
    ],
)
