"""Names on pictures: in a certificate's sentence, alone on pegs and labels; and what else hangs on a school's walls."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.language.labels import ALONE, find_on_picture
from auditor.model import Known

NOBODY = Known()

HERE = Path(__file__).parent
LABELS = HERE.joinpath("labels.txt").read_text(encoding="utf-8").splitlines()
WALLS = HERE.joinpath("walls.txt").read_text(encoding="utf-8").splitlines()


def names(words: str, known: Known = NOBODY) -> bool:
    return find_on_picture(words, known) is not None


def test_most_names_that_stand_alone_are_found() -> None:
    assert sum(map(names, LABELS)) >= 0.75 * len(LABELS)


def test_few_other_words_on_a_schools_walls_are_taken_for_names() -> None:
    assert sum(map(names, WALLS)) <= 0.06 * len(WALLS)


def test_a_label_says_that_the_name_stands_alone_and_points_nowhere() -> None:
    found = find_on_picture("Chloe", NOBODY)
    assert found is not None
    assert (found.signs, found.spans) == ((ALONE,), ())


def test_one_name_among_other_labels_is_enough() -> None:
    assert names("Reading Corner\nAutumn\nZofia\nFire Exit")


@pytest.mark.parametrize(
    ("words", "is_named"),
    [
        ("CERTIFICATE\nawarded to\nElla Thompson\nfor excellent work in Year 4\nMrs Price, Headteacher", True),
        ("CERTIFICATE\nawarded to\nour star of the week\nfor excellent work in Year 4\nMrs Price, Headteacher", False),
        ("", False),
        ("\n \n", False),
    ],
)
def test_a_certificate_is_read_as_a_whole(words: str, *, is_named: bool) -> None:
    assert names(words) is is_named


def test_names_that_the_register_knows_are_no_childs() -> None:
    assert names("Zofia Nowak")
    assert not names("Zofia Nowak", Known(staff=("zofia nowak",)))
