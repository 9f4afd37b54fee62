"""The Graph stand-in: Pages, posts, comments and attachments with the fields that were asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import requests

from connectors.testing import close, edit, hide, rename
from tests.connectors.testing.conftest import NOW, day

if TYPE_CHECKING:
    from typing import Any

    from connectors.testing import FacebookStandIn
    from tests.connectors.testing.reader import Reader

FEED = "/v25.0/2001/feed"


def messages(body: dict[str, Any]) -> list[str]:
    """Return the first two words of each item, or its story's."""
    return [" ".join(item.get("message", item.get("story", "")).split()[:2]) for item in body["data"]]


def post_path(facebook: Reader[FacebookStandIn], key: str) -> str:
    return "/v25.0/" + facebook.diary.id_of(key, "facebook")


def test_a_page_by_id_by_username_and_as_me(facebook: Reader[FacebookStandIn]) -> None:
    assert facebook.json("/v25.0/2001") == {"name": "Oakfield Primary School", "id": "2001"}
    asked = facebook.json("/v25.0/OakfieldPrimary", fields="username,is_published,link")
    assert asked == {
        "username": "oakfieldprimary",
        "is_published": True,
        "link": "https://www.facebook.com/oakfieldprimary",
        "id": "2001",
    }
    assert facebook.json("/v25.0/me", fields="id") == {"id": "2001"}


def test_a_page_may_have_no_username(facebook: Reader[FacebookStandIn]) -> None:
    facebook.always["access_token"] = "page-token-2002"
    assert facebook.json("/v25.0/2002", fields="username,name") == {"name": "Riverside", "id": "2002"}


def test_a_renamed_page_is_found_by_its_new_username_alone(facebook: Reader[FacebookStandIn]) -> None:
    facebook.diary.add("facebook", "2001", rename(NOW, "oakfield.school"))
    assert facebook.json("/v25.0/oakfield.school")["id"] == "2001"
    assert facebook.refusal("/v25.0/oakfieldprimary")[1]["error"]["code"] == 803


def test_the_feed_holds_visitors_posts_and_the_other_edges_part_them(facebook: Reader[FacebookStandIn]) -> None:
    own = [
        "Three of",
        "Term dates",
        "Please mind",
        "Oakfield Primary",
        "Sports day",
        "word word",
        "Open evening",
        "Our new",
    ]
    assert messages(facebook.json(FEED)) == [own[0], "@oakfieldprimary when", *own[1:]]
    assert messages(facebook.json("/v25.0/2001/published_posts")) == own
    assert messages(facebook.json("/v25.0/2001/posts")) == own
    assert messages(facebook.json("/v25.0/2001/visitor_posts")) == ["@oakfieldprimary when"]
    assert facebook.json("/v25.0/2001/tagged")["data"] == []


def test_a_post_has_its_defaults_unless_fields_are_asked_for(facebook: Reader[FacebookStandIn]) -> None:
    assert set(facebook.json(post_path(facebook, "hall"))) == {"created_time", "message", "id"}
    shown = facebook.json(
        post_path(facebook, "hall"), fields="created_time,updated_time,status_type,is_hidden,permalink_url,from{id}"
    )
    number = shown["id"].split("_")[1]
    assert shown == {
        "created_time": "2026-11-10T12:00:00+0000",
        "updated_time": "2026-11-10T15:00:00+0000",
        "status_type": "added_photos",
        "is_hidden": False,
        "permalink_url": f"https://www.facebook.com/2001/posts/{number}",
        "from": {"id": "2001"},
        "id": f"2001_{number}",
    }


def test_visitors_are_named_and_shares_know_what_they_share(facebook: Reader[FacebookStandIn]) -> None:
    visitor = facebook.json(post_path(facebook, "asked"), fields="from,status_type")
    assert (visitor["from"]["name"], visitor["status_type"]) == ("parent4", "wall_post")
    share = facebook.json(post_path(facebook, "shared"), fields="message,story,parent_id,status_type,attachments")
    assert "message" not in share
    assert share["story"] == "Oakfield Primary School shared council's post."
    assert share["parent_id"] == facebook.diary.id_of("council", "facebook")
    assert share["status_type"] == "shared_story"
    assert share["attachments"]["data"][0]["type"] == "share"
    quote = facebook.json(post_path(facebook, "quoted"), fields="message,parent_id")
    assert (quote["message"], quote["parent_id"]) == ("Please mind the roads", share["parent_id"])


