"""One account fails in each possible way, all in one night: each says so, and the others are read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.testing import (
    Diary,
    Fault,
    comment,
    connection_reset,
    cut_json,
    empty_body,
    empty_object,
    ends_early,
    facebook_page,
    graph_error,
    graph_outage,
    graph_permission,
    graph_token_refused,
    graph_too_much_data,
    html_page,
    outage,
    post,
    protect,
    repeated_cursor,
    x_account,
)
from tests.whole_line.line import a_line, a_register, a_school, an_account, local, page_token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from connectors.testing import AccountDiary
    from connectors.testing.events import Event
    from tests.whole_line.line import Line

pytestmark = pytest.mark.slow

NIGHT = local(11, 20, 3, 15)
BEGINS, ENDS = NIGHT - timedelta(hours=6), NIGHT + timedelta(hours=6)
POSTS = 4

ON_X: dict[str, tuple[Fault | None, set[str | None]]] = {
    "xhealthy": (None, {None}),
    "xhtml": (html_page(503), {"transient"}),
    "xempty": (empty_body(), {"transient"}),
    "xcut": (cut_json(), {"transient"}),
    "xshort": (cut_json(honest_length=False), {"transient"}),
    "xreset": (connection_reset(), {"transient"}),
    "xobject": (empty_object(), {"transient", "schema_drift"}),
    "xrepeats": (repeated_cursor(), {"transient", "schema_drift"}),
    "xendsearly": (ends_early(), {"transient", "schema_drift"}),
}
ON_FACEBOOK: dict[str, tuple[Fault | None, set[str | None]]] = {
    "fhealthy": (None, {None}),
    "fexpired": (graph_token_refused(463), {"auth_expired"}),
    "fpassword": (graph_token_refused(460), {"auth_expired"}),
    "fpermission": (graph_permission(), {"permission"}),
    "fthrottled": (graph_error(32, "(#32) Page request limit reached"), {"rate_limited"}),
    "foutage": (graph_outage(2), {"transient"}),
    "fhtml": (html_page(502), {"transient"}),
    "fempty": (empty_body(), {"transient"}),
    "fcut": (cut_json(), {"transient"}),
    "freset": (connection_reset(), {"transient"}),
    "fobject": (empty_object(), {"transient", "schema_drift"}),
    "frepeats": (repeated_cursor(), {"transient", "schema_drift"}),
    "fmuch": (graph_too_much_data(), {"transient"}),
}
IDS = {handle: str(1100 + number) for number, handle in enumerate(ON_X)}
IDS |= {handle: str(2100 + number) for number, handle in enumerate(ON_FACEBOOK)}


def _events(handle: str) -> Iterator[Event]:
    for day in range(POSTS):
        at = local(11, 16 + day, 15)
        yield post(f"{handle}-{day}", at, f"Day {day} of assessment week is over ({handle}).")
        yield comment(
            f"{handle}-c{day}", at + timedelta(hours=2), on=f"{handle}-{day}", by="A Parent", text="Well done!"
        )


def _pages() -> Iterator[AccountDiary]:
    for handle, (fault, _) in ON_FACEBOOK.items():
        broken = [outage(BEGINS, ENDS, fault)] if fault else []
        native_id = IDS[handle]
        yield facebook_page(handle, id=native_id, token=page_token(native_id), diary=[*_events(handle), *broken])


def _schools() -> str:
    schools = [
        a_school(handle, f"School {handle}", an_account("x", handle, IDS[handle]), handle=f'"{handle}"')
        for handle in ON_X
    ]
    schools += [
        a_school(handle, f"School {handle}", an_account("facebook", handle, IDS[handle]), handle=f'"{handle}"')
        for handle in ON_FACEBOOK
    ]
    return "".join(schools)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    accounts = [x_account(handle, id=IDS[handle], diary=_events(handle)) for handle in ON_X]
    with a_line(tmp_path, Diary(*accounts, *_pages()), a_register(_schools()), NIGHT) as line:
        yield line


def test_each_fault_ends_its_own_account_and_what_was_missed_is_read_later(line: Line) -> None:
    for handle, (fault, _) in ON_X.items():
        if fault:
            line.x.break_on_demand(fault, match=f"/2/users/{IDS[handle]}/tweets", times=None)
    night = line.audit(NIGHT)
    assert night.code == 1
    expected = {f"x:{handle}": reasons for handle, (_, reasons) in ON_X.items()}
    expected |= {f"facebook:{handle}": reasons for handle, (_, reasons) in ON_FACEBOOK.items()}
    wrong = {label: reason for label, reason in night.reasons().items() if reason not in expected[label]}
    assert wrong == {}
    assert sum(served.account == IDS["xhtml"] for served in line.x.requests) == 3  # three times at most

    line.x.mend()
    after = line.audit(ENDS)
    assert {reason for reason in after.reasons().values() if reason} == set(), after.out
    for label in expected:
        first, second = night.account(label), after.account(label)
        assert first["posts_new"] + second["posts_new"] == POSTS, label
        assert first["comments_new"] + second["comments_new"] == POSTS, label
        assert second["gaps"] == [] or label.startswith("x:")
    assert all(one["rule"] != "unnamed-children" and one["status"] != "gone" for one in line.findings())


def test_an_account_that_is_protected_keeps_its_open_findings_open(tmp_path: Path) -> None:
    named = post("star", local(11, 18, 16), "Well done to Ella Thompson in Year 4, our star of the week!")
    diary = Diary(x_account("OakPrimary", id="1001", diary=[named, protect(local(11, 20, 12))]))
    register = a_register(a_school("oak", "Oak Primary School", an_account("x", "OakPrimary", "1001")))
    with a_line(tmp_path, diary, register, NIGHT) as line:
        before = line.audit(NIGHT)
        assert before.code == 0
        stood = {(one["id"], one["status"]) for one in line.findings()}
        assert {status for _, status in stood} == {"open"}
        after = line.audit(NIGHT + timedelta(days=1))
        assert after.reasons() == {"x:OakPrimary": "protected"}
        assert {(one["id"], one["status"]) for one in line.findings()} == stood


def test_a_page_that_ends_its_list_early_makes_nothing_gone(tmp_path: Path) -> None:
    """Graph tells no count: what is missing from the list is asked for by id, and is there."""
    late = post("late", local(11, 20, 12), "The gate by the hall is closed tomorrow.")
    star = post("star", local(11, 17, 16), "Well done to Ella Thompson in Year 4, our star of the week!")
    page = facebook_page("oakprimary", id="2001", token=page_token("2001"), diary=[*_events("f"), star, late])
    register = a_register(a_school("oak", "Oak Primary School", an_account("facebook", "oakprimary", "2001")))
    with a_line(tmp_path, Diary(page), register, NIGHT) as line:
        assert line.audit(NIGHT).account("facebook:oakprimary")["posts_new"] == POSTS + 1
        line.facebook.break_on_demand(ends_early(), times=None)
        line.audit(NIGHT + timedelta(days=1))
        assert {one["status"] for one in line.findings()} == {"open"}
        line.facebook.mend()
        after = line.audit(NIGHT + timedelta(days=2))
        assert after.code == 0
        assert {one["status"] for one in line.findings()} == {"open"}
        assert line.rows("SELECT count(*) FROM item WHERE kind = 'post' AND gone_at IS NULL") == [(POSTS + 2,)]
