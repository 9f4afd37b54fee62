"""A diary numbers what is written in it and folds to any moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.testing import (
    Diary,
    close,
    comment,
    delete,
    edit,
    facebook_page,
    hide,
    photo,
    post,
    protect,
    rename,
    reopen,
    suspend,
    unhide,
    withhold,
    x_account,
)
from connectors.testing.ids import snowflake, snowflake_time

if TYPE_CHECKING:
    from connectors.testing.events import Event

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def on_x(*events: Event) -> Diary:
    return Diary(x_account("oakfield", id="1001", diary=events))


def on_facebook(*events: Event) -> Diary:
    return Diary(facebook_page("oakfield", id="2001", diary=events))


def test_a_snowflake_tells_its_time() -> None:
    assert snowflake_time(snowflake(NOON, 5)) == NOON
    assert snowflake(NOON + timedelta(milliseconds=1)) > snowflake(NOON, 4095)


def test_ids_on_x_are_snowflakes_of_their_time() -> None:
    diary = on_x(post("a", NOON), post("b", NOON), comment("c", NOON + HOUR, on="a"))
    first, second, third = (int(diary.id_of(key, "x")) for key in "abc")
    assert snowflake_time(first) == snowflake_time(second) == NOON
    assert first != second
    assert snowflake_time(third) == NOON + HOUR


def test_ids_on_facebook_name_the_page_and_the_post() -> None:
    diary = on_facebook(post("a", NOON), comment("b", NOON + HOUR, on="a", by="p"), comment("c", NOON + HOUR, on="b"))
    page, number = diary.id_of("a", "facebook").split("_")
    assert page == "2001"
    assert diary.id_of("b", "facebook").startswith(f"{number}_")
    assert diary.id_of("c", "facebook").startswith(f"{number}_")
    assert diary.id_of("b", "facebook") != diary.id_of("c", "facebook")


def test_what_is_added_later_leaves_the_ids_as_they_were() -> None:
    diary = on_x(post("a", NOON), post("b", NOON))
    before = [diary.id_of(key, "x") for key in "ab"]
    diary.add("x", "1001", post("c", NOON), post("early", NOON - HOUR))
    assert [diary.id_of(key, "x") for key in "ab"] == before
    assert len({diary.id_of(key, "x") for key in ("a", "b", "c", "early")}) == 4
    assert "early" in diary.at(NOON - HOUR, "x").items


def test_a_cross_post_may_have_one_key_on_both_platforms() -> None:
    diary = Diary(
        x_account("oakfield", id="1001", diary=[post("a", NOON)]),
        facebook_page("oakfield", id="2001", diary=[post("a", NOON)]),
    )
    assert diary.id_of("a", "x") != diary.id_of("a", "facebook")


def test_the_fold_stops_at_the_moment_and_includes_it() -> None:
    diary = on_x(post("a", NOON, "old"), edit("a", NOON + MINUTE, "new"), post("b", NOON + HOUR))
    assert diary.at(NOON, "x").items["a"].newest.text == "old"
    assert diary.at(NOON + MINUTE, "x").items["a"].newest.text == "new"
    assert "b" not in diary.at(NOON + HOUR - MINUTE, "x").items
    assert diary.at(NOON, "x").items["a"].newest.text == "old"  # back again: nothing is left of the future


def test_an_edit_on_x_has_an_id_of_its_own_and_the_first_stays_canonical() -> None:
    diary = on_x(post("a", NOON, "one", photo("alt")), edit("a", NOON + MINUTE, "two"))
    item = diary.at(NOON + HOUR, "x").items["a"]
    assert [version.text for version in item.versions] == ["one", "two"]
    assert item.first_id == diary.id_of("a", "x") == diary.id_of("a", "x", at=NOON)
    assert item.native_id == diary.id_of("a", "x", at=NOON + HOUR)
    assert item.newest.media[0].alt == "alt"


def test_an_edit_on_facebook_keeps_the_id() -> None:
    diary = on_facebook(post("a", NOON, "one"), edit("a", NOON + 100 * HOUR, "two"))
    item = diary.at(NOON + 200 * HOUR, "facebook").items["a"]
    assert (item.native_id, item.newest.text, item.created_at) == (diary.id_of("a", "facebook"), "two", NOON)
    assert item.edited_at == item.updated_at == NOON + 100 * HOUR


def test_a_new_comment_moves_a_posts_updated_time_and_hiding_does_not() -> None:
    diary = on_facebook(post("a", NOON), comment("b", NOON + HOUR, on="a", by="p"), hide("b", NOON + 2 * HOUR))
    assert diary.at(NOON + 3 * HOUR, "facebook").items["a"].updated_at == NOON + HOUR


def test_a_deletion_takes_the_answers_away_on_facebook_alone() -> None:
    events = (post("a", NOON), comment("b", NOON, on="a", by="p"), comment("c", NOON, on="b", by="q"))
    gone = delete("b", NOON + HOUR)
    assert diary_deleted(on_facebook(*events, gone), "facebook") == {"b", "c"}
    assert diary_deleted(on_x(*events, gone), "x") == {"b"}


def diary_deleted(diary: Diary, platform: str) -> set[str]:
    items = diary.at(NOON + 2 * HOUR, platform).items.values()
    return {item.key for item in items if item.deleted}


def test_hidden_and_shown_again() -> None:
    diary = on_facebook(
        post("a", NOON), comment("b", NOON, on="a", by="p"), hide("b", NOON + HOUR), unhide("b", NOON + 2 * HOUR)
    )
    hidden = [diary.at(NOON + hours * HOUR, "facebook").items["b"].hidden for hours in range(3)]
    assert hidden == [False, True, False]


def test_the_account_itself_changes() -> None:
    diary = on_x(
        rename(NOON + HOUR, "newname", "New"),
        protect(NOON + 2 * HOUR),
        reopen(NOON + 3 * HOUR),
        suspend(NOON + 4 * HOUR),
        close(NOON + 5 * HOUR),
        withhold(NOON + 6 * HOUR, "DE"),
    )
    accounts = [diary.at(NOON + hours * HOUR, "x").accounts["1001"] for hours in range(7)]
    assert [account.handle for account in accounts[:2]] == ["oakfield", "newname"]
    assert [account.state for account in accounts] == ["open", "open", "protected", "open", "suspended", "gone", "gone"]
    assert accounts[6].withheld == ("DE",)


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ([post("a", NOON), post("a", NOON + HOUR)], "twice"),
        ([comment("b", NOON, on="a")], "not written down before"),
        ([delete("a", NOON)], "Nothing called 'a'"),
        ([post("a", datetime(2026, 11, 16, 12))], "time zone"),  # noqa: DTZ001 - the refused case
        ([post("a", NOON), edit("a", NOON + 31 * MINUTE, "late")], "30 minutes"),
        ([post("a", NOON), *(edit("a", NOON + n * MINUTE, "x") for n in range(1, 7))], "5 edits"),
    ],
)
def test_a_diary_that_cannot_be_is_refused(events: list[Event], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        on_x(*events)


def test_an_unknown_key_has_no_id() -> None:
    with pytest.raises(KeyError):
        on_x().id_of("nothing", "x")


def test_an_account_may_answer_another_that_is_written_down_later() -> None:
    diary = Diary(
        x_account("one", id="1", diary=[comment("b", NOON + HOUR, on="a")]),
        x_account("two", id="2", diary=[post("a", NOON)]),
    )
    assert diary.at(NOON + HOUR, "x").items["b"].root == "a"