def test_attachments_with_descriptions_nested_as_asked(facebook: Reader[FacebookStandIn]) -> None:
    def attached(key: str, fields: str) -> list[dict[str, Any]]:
        found = facebook.json(post_path(facebook, key), fields=f"attachments{{{fields}}}")["attachments"]["data"]
        assert isinstance(found, list)
        return found

    assert attached("hall", "media_type,description") == [{"media_type": "photo", "description": "The hall"}]
    assert attached("film", "media_type,type") == [{"media_type": "video", "type": "video_inline"}]
    album = attached("album", "media_type,subattachments{description,media_type}")
    assert album == [
        {
            "media_type": "album",
            "subattachments": {
                "data": [
                    {"media_type": "photo", "description": "One"},
                    {"media_type": "photo", "description": "Two"},
                    {"media_type": "photo"},
                ]
            },
        }
    ]
    link = attached("link", "url,unshimmed_url,media_type")[0]
    assert link["unshimmed_url"] == "https://oakfield.example/dates"
    assert link["url"].startswith("https://l.facebook.com/l.php?u=https%3A%2F%2Foakfield")
    assert "attachments" not in facebook.json(post_path(facebook, "long"), fields="attachments")


def test_comments_at_the_top_and_as_a_stream(facebook: Reader[FacebookStandIn]) -> None:
    path = post_path(facebook, "hall") + "/comments"
    assert messages(facebook.json(path)) == ["Lovely!"]
    assert messages(facebook.json(path, filter="stream")) == ["Lovely!", "Thank you", "See you"]
    assert messages(facebook.json(path, filter="stream", order="reverse_chronological"))[0] == "See you"
    assert messages(facebook.json(path, filter="stream", since="2026-11-10T14:30:00+0000")) == ["See you"]
    assert messages(facebook.json(path, filter="stream", until=str(int(day(10, 13).timestamp())))) == ["Lovely!"]
    answers = "/v25.0/" + facebook.diary.id_of("nice", "facebook") + "/comments"
    assert messages(facebook.json(answers)) == ["Thank you"]


def test_a_comment_knows_its_parent_its_writer_and_its_picture(facebook: Reader[FacebookStandIn]) -> None:
    fields = "message,from,parent{id},object,attachment,is_hidden,can_hide,comment_count,permalink_url"
    body = facebook.json(post_path(facebook, "hall") + "/comments", filter="stream", fields=fields)
    nice, reply, deep = body["data"]
    assert "parent" not in nice
    assert (nice["comment_count"], nice["from"]["name"], nice["can_hide"]) == (1, "parent1", True)
    assert reply["parent"] == {"id": nice["id"]}
    assert (reply["from"]["id"], reply["can_hide"]) == ("2001", False)
    assert deep["attachment"]["type"] == "photo"
    assert deep["object"]["id"] == facebook.diary.id_of("hall", "facebook")
    assert deep["permalink_url"].endswith("?comment_id=" + deep["id"].split("_")[1])


def test_strangers_may_be_nameless_and_the_page_never_is(facebook: Reader[FacebookStandIn]) -> None:
    facebook.stand_in.shows_authors = False
    data = facebook.json(post_path(facebook, "hall") + "/comments", filter="stream", fields="from")["data"]
    assert ["from" in comment for comment in data] == [False, True, False]


def test_hidden_comments_say_so(facebook: Reader[FacebookStandIn]) -> None:
    path = post_path(facebook, "open") + "/comments"
    assert facebook.json(path, fields="is_hidden")["data"][0]["is_hidden"] is True
    facebook.stand_in.clock = day(16, 14)
    assert facebook.json(path, fields="is_hidden")["data"][0]["is_hidden"] is False


def test_hidden_posts_come_only_when_asked_for(facebook: Reader[FacebookStandIn]) -> None:
    facebook.diary.add("facebook", "2001", hide("film", NOW))
    assert "Sports day" not in messages(facebook.json(FEED))
    assert "Sports day" in messages(facebook.json(FEED, include_hidden="true"))
    assert facebook.json(post_path(facebook, "film"), fields="is_hidden")["is_hidden"] is True


