"""Six weeks of three schools, and what the auditor must make of them: written by hand from what is promised.

The clocks go back on Sunday 25 October. X is down from 8 to 13 October, a Page's password is changed on 20 October and
mended on 24 October, Facebook is down from 1 to 3 November. Half-term is the week of 26 October.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from connectors.testing import (
    Diary,
    comment,
    delete,
    edit,
    elsewhere,
    facebook_page,
    graph_outage,
    graph_token_refused,
    hide,
    html_page,
    outage,
    photo,
    post,
    rename,
    x_account,
)
from tests.whole_line.line import a_register, a_school, an_account, local, page_token

if TYPE_CHECKING:
    from datetime import datetime

REGISTER = a_register(
    a_school(
        "ashdown",
        "Ashdown Primary School",
        an_account("x", "ashdownprimary", "1001"),
        an_account("facebook", "ashdownprimary", "2001"),
        handle='"ashdownprimary"',
        report='["head.ashdown@trust.example"]',
        safeguarding='["dsl.ashdown@trust.example"]',
    )
    + a_school(
        "birchwood",
        "Birchwood High School",
        an_account("x", "BirchwoodHigh", "1002"),
        an_account("facebook", "birchwoodhigh", "2002"),
        handle='"birchwoodhigh"',
    )
    + a_school(
        "cedar",
        "Cedar Lane Junior School",
        an_account("facebook", "cedarlane", "2003"),
        report='["head.cedar@trust.example"]',
        more='[[school.closed]]\nstart = 2026-11-02\nend = 2026-11-04\nwhy = "INSET and a broken boiler"',
    )
    + a_school("dell", "Dell Nursery School", an_account("snapchat", "dellnursery", "9")),
    terms=[("2026-09-28", "2026-10-23"), ("2026-11-02", "2026-12-18")],
)

HARVEST = "Harvest festival is on Friday at 10am in St Anne's Church. Tins & packets are welcome."
BRIDGES = "Year 3 built bridges out of paper today and tested them with marbles. https://ashdown.example/bridges"
PRIZE = "Well done to Ella Thompson in Year 4, whose painting won the county prize!"
FLU = "Flu vaccinations for Reception to Year 6 are on Tuesday 20 October. Forms went home today."
LIBRARY = "Our new library corner is open every lunchtime from today."
SPORTS = "What a morning at the cross-country race! Every runner from Year 5 finished."
BREAK = "Enjoy the half-term break. School opens again on Monday 2 November at 8.45am."

ON_BOTH = (
    ("harvest", local(9, 28, 15, 30), HARVEST),
    ("bridges", local(9, 29, 15, 30), BRIDGES),
    ("flu", local(10, 5, 15, 30), FLU),
    ("library", local(10, 7, 15, 30), LIBRARY),
    ("boots", local(10, 19, 16), "Please send wellington boots on Thursday: we are planting trees."),
    ("break", local(10, 25, 23, 30), BREAK),  # Sunday night after the clocks went back: this week, not the next
    ("welcome", local(11, 2, 8, 30), "Welcome back! Clubs start again this week."),
    ("bonfire", local(11, 3, 16), "Year 1 painted bonfires with chalk and water this afternoon."),
    ("poppies", local(11, 5, 16), "Poppies are on sale at the office until Wednesday."),
)

ASHDOWN_ON_X = x_account(
    "ashdownprimary",
    id="1001",
    name="Ashdown Primary School",
    diary=[
        *(post(key, at, text) for key, at, text in ON_BOTH),
        post("prize", local(9, 30, 16), PRIZE, photo("A painting of a heron")),
        delete("prize", local(10, 2, 9)),
        comment("cow", local(9, 30, 20), on="bridges", by="angry_al", text="Mrs Turner is a useless fat cow."),
        delete("cow", local(10, 3, 9)),
        elsewhere("council-news", local(10, 8, 8), "Roads near the park are closed on Sunday.", by="valecouncil"),
        post("shared", local(10, 8, 9), reposts="council-news"),
        comment(
            "bat",
            local(10, 9, 21),
            on="flu",
            by="grumpy_gus",
            text="I know where the head parks. Friday at 3 I will be there with a bat.",
        ),
        delete("bat", local(10, 16, 12)),
        post("monday", local(10, 12, 9), "The book van is here all day on Thursday."),
        post("tuesday", local(10, 13, 16), "Swimming for Year 4 starts after half-term."),
        delete("tuesday", local(10, 15, 12)),  # it was read on the 14th, so it counts
        rename(local(10, 20, 11), "ashdown_primary"),
    ],
)

ASHDOWN_ON_FACEBOOK = facebook_page(
    "ashdownprimary",
    id="2001",
    name="Ashdown Primary School",
    token=page_token("2001"),
    diary=[
        *(post(key, at, text) for key, at, text in ON_BOTH),
        comment("tins", local(9, 28, 18), on="harvest", by="Parent One", text="Lovely idea, we will bring some tins."),
        comment(
            "gate",
            local(9, 29, 18),
            on="bridges",
            by="Parent Two",
            text="This is the third time that the gate was locked early. Who do I speak to about it?",
        ),
        comment(
            "idiots",
            local(9, 29, 19),
            on="bridges",
            by="Furious Fred",
            text="You are all useless idiots, every one of you.",
        ),
        hide("idiots", local(10, 8, 9)),
        post("prize", local(9, 30, 16), PRIZE, photo("A painting of a heron")),
        edit("prize", local(10, 2, 9), "Well done to our Year 4 artist, whose painting won the county prize!"),
        comment(
            "snap",
            local(9, 30, 19),
            on="prize",
            by="Coach Dan",
            text="hi kids add my snap coolcoach_dan, i do free skins every night, dont tell your mum",
        ),
        post("wednesday", local(10, 14, 16), "The choir sings at the market on Saturday at 11am."),
        post("sports", local(10, 21, 14), SPORTS, photo("Runners in a muddy field")),
        comment("brilliant", local(10, 21, 16), on="sports", by="Parent One", text="Brilliant day!"),
        comment(
            "medal",
            local(10, 21, 17),
            on="sports",
            text="Thank you! Aisha in Year 5 was so proud of her medal.",
        ),
        comment("well-done", local(10, 21, 18), on="sports", by="Parent Three", text="Well done Ella, so proud!"),
        post(
            "earn",
            local(10, 28, 10),
            "Earn £500 a day from home, click the link in my profile!",
            by="Easy Money",
        ),
    ],
)

BIRCHWOOD_ON_X = x_account(
    "BirchwoodHigh",
    id="1002",
    name="Birchwood High School",
    diary=[
        rename(local(10, 6, 10), "birchwoodhigh"),
        post("b-monday", local(9, 28, 16), "Year 11 mock exams begin on Monday 9 November."),
        post("b-wednesday", local(9, 30, 16), "The drama club meets in the hall on Wednesdays."),
        post("b-friday", local(10, 2, 16), "Our netball team won 24 to 18 this afternoon."),
        post("b-open", local(10, 5, 16), "Open evening is on Thursday 15 October at 6pm."),
        elsewhere("arts-news", local(10, 5, 9), "Our autumn exhibition opens tomorrow.", by="valearts"),
        post("b-quote", local(10, 6, 16), "Year 9 made the lanterns by the door.", quotes="arts-news"),
        post("b-science", local(10, 12, 16), "Science club made bath bombs this afternoon."),
        post("b-late", local(10, 19, 0, 30), "The boiler is mended: school is open as usual today."),
        post("b-star", local(10, 21, 12), "Student of the week is Maisie Bennett in 8C!", photo("A medal")),
        edit("b-star", local(10, 21, 12, 20), "Student of the week: congratulations, Maisie Bennett in 8C!"),
        post("b-november", local(11, 3, 16), "Sixth-form applications are open until 12 January."),
        elsewhere("bus-news", local(11, 4, 9), "Bus 25 runs ten minutes late today.", by="valebuses"),
        post("b-shared", local(11, 4, 10), reposts="bus-news"),
        comment("b-answer", local(11, 4, 11), on="b-november", text="The form is on our website."),
    ],
)

BIRCHWOOD_ON_FACEBOOK = facebook_page(
    "birchwoodhigh",
    id="2002",
    name="Birchwood High School",
    token=page_token("2002"),
    diary=[
        post("b-trip", local(10, 7, 16), "Letters about the Year 8 trip to the coast went home today."),
        post("b-harvest", local(10, 14, 16), "Thank you for 214 tins for the food bank!"),
        outage(local(10, 20, 0), local(10, 24, 0), graph_token_refused(460)),
        post("b-maths", local(10, 21, 15), "Maths challenge: three gold certificates for Year 10."),
        comment(
            "diabetes",
            local(10, 21, 20),
            on="b-maths",
            by="Parent Nine",
            text="The girl who fainted is Kinga from 7F, she has sugar diabetes, she's ok now thank God",
        ),
    ],
)

CEDAR_ON_FACEBOOK = facebook_page(
    None,
    id="2003",
    name="Cedar Lane Junior School",
    token=page_token("2003"),
    diary=[
        post("c-1", local(9, 29, 16), "Year 4 walked to the river with clipboards this morning."),
        post("c-2", local(9, 30, 16), "Reading records come home every Friday."),
        post("c-3", local(10, 1, 16), "Our harvest table is full. Thank you!"),
        post("c-4", local(10, 5, 16), "Football club is full; there are places in chess club."),
        post("c-5", local(10, 6, 16), "Year 6 are learning about Queen Victoria."),
        post("c-6", local(10, 7, 16), "Parents' evening bookings open tonight at 6pm."),
        post("c-7", local(10, 12, 16), "Please name every jumper."),
        post(
            "c-8", local(10, 13, 15), "Certificates in assembly!", photo("Maisie from Year 3 holding her certificate")
        ),
        edit("c-8", local(10, 16, 9), None, photo("Two pupils holding a certificate")),
        post("c-9", local(10, 14, 16), "The recorder group starts on Thursday at lunchtime."),
        post("c-10", local(10, 20, 16), "Year 5 built a Roman road in the sand pit."),
        post("c-11", local(10, 22, 16), "Cake sale tomorrow after school in the playground."),
        post(
            "c-12", local(10, 26, 0, 15), "Happy half-term, everybody."
        ),  # Monday: the holiday week's, not the last one's
        post("c-13", local(11, 5, 16), "The heating works again. Welcome back!"),
        post("c-14", local(11, 6, 16), "Year 3 planted bulbs along the fence."),
    ],
)

DIARY = Diary(
    ASHDOWN_ON_X,
    ASHDOWN_ON_FACEBOOK,
    BIRCHWOOD_ON_X,
    BIRCHWOOD_ON_FACEBOOK,
    CEDAR_ON_FACEBOOK,
    outages={
        "x": [outage(local(10, 8, 12), local(10, 13, 12), html_page(503))],
        "facebook": [outage(local(11, 1, 12), local(11, 3, 12), graph_outage())],
    },
)

NIGHTS = tuple(
    local(month, day, 3, 15)
    for month, day in (
        (10, 1),
        (10, 5),
        (10, 8),
        (10, 12),
        (10, 14),
        (10, 19),
        (10, 22),
        (10, 26),
        (10, 29),
        (11, 2),
        (11, 5),
        (11, 9),
    )
)
FIRST, OCT5, OCT8, OCT12, OCT14, OCT19, OCT22, OCT26, OCT29, NOV2, NOV5, NOV9 = NIGHTS
BY_DAY = local(10, 21, 12, 10)  # between the star's first version and its edit: one school, on request
SENT = tuple(local(month, day, 6, 30) for month, day in ((10, 5), (10, 12), (10, 19), (10, 26), (11, 2), (11, 9)))

ACCOUNTS = ("x:ashdownprimary", "x:BirchwoodHigh")
PAGES = ("facebook:ashdownprimary", "facebook:birchwoodhigh", "facebook:cedarlane")
NOT_CHECKED: dict[datetime, dict[str, str]] = {
    OCT12: dict.fromkeys(ACCOUNTS, "transient"),
    BY_DAY: {"facebook:birchwoodhigh": "auth_expired"},
    OCT22: {"facebook:birchwoodhigh": "auth_expired"},
    NOV2: dict.fromkeys(PAGES, "transient"),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding as it must stand at the end. `subject`: `platform:key`, `platform:handle` or an ISO week."""

    rule: str
    school: str
    subject: str
    severity: str
    status: str
    first_seen: datetime


