from __future__ import annotations

from datetime import UTC, datetime

import pytest
import tenacity

from connectors import http
from connectors.errors import AuthExpired, ConnectorError
from connectors.model import Credential
from tests.connectors.graph import ACCOUNT, TOKEN, CountingMeter, Reply, ScriptedGraph, connected, refused

READS = ["pages_show_list", "pages_read_engagement", "pages_read_user_content"]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())


def told(**details: object) -> dict[str, object]:
    """Return what `debug_token` answers."""
    return {
        "data": {
            "app_id": "1",
            "type": "PAGE",
            "application": "Our auditor",
            "data_access_expires_at": 0,
            "expires_at": 0,
            "is_valid": True,
            "scopes": READS,
            "profile_id": "2001",
            **details,
        }
    }


def credential(*answers: object) -> Credential:
    with ScriptedGraph(debug_token=answers) as graph:
        found = connected(graph).credential(ACCOUNT, CountingMeter())
        assert graph.calls[0][1]["input_token"] == TOKEN
        return found


def test_a_reading_token_without_an_end_is_fine() -> None:
    assert credential(told()) == Credential(shown_name="a page token", scopes=tuple(sorted(READS)))


def test_the_earlier_of_both_ends_counts() -> None:
    early, late = 1_800_000_000, 1_900_000_000
    expected = datetime.fromtimestamp(early, UTC)
    assert credential(told(expires_at=late, data_access_expires_at=early)).expires_at == expected
    assert credential(told(expires_at=early, data_access_expires_at=late)).expires_at == expected
    assert credential(told(expires_at=0, data_access_expires_at=early)).expires_at == expected
    assert credential(told(expires_at="soon", data_access_expires_at=None)).expires_at is None


@pytest.mark.parametrize(
    ("scopes", "words"),
    [
        ([*READS, "pages_manage_posts"], ["may publish", "pages_manage_posts"]),
        ([*READS, "pages_manage_engagement"], ["may publish or change", "pages_manage_engagement"]),
        ([*READS, "publish_video"], ["may publish", "publish_video"]),
        ([*READS, "pages_messaging"], ["private messages", "pages_messaging"]),
        (["pages_read_engagement"], ["lacks pages_read_user_content"]),
    ],
)
def test_what_a_token_may_beyond_reading_or_lacks_is_a_warning(scopes: list[str], words: list[str]) -> None:
    (warning,) = credential(told(scopes=scopes)).warnings
    assert all(word in warning for word in words)


def test_a_persons_token_is_warned_of() -> None:
    (warning,) = credential(told(type="USER")).warnings
    assert "a person's token" in warning


def test_another_pages_token_is_warned_of() -> None:
    (warning,) = credential(told(profile_id="2999")).warnings
    assert "another Page's" in warning
    assert credential(told(type="SYSTEM_USER", profile_id="2999")).warnings == ()


def test_a_version_other_than_asked_for_is_warned_of() -> None:
    answer = Reply(told(), headers=(("facebook-api-version", "v22.0"),))
    (warning,) = credential(answer).warnings
    assert "v22.0" in warning
    assert credential(Reply(told(), headers=(("facebook-api-version", "v25.0"),))).warnings == ()


def test_a_token_that_is_not_valid_any_more_is_refused() -> None:
    with ScriptedGraph(debug_token=[told(is_valid=False)]) as graph, pytest.raises(AuthExpired):
        connected(graph).credential(ACCOUNT, CountingMeter())


@pytest.mark.parametrize("answer", [refused(10), refused(100, 33), refused(2500), refused(100), {"data": []}])
def test_where_it_may_not_be_inspected_its_owner_is_asked(answer: object) -> None:
    with ScriptedGraph(debug_token=[answer], me=[{"id": "2001", "name": "Oakfield Primary School"}]) as graph:
        found = connected(graph).credential(ACCOUNT, CountingMeter())
        assert (found.shown_name, found.scopes) == ("Oakfield Primary School", ())


def test_a_refused_token_is_told_without_its_words() -> None:
    with ScriptedGraph(debug_token=[refused(190, 460)]) as graph:
        with pytest.raises(ConnectorError) as caught:
            connected(graph).credential(ACCOUNT, CountingMeter())
        assert "password" in str(caught.value)
        assert TOKEN not in str(caught.value)