def test_an_edit_and_a_comment_move_the_updated_time(facebook: Reader[FacebookStandIn]) -> None:
    facebook.diary.add("facebook", "2001", edit("link", day(20, 9), "Term dates, corrected"))
    fields = "message,updated_time,comments.filter(stream).limit(0).summary(true)"
    link = facebook.json(post_path(facebook, "link"), fields=fields)
    assert (link["message"], link["updated_time"]) == ("Term dates, corrected", "2026-11-20T09:00:00+0000")
    assert link["comments"] == {
        "data": [],
        "summary": {"order": "chronological", "total_count": 0, "can_comment": True},
    }
    opened = facebook.json(post_path(facebook, "open"), fields=fields)
    assert (opened["updated_time"], opened["comments"]["summary"]["total_count"]) == ("2026-11-16T13:00:00+0000", 1)


def test_a_summary_counts_the_levels_that_were_asked_for(facebook: Reader[FacebookStandIn]) -> None:
    path = post_path(facebook, "hall") + "/comments"
    counts = [
        facebook.json(path, filter=level, summary="total_count", limit=1)["summary"]["total_count"]
        for level in ("toplevel", "stream")
    ]
    assert counts == [1, 3]
    assert "summary" not in facebook.json(path)


def test_deleted_things_are_gone_with_their_answers(facebook: Reader[FacebookStandIn]) -> None:
    for key in ("mistake", "lost"):
        status, body = facebook.refusal(post_path(facebook, key))
        assert (status, body["error"]["code"], body["error"]["error_subcode"]) == (400, 100, 33)
    facebook.stand_in.clock = day(19, 14)
    assert facebook.json(post_path(facebook, "lost"), fields="message")["message"] == "Which picture?"


def test_a_page_that_is_gone_is_not_told_from_one_that_is_not_visible(facebook: Reader[FacebookStandIn]) -> None:
    facebook.diary.add("facebook", "2001", close(NOW))
    for path in ("/v25.0/2001", FEED, post_path(facebook, "hall")):
        assert facebook.refusal(path)[1]["error"]["error_subcode"] == 33


def test_pages_follow_each_other_by_cursor_and_by_next(facebook: Reader[FacebookStandIn]) -> None:
    whole = facebook.json(FEED)["data"]
    first = facebook.json(FEED, limit=4)
    by_cursor = facebook.json(FEED, limit=4, after=first["paging"]["cursors"]["after"])
    by_next = requests.get(first["paging"]["next"], timeout=5).json()
    assert by_cursor == by_next
    last = requests.get(by_next["paging"]["next"], timeout=5).json()
    assert first["data"] + by_next["data"] + last["data"] == whole
    assert "next" not in last["paging"]


def test_since_and_until_bound_a_listing(facebook: Reader[FacebookStandIn]) -> None:
    assert messages(facebook.json(FEED, since="2026-11-19", until="2026-11-19T23:00:00Z")) == ["@oakfieldprimary when"]


def test_several_nodes_at_once(facebook: Reader[FacebookStandIn]) -> None:
    ids = [facebook.diary.id_of(key, "facebook") for key in ("hall", "open")]
    body = facebook.json("/v25.0/", ids=",".join(ids), fields="created_time")
    assert list(body) == ids
    edges = facebook.json("/v25.0/comments", ids=",".join(ids), filter="stream")
    assert [len(edges[native_id]["data"]) for native_id in ids] == [3, 1]


def test_a_token_tells_about_itself(facebook: Reader[FacebookStandIn]) -> None:
    facebook.stand_in.token_of("2001").expires_at = NOW + timedelta(days=3)
    told = facebook.json("/v25.0/debug_token", input_token="page-token-2001")["data"]
    assert (told["is_valid"], told["type"], told["profile_id"]) == (True, "PAGE", "2001")
    assert told["expires_at"] == int((NOW + timedelta(days=3)).timestamp())
    assert told["scopes"] == ["pages_read_engagement", "pages_read_user_content", "pages_show_list"]
    unknown = facebook.json("/v25.0/debug_token", input_token="rubbish")["data"]
    assert (unknown["is_valid"], unknown["error"]["code"]) == (False, 190)


def test_an_unversioned_or_dead_version_is_answered_by_the_oldest_live_one(facebook: Reader[FacebookStandIn]) -> None:
    versions = ["/v25.0", "/v26.0", "", "/v20.0", "/v2.8"]
    seen = [facebook.get(f"{version}/2001").headers["facebook-api-version"] for version in versions]
    assert seen == ["v25.0", "v26.0", "v21.0", "v21.0", "v21.0"]
    facebook.stand_in.clock = NOW + timedelta(days=90)
    assert facebook.get("/2001").headers["facebook-api-version"] == "v22.0"