EXPECTED = {
    Expected("unnamed-children", "ashdown", "x:prize", "high", "gone", FIRST),
    Expected("unnamed-children", "ashdown", "facebook:prize", "high", "resolved", FIRST),
    Expected("inappropriate-comment", "ashdown", "facebook:snap", "urgent", "open", FIRST),
    Expected("inappropriate-comment", "ashdown", "x:cow", "medium", "gone", FIRST),
    Expected("inappropriate-comment", "ashdown", "facebook:idiots", "medium", "resolved", FIRST),
    Expected("handle-format", "birchwood", "x:BirchwoodHigh", "low", "resolved", FIRST),
    Expected("posting-frequency", "ashdown", "2026-W41", "medium", "open", OCT14),
    Expected("inappropriate-comment", "ashdown", "x:bat", "urgent", "gone", OCT14),
    Expected("unnamed-children", "cedar", "facebook:c-8", "high", "resolved", OCT14),
    Expected("posting-frequency", "birchwood", "2026-W42", "medium", "open", OCT19),
    Expected("unnamed-children", "birchwood", "x:b-star", "high", "open", BY_DAY),
    Expected("handle-format", "ashdown", "x:ashdownprimary", "low", "open", OCT22),
    Expected("unnamed-children", "ashdown", "facebook:medal", "high", "open", OCT22),
    Expected("inappropriate-comment", "ashdown", "facebook:well-done", "low", "dismissed", OCT22),
    Expected("posting-frequency", "cedar", "2026-W43", "medium", "open", OCT26),
    Expected("inappropriate-comment", "birchwood", "facebook:diabetes", "high", "open", OCT26),
    Expected("inappropriate-comment", "ashdown", "facebook:earn", "medium", "open", OCT29),
    Expected("posting-frequency", "birchwood", "2026-W45", "medium", "open", NOV9),
}

# Who was told within which run: one message a list and run. Weekly reports come besides.
ALERTS: dict[datetime, list[str]] = {
    FIRST: ["dsl.ashdown@trust.example", "dsl@trust.example", "head.ashdown@trust.example"],
    OCT14: ["dsl.ashdown@trust.example", "dsl@trust.example", "head.cedar@trust.example"],
    BY_DAY: ["it@trust.example", "slt@trust.example"],
    OCT22: ["head.ashdown@trust.example"],
    OCT26: ["dsl@trust.example"],
    OCT29: ["head.ashdown@trust.example"],
}
REPORTS = ["head.ashdown@trust.example", "head.cedar@trust.example", "slt@trust.example"]

CHILDREN = ("Ella", "Thompson", "Maisie", "Bennett", "Aisha", "Kinga")
COMMENTERS = ("angry_al", "grumpy_gus", "Coach Dan", "coolcoach_dan", "Furious Fred", "Parent Nine", "Easy Money")
WORDS = ("fat cow", "useless idiots", "with a bat", "free skins", "sugar diabetes", "£500 a day")
