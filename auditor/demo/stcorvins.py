"""St Corvin's: a handle in the wrong form until it is renamed, and a week that was short of posts."""

from __future__ import annotations

from auditor.demo.days import at
from connectors.testing import comment, delete, elsewhere, facebook_page, post, rename, x_account

NAME = "St Corvin's Catholic Primary School"

ON_X = x_account(
    "StCorvins_Sch",
    id="1002",
    name=NAME,
    diary=[
        rename(at(10, 15, 11), "stcorvins"),
        post("c-feast", at(10, 5, 9), "Our feast day is on Thursday: Mass at 9.30am, all families welcome."),
        post("c-soup", at(10, 7, 16), "Year 6 cooked soup for forty and there was none left."),
        post("c-choir", at(10, 9, 15), "The choir sang at the market this morning. Thank you for coming!"),
        post("c-book", at(10, 13, 16), "The book fair is in the hall until Friday."),
        elsewhere("c-parish-news", at(10, 14, 8), "Parish supper on Saturday at 7pm.", by="corvinparish"),
        post("c-shared", at(10, 14, 9), reposts="c-parish-news"),
        comment(
            "c-rude",
            at(10, 13, 20),
            on="c-book",
            by="sour_sid_77",
            text="You are all useless idiots, every one of you.",
        ),
        delete("c-rude", at(10, 17, 9)),
        post("c-fair", at(10, 19, 16), "The book fair brought in 118 new books for our shelves."),
        post("c-walk", at(10, 21, 9), "Sponsored walk on Friday: coats and sensible shoes."),
        post("c-walked", at(10, 23, 15), "We walked 312 miles between us. Rest well at half-term!"),
        post("c-return", at(11, 3, 9), "Year 1 are learning about lighthouses this half-term."),
        post("c-light", at(11, 5, 16), "Eighteen lighthouses, all with working lamps."),
        comment("c-lamp", at(11, 5, 19), on="c-light", by="harbour_hal", text="As a sailor I approve."),
    ],
)

ON_FACEBOOK = facebook_page(
    "stcorvins",
    id="2002",
    name=NAME,
    diary=[
        post("c-gift", at(10, 6, 16), "The shoe-box appeal opens today. Leaflets are in book bags."),
        comment("c-boxes", at(10, 6, 19), on="c-gift", by="Parent F", text="What sizes do you need most?"),
        comment("c-sizes", at(10, 7, 9), on="c-boxes", text="Anything for ages 5 to 9, thank you."),
        post("c-lunch", at(10, 14, 12), "Lunch menus for the second half of term are on our website."),
        post("c-drop", at(10, 20, 9), "Please use the drop-off lane and not the crossing."),
        comment(
            "c-parking",
            at(10, 20, 18),
            on="c-drop",
            by="Parent G",
            text="The drop-off lane is a mess every single morning and nobody is ever out there. Please sort it out.",
        ),
        post("c-advent", at(11, 6, 15), "The Advent calendar competition is open to everybody."),
        comment("c-when", at(11, 6, 18), on="c-advent", by="Parent F", text="When does it close?"),
    ],
)
