"""What was seen on pictures stands beside them, survives the next reading, and says what was not seen."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from auditor.model import Detection, PictureFacts, PictureLook
from auditor.pictures.unseen import Unseen
from auditor.store.accounts import enter_accounts
from auditor.store.engine import reading, writing
from auditor.store.keep import keep
from auditor.store.pictures import facts_in, held_looks, judged_content, look_of, seen_record, unseen_pictures
from auditor.store.tables import ItemRow
from connectors.model import Form, Media
from tests.build import LABEL, NOW, a_post, a_reading
from tests.store.ground import KEY, TRUST

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from connectors.model import Gap, Post

LONDON = ZoneInfo("Europe/London")
NAMED = Detection(spans=(), probability=0.8125, signs=("a certificate",), facts={"protected": False})
FACTS = PictureFacts(faces=2, is_close_up=True, tells_place=True, tells_camera=False, named=NAMED)
SEEN = PictureLook(facts=FACTS, by="m1")
UNSEEN = PictureLook(unseen="slow")


@pytest.fixture
def account(engine: Engine) -> Engine:
    """Return a database that knows the school's account."""
    with writing(engine) as session:
        enter_accounts(session, TRUST, NOW)
    return engine


def photo(number: int = 1, alt: str | None = None) -> Media:
    return Media(kind="photo", native_id=f"3_{number}", alt_text=alt, url="https://pbs.twimg.com/media/canary.jpg")


def keep_reading(engine: Engine, post: Post, *looks: PictureLook | None, now_later: int = 0) -> ItemRow:
    now = NOW + timedelta(days=now_later)
    pictures = {post.canonical_id: looks} if looks else {}
    with writing(engine) as session:
        keep(session, a_reading(post, pictures=pictures), now=now, key=KEY)
        return session.scalars(select(ItemRow).where(ItemRow.canonical_id == post.canonical_id)).one()


def unseen(engine: Engine) -> list[Gap]:
    with reading(engine) as session:
        return unseen_pictures(session, LABEL, NOW - timedelta(days=30), LONDON)


@pytest.mark.parametrize("look", [SEEN, UNSEEN, PictureLook(facts=PictureFacts(), by="m1")])
def test_a_look_comes_back_as_it_was_kept(look: PictureLook) -> None:
    assert look_of(json.loads(json.dumps(seen_record(look)))) == look


def test_what_was_seen_stands_beside_its_picture_and_no_address_with_it(account: Engine) -> None:
    row = keep_reading(account, a_post(media=(photo(1), photo(2))), None, SEEN)
    assert ["seen" in record for record in row.media] == [False, True]
    assert facts_in(row.media) == (FACTS,)
    assert "canary" not in json.dumps(row.media)


def test_the_next_reading_does_not_forget_it(account: Engine) -> None:
    keep_reading(account, a_post(media=(photo(1), photo(2))), SEEN, UNSEEN)
    row = keep_reading(account, a_post(media=(photo(2), photo(1))), now_later=1)
    assert [record["seen"] for record in row.media] == [seen_record(UNSEEN), seen_record(SEEN)]


def test_an_edited_description_leaves_what_was_seen(account: Engine) -> None:
    keep_reading(account, a_post(media=(photo(),)), SEEN)
    assert facts_in(keep_reading(account, a_post(media=(photo(alt="A cup"),)), now_later=1).media) == (FACTS,)


def test_another_picture_in_its_place_was_not_seen(account: Engine) -> None:
    keep_reading(account, a_post(media=(photo(1),)), SEEN)
    assert facts_in(keep_reading(account, a_post(media=(photo(9),)), now_later=1).media) == ()


def test_a_post_is_judged_again_when_its_picture_is_seen(account: Engine) -> None:
    judged = keep_reading(account, a_post(media=(photo(),)), UNSEEN)
    with writing(account) as session:
        session.merge(judged).judged_by = "m"
    assert keep_reading(account, a_post(media=(photo(),)), now_later=1).judged_by == "m"
    assert keep_reading(account, a_post(media=(photo(),)), SEEN, now_later=2).judged_by is None


def test_a_decision_does_not_hold_for_a_name_that_was_not_read_yet(account: Engine) -> None:
    before = judged_content(keep_reading(account, a_post(media=(photo(),)), PictureLook(facts=PictureFacts())))
    after = judged_content(keep_reading(account, a_post(media=(photo(),)), SEEN, now_later=1))
    assert before != after


def test_a_decision_holds_whatever_else_is_seen(account: Engine) -> None:
    before = judged_content(keep_reading(account, a_post(media=(photo(),))))
    seen = PictureLook(facts=PictureFacts(faces=4, tells_place=True))
    assert judged_content(keep_reading(account, a_post(media=(photo(),)), seen, now_later=1)) == before


def test_earlier_looks_are_given_by_post_and_picture(account: Engine) -> None:
    keep_reading(account, a_post(media=(photo(1), photo(2), photo(3))), SEEN, UNSEEN)
    with reading(account) as session:
        assert held_looks(session, LABEL) == ({"100": {"3_1": SEEN, "3_2": UNSEEN}}, frozenset())


def test_posts_whose_text_was_deleted_are_named(account: Engine) -> None:
    row = keep_reading(account, a_post(media=(photo(),)), SEEN)
    with writing(account) as session:
        kept: Any = session.merge(row)
        kept.text, kept.media, kept.text_deleted_at = None, [], NOW
    with reading(account) as session:
        assert held_looks(session, LABEL) == ({}, frozenset({"100"}))
    assert unseen(account) == []


def test_what_was_not_seen_is_told_with_the_reason(account: Engine) -> None:
    keep_reading(account, a_post(media=(photo(1), photo(2), photo(3))), UNSEEN, UNSEEN, SEEN)
    (gap,) = unseen(account)
    assert gap.what == f"2 pictures were not looked at: {Unseen.SLOW.words}"
    assert gap.start == NOW - timedelta(days=1)


def test_what_was_never_looked_at_is_told(account: Engine) -> None:
    keep_reading(account, a_post(media=(photo(),)))
    assert [gap.what for gap in unseen(account)] == [f"1 picture was not looked at: {Unseen.NEVER.words}"]


def test_each_school_week_has_its_own_gap(account: Engine) -> None:
    for number, days in enumerate((1, 2, 12)):
        post = a_post(canonical_id=f"10{number}", media=(photo(),), created_at=NOW - timedelta(days=days))
        keep_reading(account, post, UNSEEN)
    assert [gap.what[:2] for gap in unseen(account)] == ["1 ", "2 "]


@pytest.mark.parametrize(
    "post",
    [
        a_post(media=(photo(),), form=Form.REPOST),
        a_post(media=(photo(),), form=Form.REPLY),
        a_post(media=(Media(kind="video", native_id="7_1"),)),
        a_post(media=(Media(kind="photo", native_id="3_1", theirs=True),), form=Form.QUOTE),
        a_post(media=(photo(),), created_at=NOW - timedelta(days=31)),
        a_post(),
    ],
)
def test_what_nobody_should_look_at_is_no_gap(account: Engine, post: Post) -> None:
    keep_reading(account, post)
    assert unseen(account) == []


def test_a_reason_of_another_version_is_a_failure(account: Engine) -> None:
    keep_reading(account, a_post(media=(photo(),)), PictureLook(unseen="sunspots"))
    assert [gap.what for gap in unseen(account)] == [f"1 picture was not looked at: {Unseen.FAILED.words}"]
