"""Numbers, days and lists in plain words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from auditor.report import wording

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (wording.counted(0, "post"), "no posts"),
        (wording.counted(1, "post"), "1 post"),
        (wording.counted(1234, "post"), "1,234 posts"),
        (wording.counted(2, "child named", "children named"), "2 children named"),
        (wording.listed([]), ""),
        (wording.listed(["a"]), "a"),
        (wording.listed(["a", "b"]), "a and b"),
        (wording.listed(["a", "b", "c"]), "a, b and c"),
        (wording.dollars(0), "$0.00"),
        (wording.dollars(1_000), "less than $0.01"),
        (wording.dollars(1_234_560_000), "$1,234.56"),
        (wording.sure(0.97), "Sure (97 %)"),
        (wording.sure(0.7), "Fairly sure (70 %)"),
        (wording.sure(0.2), "Not sure, so please look (20 %)"),
        (wording.at_time(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), ZoneInfo("Europe/London")), "2 July 2026, 00:30"),
        (wording.days_ago(NOW, NOW), "since today"),
        (wording.days_ago(NOW - timedelta(days=1), NOW), "for a day"),
        (wording.days_ago(NOW - timedelta(days=12), NOW), "for 12 days"),
        (wording.reason_words("auth_expired"), "its credential has expired or was refused"),
        (wording.reason_words("something_new"), "something new"),
        (wording.reason_words(None), "it is not known why"),
        (wording.network("x"), "X"),
        (wording.network("my_network"), "My Network"),
        (wording.by_rule("a-new-rule", 2), "2 a new rule"),
        (wording.category_words("of_tomorrow"), "of_tomorrow"),
        (wording.severity_word("info"), "For information"),
        (wording.severity_word("urgent"), "Urgent"),
    ],
)
def test_it_reads_as_people_write(told: str, expected: str) -> None:
    assert told == expected


def test_nothing_is_ever_wholly_sure() -> None:
    assert wording.sure(0.9999) == "Sure (99 %)"
