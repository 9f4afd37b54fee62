"""The figures by author left out: the page shows what the kept predictions give."""

from __future__ import annotations

import pytest

from benchmarks.training.kept import read_folds
from benchmarks.training.left_out import judge_folds
from benchmarks.training.tables import PAGE, auc, tables_of


def test_the_page_shows_the_tables_of_the_kept_folds() -> None:
    told = "Write them anew: ./run bench authors"
    assert tables_of(judge_folds(read_folds())) in PAGE.read_text(encoding="utf-8"), told


@pytest.mark.parametrize(
    ("truth", "chances", "area"),
    [
        ([True, True, False, False], [0.9, 0.8, 0.2, 0.1], 1.0),
        ([True, False, True, False], [0.9, 0.8, 0.2, 0.1], 0.75),
        ([True, False], [0.5, 0.5], 0.5),
        ([False, True], [0.9, 0.1], 0.0),
    ],
)
def test_the_area_is_the_share_of_pairs_in_the_right_order(
    truth: list[bool], chances: list[float], area: float
) -> None:
    assert auc(truth, chances) == area
