"""Texts told otherwise for the encoder: labels still fit, whatever was changed."""

from __future__ import annotations

from typing import Any

from benchmarks.training.texts import read_authors
from benchmarks.training.variety import Variety

POST: dict[str, Any] = {
    "kind": "post",
    "text": "Well done Amira Khan and TOM in 4B, says Mr Bell! Amira's poem hangs by #WellDoneTom.",
    "spans": [[10, 20, "Amira Khan"], [25, 28, "TOM"], [50, 55, "Amira"], [81, 84, "Tom"]],
    "label": "child_named",
}
OTHERS: list[dict[str, Any]] = [
    {"text": "Star: Zofia Nowak", "spans": [[6, 17, "Zofia Nowak"]]},
    {"text": "Mrs Achebe read to us", "spans": []},
]


def told(item: dict[str, Any], times: int = 60) -> list[dict[str, Any]]:
    variety = Variety([POST, *OTHERS], seed=1)
    return [variety.tell(item, "naming") for _ in range(times)]


def test_every_span_still_holds_the_name_that_it_says() -> None:
    for item in told(POST):
        assert all(item["text"][start:end].lower() == name.lower() for start, end, name in item["spans"])
        assert len(item["spans"]) == len(POST["spans"])


def test_children_get_other_names_and_one_child_keeps_one_name() -> None:
    renamed = [item for item in told(POST) if not item["text"].lower().startswith("well done amira")]
    assert renamed
    for item in renamed:
        first, _, again, _ = (name for _, _, name in item["spans"])
        assert first.split()[0] == again


def test_a_name_inside_a_hashtag_is_left_alone() -> None:
    assert all(item["text"].lower().endswith("#welldonetom.") for item in told(POST))


def test_people_with_a_title_get_other_surnames_and_stay_no_children() -> None:
    texts = [item["text"].lower() for item in told(POST)]
    assert any("mr bell" not in text for text in texts)
    assert all("mr " in text for text in texts)


def test_the_same_seed_tells_the_same() -> None:
    assert told(POST) == told(POST)


def test_all_labelled_posts_can_be_told_otherwise() -> None:
    posts = [item for items in read_authors("naming").values() for item in items[:60]]
    variety = Variety(posts, seed=0)
    for post in posts:
        item = variety.tell(post, "naming")
        assert all(item["text"][start:end].lower() == name.lower() for start, end, name in item["spans"])


def test_a_slip_in_a_comment_leaves_a_text() -> None:
    variety = Variety([POST], seed=0)
    for text in ("Brilliant evening everybody", "ok", "!!!", "...", "W"):
        assert all(variety.tell({"text": text}, "comments")["text"] for _ in range(80))
