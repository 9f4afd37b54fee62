"""Keeping what was read: once each, changes as revisions, nobody's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from auditor.store.content import content_hash, pseudonym, storable
from auditor.store.engine import writing
from auditor.store.tables import AccountRow, ItemRow, RevisionRow
from connectors.errors import Transient
from connectors.model import Form, Gap, Sighting, Subject
from tests.build import LABEL, NOW, a_comment, a_photo, a_post, a_profile, a_reading
from tests.store.ground import KEY, Night, only_item

if TYPE_CHECKING:
    from sqlalchemy import Engine

DAY = timedelta(days=1)


def test_the_same_reading_twice_changes_nothing(engine: Engine) -> None:
    assert Night(engine, NOW).keep(a_reading(a_post(), a_comment())).posts_new == 1
    again = Night(engine, NOW + DAY).keep(a_reading(a_post(), a_comment()))
    assert (again.posts_new, again.comments_new) == (0, 0)
    with writing(engine) as session:
        assert session.query(ItemRow).count() == 2
        assert session.query(RevisionRow).count() == 0


def test_visitors_posts_count_with_what_others_write(engine: Engine) -> None:
    kept = Night(engine, NOW).keep(a_reading(a_post(form=Form.VISITOR, author="visitor-1")))
    assert (kept.posts_new, kept.comments_new) == (0, 1)


def test_a_changed_text_is_a_revision_and_is_judged_again(engine: Engine) -> None:
    Night(engine, NOW).keep(a_reading(a_post("One.")))
    with writing(engine) as session:
        session.query(ItemRow).update({"judged_by": "mark"})
    Night(engine, NOW + DAY).keep(a_reading(a_post("Two.", native_id="101", canonical_id="100")))
    item = only_item(engine)
    assert (item.text, item.native_id, item.canonical_id, item.judged_by) == ("Two.", "101", "100", None)
    with writing(engine) as session:
        assert session.query(RevisionRow).one().text == "One."


def test_a_changed_picture_description_is_judged_again(engine: Engine) -> None:
    Night(engine, NOW).keep(a_reading(a_post(media=(a_photo("Two pupils"),))))
    with writing(engine) as session:
        session.query(ItemRow).update({"judged_by": "mark"})
    Night(engine, NOW + DAY).keep(a_reading(a_post(media=(a_photo("Two pupils with a cake"),))))
    assert only_item(engine).judged_by is None


def test_an_unchanged_item_is_not_judged_again(engine: Engine) -> None:
    Night(engine, NOW).keep(a_reading(a_post()))
    with writing(engine) as session:
        session.query(ItemRow).update({"judged_by": "mark"})
    Night(engine, NOW + DAY).keep(a_reading(a_post()))
    item = only_item(engine)
    assert item.judged_by == "mark"
    assert (item.first_seen, item.last_seen) == (NOW, NOW + DAY)


def test_commenters_are_pseudonyms_everywhere(engine: Engine) -> None:
    Night(engine, NOW).keep(
        a_reading(a_comment(author="canary-author"), a_post(form=Form.VISITOR, author="canary-author"))
    )
    authors = set()
    with writing(engine) as session:
        for table in inspect(engine).get_table_names():
            for row in session.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608 - our own tables
                assert "canary-author" not in repr(row)
        authors = {item.author for item in session.query(ItemRow)}
    assert authors == {pseudonym("canary-author", "x", KEY)}


def test_a_pseudonym_needs_the_key() -> None:
    assert pseudonym("a", "x", KEY) != pseudonym("a", "x", b"other")
    assert pseudonym("a", "x", KEY) != pseudonym("a", "facebook", KEY)
    assert pseudonym(None, "x", KEY) is None


def test_the_cursor_moves_only_when_the_part_was_read_to_its_end(engine: Engine) -> None:
    cursors = {"posts": {"since_id": "100"}}
    Night(engine, NOW).keep(a_reading(a_post(), cursors=cursors, done={"posts"}, failure=Transient("Down.")))
    with writing(engine) as session:
        row = session.query(AccountRow).one()
    assert (row.cursors, row.posts_until, row.comments_until) == (cursors, NOW, None)
    Night(engine, NOW + DAY).keep(a_reading(failure=Transient("Down.")))
    with writing(engine) as session:
        row = session.query(AccountRow).one()
    assert (row.cursors, row.posts_until) == (cursors, NOW)


def test_posts_read_from_is_bounded_by_a_gap(engine: Engine) -> None:
    older = Gap(start=NOW - 28 * DAY, end=NOW - 3 * DAY, what="older posts", own_posts=True)
    others = Gap(start=NOW - 28 * DAY, end=NOW, what="visitors' posts")
    Night(engine, NOW).keep(a_reading(a_post(), gaps=[older, others]))
    with writing(engine) as session:
        assert session.query(AccountRow).one().posts_from == NOW - 3 * DAY


def test_what_vanished_is_kept_with_its_evidence_and_can_come_back(engine: Engine) -> None:
    subject = Subject(kind="post", native_id="100", canonical_id="100", own=True)
    Night(engine, NOW).keep(a_reading(a_post()))
    Night(engine, NOW + DAY).keep(
        a_reading(sightings=[Sighting(subject=subject, gone="X says that it does not exist.")])
    )
    item = only_item(engine)
    assert (item.gone_at, item.gone_evidence) == (NOW + DAY, "X says that it does not exist.")
    assert item.last_seen == NOW
    Night(engine, NOW + 2 * DAY).keep(a_reading(a_post()))
    assert only_item(engine).gone_at is None


def test_another_id_in_the_register_is_another_account(engine: Engine) -> None:
    from auditor.store.accounts import enter_accounts  # noqa: PLC0415 - used here alone
    from tests.store.ground import TRUST  # noqa: PLC0415 - used here alone

    Night(engine, NOW).keep(a_reading(a_post(), cursors={"posts": {"since_id": "100"}}))
    school = TRUST.schools[0]
    moved = replace(TRUST, schools=(replace(school, accounts=(replace(school.accounts[0], id="2002"),)),))
    with writing(engine) as session:
        enter_accounts(session, moved, NOW + DAY)
    with writing(engine) as session:
        row = session.query(AccountRow).one()
    assert (row.native_id, row.cursors, row.posts_from) == ("2002", {}, None)


def test_a_page_without_a_handle_is_kept(engine: Engine) -> None:
    Night(engine, NOW).keep(a_reading(profile=a_profile(None)))
    with writing(engine) as session:
        row = session.query(AccountRow).filter_by(label=LABEL).one()
    assert row.shown_handle is None
    assert row.profile_read_at == NOW


def test_texts_that_no_database_takes_are_kept(engine: Engine) -> None:
    Night(engine, NOW).keep(a_reading(a_post("a\x00b\ud800c😀")))
    assert only_item(engine).text == "a\ufffdb\ufffdc😀"


@given(st.text(st.characters(), max_size=60))
def test_storable_keeps_offsets(value: str) -> None:
    stored = storable(value)
    assert len(stored) == len(value)
    stored.encode()
    assert storable(stored) == stored


def test_the_content_is_text_and_pictures() -> None:
    picture = [{"kind": "photo", "id": "1", "alt": None, "file": None}]
    described = [{"kind": "photo", "id": "1", "alt": "Ben", "file": None}]
    assert (
        len({content_hash("a", []), content_hash("b", []), content_hash("a", picture), content_hash("a", described)})
        == 4
    )
