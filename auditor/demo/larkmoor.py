"""Larkmoor Primary School: the good example, with one slip that it mends itself."""

from __future__ import annotations

from auditor.demo.days import at
from connectors.testing import comment, edit, facebook_page, photo, post, x_account

NAME = "Larkmoor Primary School"

# The same words on both networks: one post each, not two.
ON_BOTH = (
    ("clocks", at(10, 5, 15, 40), "Year 2 built clocks from paper plates today and can tell you when lunch is."),
    ("harvest", at(10, 7, 9), "Our harvest assembly is on Friday at 9.15am. Tins & packets for the food bank, please."),
    ("thanks", at(10, 9, 15, 30), "Thank you! 164 tins are on their way to the food bank this afternoon."),
    ("poems", at(10, 12, 15, 45), "Class 5 wrote poems about the wind and read them to the infants."),
    ("photos", at(10, 14, 8, 30), "School photographs are on Thursday. Jumpers on, please!"),
    ("pond", at(10, 16, 15, 20), "The pond club counted eleven newts. Eleven!"),
    ("evening", at(10, 19, 9), "Parents' evening is on Tuesday 10 November. Booking opens tonight at 6pm."),
    ("trees", at(10, 23, 14), "We planted forty trees along the fence. See you after half-term!"),
    ("back", at(11, 2, 8, 40), "Welcome back. Clubs start again this week, and so does swimming on Wednesday."),
    ("bridge", at(11, 4, 15, 30), "Whose paper bridge carries the most marbles? Year 4 found out: 212."),
    ("poppies", at(11, 6, 9), "Poppies are at the office until Wednesday. https://larkmoor.example/poppies"),
)

ON_X = x_account(
    "larkmoorprimary",
    id="1001",
    name=NAME,
    diary=[
        *(post(key, when, text) for key, when, text in ON_BOTH),
        comment("x-tins", at(10, 7, 10), on="harvest", by="tess_reads", text="We have a bag of tins ready."),
        comment("x-newts", at(10, 16, 18), on="pond", by="newt_counter", text="Eleven newts is a fine count."),
        comment("x-newts-2", at(10, 17, 9), on="x-newts", text="We thought so too. Come and see the pond in spring."),
        comment("x-bridge", at(11, 4, 19), on="bridge", by="tess_reads", text="212! We could not believe it at tea."),
    ],
)

ON_FACEBOOK = facebook_page(
    "larkmoorprimary",
    id="2001",
    name=NAME,
    diary=[
        *(post(key, when, text) for key, when, text in ON_BOTH),
        comment("clock", at(10, 5, 18), on="clocks", by="Parent A", text="The clock is on our fridge now."),
        comment("bag", at(10, 7, 12), on="harvest", by="Parent B", text="Is tinned fruit all right as well?"),
        comment("yes", at(10, 7, 13), on="bag", text="Yes please, anything that keeps."),
        comment(
            "gate",
            at(10, 14, 17),
            on="photos",
            by="Parent C",
            text="Third time this term that the gate was locked at 3.10 with a queue outside. Not good enough. Who do"
            " I write to?",
        ),
        comment("gate-answer", at(10, 15, 9), on="gate", text="We are sorry. Please write to the school office."),
        post(
            "medal",
            at(10, 21, 15, 30),
            "Well done to Poppy Haldane in Year 3, our star of the week!",
            photo("A girl with a certificate in front of a display"),
        ),
        comment("medal-1", at(10, 21, 17), on="medal", by="Parent D", text="Lovely news, well done!"),
        edit("medal", at(10, 23, 10), "Well done to our star of the week in Year 3!"),
        comment("bells", at(11, 4, 20), on="bridge", by="Parent E", text="They talked of nothing else at tea."),
    ],
)
