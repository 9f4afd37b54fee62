"""X's look-ups: users in every state, posts by id, usage."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.testing import close, protect, rename, suspend, withhold
from tests.connectors.testing.conftest import NOW

if TYPE_CHECKING:
    from connectors.testing import XStandIn
    from connectors.testing.events import Event
    from tests.connectors.testing.reader import Reader

HOUR = timedelta(hours=1)


def kind(problem: dict[str, str]) -> str:
    """Return the last part of a problem's type."""
    return problem["type"].rpartition("/")[2]


def test_a_user_has_three_fields_unless_more_are_asked_for(x: Reader[XStandIn]) -> None:
    assert x.json("/2/users/1001")["data"] == {"id": "1001", "name": "Oakfield Primary", "username": "oakfieldprimary"}
    more = x.json("/2/users/1001", user__fields="created_at,protected,url,entities")["data"]
    assert more["created_at"] == "2015-09-01T08:00:00.000Z"
    assert more["protected"] is False
    assert more["entities"]["url"]["urls"][0]["expanded_url"] == "https://oakfield.example"


def test_many_users_are_asked_for_at_once_and_the_missing_are_errors(x: Reader[XStandIn]) -> None:
    body = x.json("/2/users/by", usernames="OakfieldPrimary,nosuch,riverside")
    assert [user["id"] for user in body["data"]] == ["1001", "1002"]
    assert (body["errors"][0]["value"], kind(body["errors"][0])) == ("nosuch", "resource-not-found")
    assert x.stand_in.requests[-1].billed == {"user": 2}
    assert [user["id"] for user in x.json("/2/users", ids="1002,1001")["data"]] == ["1002", "1001"]


def test_a_missing_user_is_200_with_errors_and_no_data(x: Reader[XStandIn]) -> None:
    for path in ("/2/users/by/username/nosuch", "/2/users/77"):
        body = x.json(path)
        assert "data" not in body
        assert body["errors"][0]["title"] == "Not Found Error"


@pytest.mark.parametrize(
    ("event", "title", "kind_of_timeline"),
    [
        (protect(NOW), None, "not-authorized-for-resource"),
        (suspend(NOW), "Forbidden", "resource-not-found"),
        (close(NOW), "Not Found Error", "resource-not-found"),
    ],
)
def test_an_account_that_cannot_be_read(
    x: Reader[XStandIn], event: Event, title: str | None, kind_of_timeline: str
) -> None:
    x.diary.add("x", "1001", event)
    profile = x.json("/2/users/by/username/oakfieldprimary", user__fields="protected")
    if title is None:
        assert profile["data"]["protected"] is True
    else:
        assert "data" not in profile
        assert profile["errors"][0]["title"] == title
    for path in ("/2/users/1001/tweets", "/2/users/1001/mentions"):
        body = x.json(path)
        assert "data" not in body
        assert kind(body["errors"][0]) == kind_of_timeline


def test_posts_of_an_account_that_cannot_be_read(x: Reader[XStandIn]) -> None:
    path, post_id = "/2/tweets", x.diary.id_of("hall", "x")
    x.diary.add("x", "1001", protect(NOW), close(NOW + HOUR))
    assert kind(x.json(path, ids=post_id)["errors"][0]) == "not-authorized-for-resource"
    assert x.json("/2/tweets/search/recent", query="from:oakfieldprimary")["meta"] == {"result_count": 0}
    x.stand_in.clock += HOUR
    assert kind(x.json(path, ids=post_id)["errors"][0]) == "resource-not-found"


def test_a_renamed_account_is_found_by_its_id_and_its_new_name_alone(x: Reader[XStandIn]) -> None:
    x.diary.add("x", "1001", rename(NOW, "oakfield_school"))
    assert x.json("/2/users/1001")["data"]["username"] == "oakfield_school"
    assert x.json("/2/users/by/username/Oakfield_School")["data"]["id"] == "1001"
    assert "data" not in x.json("/2/users/by/username/oakfieldprimary")
    replies = x.json("/2/tweets/search/recent", query="to:oakfieldprimary")
    assert replies["meta"]["result_count"] == 0
    assert x.json("/2/tweets/search/recent", query="to:oakfield_school")["meta"]["result_count"] == 2


def test_what_is_withheld_says_where(x: Reader[XStandIn]) -> None:
    x.diary.add("x", "1001", withhold(NOW, "FR"))
    assert x.json("/2/users/1001", user__fields="withheld")["data"]["withheld"]["country_codes"] == ["FR"]
    album = x.json("/2/tweets/" + x.diary.id_of("album", "x"), tweet__fields="withheld")["data"]
    assert album["withheld"] == {"copyright": False, "country_codes": ["DE"], "scope": "tweet"}


def test_posts_by_id_and_the_deleted_in_errors(x: Reader[XStandIn]) -> None:
    there, gone = x.diary.id_of("hall", "x"), x.diary.id_of("mistake", "x")
    body = x.json("/2/tweets", ids=f"{there},{gone},1")
    assert [item["id"] for item in body["data"]] == [there]
    assert [(problem["value"], kind(problem)) for problem in body["errors"]] == [
        (gone, "resource-not-found"),
        ("1", "resource-not-found"),
    ]
    assert x.stand_in.requests[-1].billed == {"post": 1}
    assert "data" not in x.json("/2/tweets/" + gone)


def test_each_version_of_an_edited_post_is_found_by_its_own_id(x: Reader[XStandIn]) -> None:
    first, second = x.diary.id_of("open", "x"), x.diary.id_of("open", "x", at=NOW)
    old, new = x.json("/2/tweets", ids=f"{first},{second}", tweet__fields="edit_controls")["data"]
    assert old["text"].startswith("Open evening on Thursday")
    assert new["text"].startswith("Open evening on Friday")
    assert old["edit_history_tweet_ids"] == new["edit_history_tweet_ids"] == [first, second]
    assert new["edit_controls"] == {
        "edits_remaining": 4,
        "is_edit_eligible": False,
        "editable_until": "2026-11-16T12:30:00.000Z",
    }


def test_usage_counts_the_posts_that_were_billed(x: Reader[XStandIn]) -> None:
    x.json("/2/users/1001/tweets", max_results=5)
    assert x.json("/2/usage/tweets")["data"]["project_usage"] == 5
    days = x.json("/2/usage/tweets", usage__fields="daily_project_usage")["data"]
    assert days == {
        "daily_project_usage": {"project_id": 1, "usage": [{"date": "2026-11-20T18:00:00.000Z", "usage": 5}]}
    }
