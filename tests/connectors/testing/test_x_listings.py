"""X's timelines, mentions and search: what they hold, how they page, what they cost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from connectors.testing import Diary, XStandIn, comment, post, x_account
from connectors.testing.ids import snowflake
from tests.connectors.testing.conftest import NOW, day

if TYPE_CHECKING:
    from typing import Any

    from connectors.testing.events import Event
    from tests.connectors.testing.reader import Reader, Start

TIMELINE = "/2/users/1001/tweets"
MENTIONS = "/2/users/1001/mentions"
SEARCH = "/2/tweets/search/recent"


def texts(body: dict[str, Any]) -> list[str]:
    """Return the first two words of each post."""
    return [" ".join(item["text"].split()[:2]) for item in body.get("data", [])]


def test_a_timeline_holds_the_accounts_own_newest_first(x: Reader[XStandIn]) -> None:
    assert texts(x.json(TIMELINE, max_results=100)) == [
        "Three of",
        "Term dates",
        "Please mind",
        "RT @council:",
        "Sports day",
        "word word",
        "Open evening",
        "@parent1 Thank",
        "Our new",
    ]


def test_a_post_has_three_fields_unless_more_are_asked_for(x: Reader[XStandIn]) -> None:
    assert set(x.json(TIMELINE)["data"][0]) == {"id", "text", "edit_history_tweet_ids"}
    asked = x.json(TIMELINE, tweet__fields="created_at,author_id")["data"][0]
    assert (asked["created_at"], asked["author_id"]) == ("2026-11-20T12:00:00.000Z", "1001")


def test_pages_follow_each_other_without_a_gap(x: Reader[XStandIn]) -> None:
    whole = x.json(TIMELINE, max_results=100)
    first = x.json(TIMELINE, max_results=5)
    second = x.json(TIMELINE, max_results=5, pagination_token=first["meta"]["next_token"])
    assert first["data"] + second["data"] == whole["data"]
    assert "next_token" not in second["meta"]
    assert first["meta"]["newest_id"] == first["data"][0]["id"]
    assert first["meta"]["oldest_id"] == first["data"][-1]["id"]
    assert [first["meta"]["result_count"], second["meta"]["result_count"]] == [5, 4]


def test_since_id_brings_what_is_newer_and_an_edit_is_newer(x: Reader[XStandIn]) -> None:
    newest = x.diary.id_of("album", "x")
    assert x.json(TIMELINE, since_id=newest) == {"meta": {"result_count": 0}}
    assert texts(x.json(TIMELINE, since_id=x.diary.id_of("open", "x")))[-1] == "Open evening"
    assert texts(x.json(TIMELINE, until_id=x.diary.id_of("open", "x"))) == ["@parent1 Thank", "Our new"]


def test_times_bound_a_timeline(x: Reader[XStandIn]) -> None:
    body = x.json(TIMELINE, start_time="2026-11-17T00:00:00Z", end_time="2026-11-18T00:00:00Z")
    assert texts(body) == ["Sports day", "word word"]


def test_replies_and_reposts_can_be_left_out(x: Reader[XStandIn]) -> None:
    shown = texts(x.json(TIMELINE, exclude="replies,retweets", max_results=100))
    assert "@parent1 Thank" not in shown
    assert "RT @council:" not in shown
    assert len(shown) == 7


def test_only_the_newest_3200_posts_are_within_reach_and_800_without_replies(start: Start) -> None:
    events = [post(f"p{n}", day(1) + timedelta(minutes=n), f"Post {n}") for n in range(3205)]
    x = start(XStandIn(Diary(x_account("busy", id="1001", diary=events)), clock=NOW))
    old = x.diary.id_of("p6", "x")
    assert x.json(TIMELINE, until_id=old)["meta"]["result_count"] == 1
    assert x.json(TIMELINE, until_id=x.diary.id_of("p5", "x")) == {"meta": {"result_count": 0}}
    assert x.json(TIMELINE, until_id=x.diary.id_of("p2405", "x"), exclude="replies") == {"meta": {"result_count": 0}}


def test_texts_are_as_x_keeps_them(x: Reader[XStandIn]) -> None:
    fields = "entities,note_tweet,display_text_range,conversation_id,in_reply_to_user_id,referenced_tweets"
    shown = {" ".join(item["text"].split()[:2]): item for item in x.json(TIMELINE, tweet__fields=fields)["data"]}
    hall = shown["Our new"]
    assert "hall &amp; stage &lt;today&gt; #Oakfield https://t.co/" in hall["text"]
    assert [tag["tag"] for tag in hall["entities"]["hashtags"]] == ["Oakfield"]
    page, picture = hall["entities"]["urls"]
    assert page["expanded_url"] == "https://oakfield.example/hall"
    assert hall["text"][picture["start"] : picture["end"]] == picture["url"]
    assert picture["media_key"].startswith("3_")
    long = shown["word word"]
    assert len(long["text"]) <= 280
    assert long["note_tweet"]["text"] == " ".join(["word"] * 80) + " "
    assert "note_tweet" not in hall
    assert (len(shown["RT @council:"]["text"]), shown["RT @council:"]["text"][-1]) == (140, "…")
    reply = shown["@parent1 Thank"]
    begin, end = reply["display_text_range"]
    assert reply["text"][begin:end] == "Thank you"
    assert reply["conversation_id"] == x.diary.id_of("hall", "x")
    assert reply["referenced_tweets"] == [{"type": "replied_to", "id": x.diary.id_of("nice", "x")}]


def test_expansions_come_only_when_asked_and_each_is_billed(x: Reader[XStandIn]) -> None:
    plain = x.json(TIMELINE, max_results=100)
    assert "includes" not in plain
    assert x.stand_in.requests[-1].billed == {"post": 9}
    body = x.json(
        TIMELINE,
        max_results=100,
        expansions="attachments.media_keys,author_id,referenced_tweets.id",
        media__fields="alt_text,url,preview_image_url",
    )
    assert [media.get("alt_text") for media in body["includes"]["media"]] == [
        "One", "Two", None, None, None, "A poster", "The hall",
    ]  # fmt: skip
    film = body["includes"]["media"][3]
    assert (film["type"], "url" in film, "preview_image_url" in film) == ("video", False, True)
    assert [user["id"] for user in body["includes"]["users"]] == ["1001"]
    assert x.diary.id_of("council", "x") in {item["id"] for item in body["includes"]["tweets"]}
    assert x.stand_in.requests[-1].billed == {"post": 11, "user": 1, "media": 7}
    assert body["data"][0]["attachments"]["media_keys"] == [m["media_key"] for m in body["includes"]["media"][:3]]


def test_a_picture_keeps_its_key_when_the_words_are_edited(x: Reader[XStandIn]) -> None:
    ids = f"{x.diary.id_of('open', 'x')},{x.diary.id_of('open', 'x', at=NOW)}"
    old, new = x.json("/2/tweets", ids=ids, tweet__fields="attachments")["data"]
    assert old["attachments"] == new["attachments"]


def test_mentions_hold_replies_and_mentions_by_others(x: Reader[XStandIn]) -> None:
    assert texts(x.json(MENTIONS)) == [
        "@oakfieldprimary Which",
        "Hello @oakfieldprimary",
        "@oakfieldprimary when",
        "@oakfieldprimary Rubbish",
        "@oakfieldprimary See",
        "@oakfieldprimary Lovely!",
    ]
    assert texts(x.json(MENTIONS, since_id=x.diary.id_of("river", "x"))) == ["@oakfieldprimary Which"]


def test_mentions_reach_back_eight_hundred(start: Start) -> None:
    replies = [comment(f"c{n}", day(2) + timedelta(seconds=n), on="a", by="p") for n in range(802)]
    events: list[Event] = [post("a", day(1)), *replies]
    x = start(XStandIn(Diary(x_account("busy", id="1001", diary=events)), clock=NOW))
    assert x.json(MENTIONS, until_id=x.diary.id_of("c3", "x"))["meta"]["result_count"] == 1


def test_search_finds_conversations_and_what_is_said_to_an_account(x: Reader[XStandIn]) -> None:
    conversations = " OR ".join(f"conversation_id:{x.diary.id_of(key, 'x')}" for key in ("open", "mistake"))
    assert texts(x.json(SEARCH, query=conversations)) == [
        "@oakfieldprimary Which",
        "@oakfieldprimary Rubbish",
        "Open evening",
    ]
    assert texts(x.json(SEARCH, query=f"({conversations}) -from:oakfieldprimary")) == [
        "@oakfieldprimary Which",
        "@oakfieldprimary Rubbish",
    ]
    assert texts(x.json(SEARCH, query="to:oakfieldprimary is:reply")) == [
        "@oakfieldprimary Which",
        "@oakfieldprimary Rubbish",
    ]
    council = x.diary.id_of("council", "x")
    assert texts(x.json(SEARCH, query=f"quotes_of_tweet_id:{council}")) == ["Please mind"]
    assert texts(x.json(SEARCH, query=f"in_reply_to_tweet_id:{x.diary.id_of('open', 'x', at=NOW)}")) == [
        "@oakfieldprimary Rubbish"
    ]
    assert texts(x.json(SEARCH, query='"Term dates" has:links')) == ["Term dates"]


def test_search_reaches_back_seven_days_by_its_own_clock_and_finds_no_reposts(x: Reader[XStandIn]) -> None:
    found = texts(x.json(SEARCH, query="from:oakfieldprimary", max_results=100))
    assert "Our new" not in found
    assert "RT @council:" not in found
    assert "Open evening" in found
    x.stand_in.clock += timedelta(days=3)
    assert "Open evening" not in texts(x.json(SEARCH, query="from:oakfieldprimary", max_results=100))


def test_search_pages_by_next_token_and_by_since_id(x: Reader[XStandIn]) -> None:
    x.diary.add("x", "1001", *(comment(f"n{n}", day(20, 13, n), on="album", by="parent1") for n in range(15)))
    query = f"conversation_id:{x.diary.id_of('album', 'x')}"
    first = x.json(SEARCH, query=query, max_results=10)
    second = x.json(SEARCH, query=query, max_results=10, next_token=first["meta"]["next_token"])
    assert len(first["data"] + second["data"]) == 16
    assert len({item["id"] for item in first["data"] + second["data"]}) == 16
    since = x.json(SEARCH, query=query, since_id=first["data"][3]["id"])
    assert since["data"] == first["data"][:3]
    assert snowflake(NOW) > int(first["meta"]["newest_id"])


def test_an_account_of_the_diary_may_write_in_anothers_conversation(x: Reader[XStandIn]) -> None:
    x.diary.add("x", "1001", comment("guest", day(20, 14), on="album", by="riverside", text="Well done"))
    found = x.json("/2/users/1002/tweets", tweet__fields="author_id,conversation_id")["data"][0]
    assert (found["text"], found["author_id"]) == ("@oakfieldprimary Well done", "1002")
    assert found["conversation_id"] == x.diary.id_of("album", "x")
