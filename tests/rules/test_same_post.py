"""Which posts a reader would call the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.rules.same_post import NO_TEXT, count_distinct, same_post
from tests.rules.cases import a_deleted_post, a_week_post

if TYPE_CHECKING:
    import random

    from auditor.model import WeekPost

LONG = (
    "Our Year 3 children had a wonderful day at the museum. They met a Roman soldier, wrote on wax tablets and built"
    " an arch that held a teacher. Thank you to the volunteers who showed us round, and to the families who came along"
    " to help. There are more pictures on the noticeboard in the hall, and the models are in the library."
)


def on_facebook(text: str, **values: Any) -> WeekPost:  # noqa: ANN401 - any field of the post
    return a_week_post(text, **{"account": "facebook:oakfield", "platform": "facebook", **values})


SAME = [
    ("the very same", "Sports day is on Friday!", "Sports day is on Friday!"),
    ("shortened at 280 with a sign and a link", LONG, LONG[:240] + "… https://t.co/AbC123"),
    ("cut in mid-word with three dots", LONG, LONG[:101] + "..."),
    ("shortened by hand, without a sign", LONG, LONG[:54]),
    ("escaped", "Tea & cake <at> 3", "Tea &amp; cake &lt;at&gt; 3"),
    ("escaped twice", "Tea & cake at 3", "Tea &amp;amp; cake at 3"),
    ("a link added", "The newsletter is out.", "The newsletter is out. https://t.co/xYz"),
    ("a link without scheme", "The newsletter is out.", "The newsletter is out. bit.ly/abc"),
    ("hashtags added", "The newsletter is out.", "The newsletter is out. #Oakfield #News"),
    ("a mention added", "Well played, netball team", "Well played, netball team @oakfieldsport"),
    ("other quotes and spaces", "It’s  “World Book Day”", 'It\'s "World Book Day"'),  # noqa: RUF001 - the quotes matter
    ("emoji dropped", "Snow day! ❄️ School is closed.", "Snow day! School is closed."),
    ("invisible signs", "School is clo\u200bsed.", "School is closed."),
    ("hashtags alone", "#WorldBookDay", "#WorldBookDay"),
    ("Welsh, composed otherwise", "Ysgol T\u0177 Gwyn", "Ysgol Ty\u0302 Gwyn"),
]

DIFFERENT = [
    ("other words", "Sports day is on Friday.", "Sports day is on Monday."),
    ("a short beginning in common", "Well done", "Well done to the netball team"),
    ("a short beginning, cut", "Well done…", "Well done to the netball team"),
    ("another number", "Year 3 trip, part 1 of 2", "Year 3 trip, part 2 of 2"),
    ("no words at all", "", ""),
    ("links alone", "https://t.co/a", "https://t.co/b"),
    ("emoji alone", "🎉🎉", "🎉🎉"),
    ("the same beginning, other ends", LONG[:100] + " Part one.", LONG[:100] + " Part two."),
]


@pytest.mark.parametrize(("why", "facebook", "x"), SAME, ids=[case[0] for case in SAME])
def test_the_same_post_on_two_networks_is_one(why: str, facebook: str, x: str) -> None:
    assert same_post(on_facebook(facebook), a_week_post(x)), why
    assert same_post(a_week_post(x), on_facebook(facebook)), why


@pytest.mark.parametrize(("why", "facebook", "x"), DIFFERENT, ids=[case[0] for case in DIFFERENT])
def test_different_posts_stay_two(why: str, facebook: str, x: str) -> None:
    assert not same_post(on_facebook(facebook), a_week_post(x)), why


def test_a_repeat_on_the_same_account_counts_again() -> None:
    assert count_distinct([a_week_post("Book fair today."), a_week_post("Book fair today.")]) == (2, 2)


def test_repeats_on_two_networks_pair_up() -> None:
    posts = [a_week_post("Book fair today.") for _ in range(2)] + [on_facebook("Book fair today.") for _ in range(2)]
    assert count_distinct(posts) == (2, 2)


def test_three_networks_are_one_post() -> None:
    threads = a_week_post(LONG[:120] + "…", account="threads:oakfield", platform="threads")
    assert count_distinct([a_week_post(LONG[:200] + "…"), on_facebook(LONG), threads]) == (1, 1)


def test_pictures_without_a_word_are_counted_one_by_one() -> None:
    assert count_distinct([a_week_post("", has_media=True), on_facebook("", has_media=True)]) == (2, 2)


def test_a_deleted_text_is_known_by_its_hash() -> None:
    kept = on_facebook("Open evening on Thursday.")
    assert count_distinct([kept, a_deleted_post(kept.text_hash)]) == (1, 1)


def test_where_a_text_is_gone_the_count_may_be_one_or_two() -> None:
    gone = a_deleted_post("gone")
    assert count_distinct([on_facebook("Open evening on Thursday."), gone]) == (1, 2)


def test_a_deleted_picture_without_words_is_no_possible_twin() -> None:
    gone = [a_deleted_post(NO_TEXT), a_deleted_post(NO_TEXT, account="facebook:oakfield")]
    assert count_distinct(gone) == (2, 2)


TEXTS = st.lists(st.sampled_from(["", "A", LONG, LONG[:99] + "…", "Fair today", "Fair today #fun"]), max_size=8)


@given(TEXTS, TEXTS, st.randoms(use_true_random=False))
def test_the_count_is_bounded_and_does_not_depend_on_order(xs: list[str], fbs: list[str], order: random.Random) -> None:
    posts = [a_week_post(text) for text in xs] + [on_facebook(text) for text in fbs]
    least, most = count_distinct(posts)
    assert max(len(xs), len(fbs)) <= least <= most <= len(posts)
    shuffled = list(posts)
    order.shuffle(shuffled)
    assert count_distinct(shuffled) == (least, most)
