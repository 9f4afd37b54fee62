"""A small trust for one night: two schools on both networks, with something to tell everybody about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from connectors.testing import Diary, comment, facebook_page, photo, post, x_account
from tests.whole_line.line import a_register, a_school, an_account, local, page_token

if TYPE_CHECKING:
    from connectors.testing import AccountDiary
    from connectors.testing.events import Event

NIGHT = local(11, 20, 3, 15)
NEXT_NIGHT = NIGHT + timedelta(days=1)
LABELS = ("x:oakprimary", "facebook:oakprimary", "x:elmhigh", "facebook:elmhigh")
TERM = [("2026-11-16", "2026-12-18")]

REGISTER = a_register(
    a_school(
        "oak",
        "Oak Primary School",
        an_account("x", "oakprimary", "1001"),
        an_account("facebook", "oakprimary", "2001"),
        handle='"oakprimary"',
        report='["head.oak@trust.example"]',
        safeguarding='["dsl.oak@trust.example"]',
    )
    + a_school(
        "elm",
        "Elm High School",
        an_account("x", "elmhigh", "1002"),
        an_account("facebook", "elmhigh", "2002"),
        handle='"elmhigh"',
    ),
    terms=TERM,
)

NAMED = "Well done to Ella Thompson in Year 4, our star of the week!"
CONTACT = "hi kids add my snap coolcoach_dan, i do free skins every night, dont tell your mum"
ALERTED = ["dsl.oak@trust.example", "dsl@trust.example", "head.oak@trust.example"]
REPORTED = ["head.oak@trust.example", "slt@trust.example"]
POSTS, COMMENTS = 14, 5  # on all accounts together


def small_diary(*more: AccountDiary) -> Diary:
    """Return the diary of both schools, with `more` accounts beside them."""
    return Diary(
        x_account("oakprimary", id="1001", diary=[*_week("ox"), _star("ox")]),
        facebook_page("oakprimary", id="2001", token=page_token("2001"), diary=[*_week("of"), *_dangers()]),
        x_account("elmhigh", id="1002", diary=_week("ex")),
        facebook_page("elmhigh", id="2002", token=page_token("2002"), diary=_week("ef")),
        *more,
    )


def _week(key: str) -> list[Event]:
    """Return three posts that are fine, one of them with a comment that is."""
    at = local(11, 16, 16)
    texts = ("The book fair opens on Friday", "Swimming begins on Monday", "The garden club meets at lunchtime")
    posts = [post(f"{key}-{day}", at + timedelta(days=day), f"{text} ({key}).") for day, text in enumerate(texts)]
    return [*posts, comment(f"{key}-ok", at + timedelta(hours=3), on=f"{key}-0", by="A Parent", text="Lovely!")]


def _star(key: str) -> Event:
    return post(f"{key}-star", local(11, 18, 16), NAMED, photo("A girl with a certificate"))


def _dangers() -> list[Event]:
    return [
        post("contact-post", local(11, 18, 17), "Sketchbooks are on show in the hall."),
        comment("contact", local(11, 18, 22), on="contact-post", by="Coach Dan", text=CONTACT),
    ]
