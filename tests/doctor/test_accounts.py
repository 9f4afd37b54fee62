"""Each account's credential, asked of stand-ins for the platforms on loopback."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from auditor.doctor.accounts import check_accounts
from auditor.register import from_text
from auditor.register.credentials import missing_credentials, with_credentials
from auditor.settings import load_settings
from connectors.testing import (
    Diary,
    FacebookStandIn,
    XStandIn,
    answered,
    facebook_page,
    html_page,
    x_account,
    x_unauthorized,
)
from tests.registers import SOUND

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.doctor.check import Check

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND = '[[school.account]]\nplatform = "x"\nhandle = "oakpe"\nid = "1002"\n'
PAGE = '[[school.account]]\nplatform = "facebook"\nhandle = "oak"\nid = "2001"\ntoken = "env:FB_OAK"\n'
CREDENTIALS = {"FB_OAK": "page-token-2001"}


@pytest.fixture
def x() -> Iterator[XStandIn]:
    with XStandIn(Diary(x_account("oakfieldprimary", id="1001")), clock=NOW, bearer="canary-bearer") as server:
        yield server


@pytest.fixture
def facebook() -> Iterator[FacebookStandIn]:
    with FacebookStandIn(Diary(facebook_page("oak", id="2001")), clock=NOW) as server:
        yield server


def checks_of(folder: Path, register: str, **environ: str) -> list[Check]:
    settings = load_settings(environ, folder, needs_key=False)
    trust = with_credentials(from_text(register, lookup=CREDENTIALS.get), settings)
    found = list(check_accounts(settings, trust, NOW))
    assert all(bool(check.what_to_do) == (check.status != "ok") for check in found)
    assert "canary" not in repr(found)
    return found


def test_a_shared_bearer_token_is_asked_about_once_and_told_for_each_account(x: XStandIn, tmp_path: Path) -> None:
    checks = checks_of(tmp_path, SOUND + SECOND, X_API_URL=x.url, X_BEARER_TOKEN="canary-bearer")
    assert [(check.check, check.status) for check in checks] == [
        ("credential of x:oakfieldprimary", "ok"),
        ("credential of x:oakpe", "ok"),
    ]
    assert [request.path for request in x.requests] == ["/2/usage/tweets"]
    assert checks[0].message.startswith("The app's bearer token")


def test_a_refused_token_says_who_makes_a_new_one(x: XStandIn, tmp_path: Path) -> None:
    x.break_on_demand(x_unauthorized(), times=None)
    (check,) = checks_of(tmp_path, SOUND, X_API_URL=x.url, X_BEARER_TOKEN="canary-other")
    assert check.status == "failed"
    assert "docs/platforms.md" in check.what_to_do


def test_what_x_does_not_tell_of_a_token_is_no_failure(x: XStandIn, tmp_path: Path) -> None:
    x.break_on_demand(answered(404, {"title": "Not Found", "status": 404}), match="/2/usage/tweets", times=None)
    (check,) = checks_of(tmp_path, SOUND, X_API_URL=x.url, X_BEARER_TOKEN="canary-bearer")
    assert check.status == "ok"
    assert check.message.startswith("A token that X accepts")


def test_nothing_is_said_of_a_next_run(x: XStandIn, tmp_path: Path) -> None:
    x.break_on_demand(html_page(503), times=None)
    (check,) = checks_of(tmp_path, SOUND, X_API_URL=x.url, X_BEARER_TOKEN="canary-bearer")
    assert (check.status, check.message) == ("failed", "127.0.0.1 answered with a web page instead of data.")


def test_a_warning_says_where_to_read_on(facebook: FacebookStandIn, tmp_path: Path) -> None:
    facebook.token_of("2001").scopes |= {"pages_manage_posts"}
    (_, check) = checks_of(tmp_path, SOUND.partition("[[school.account]]")[0] + PAGE, FACEBOOK_GRAPH_URL=facebook.url)
    assert check.what_to_do == "docs/platforms.md says which token is wanted and how to make it."


def test_a_web_filter_is_recognised_and_the_host_to_allow_named(x: XStandIn, tmp_path: Path) -> None:
    x.break_on_demand(html_page(200, "<html>This site is blocked by Smoothwall</html>"), times=None)
    (check,) = checks_of(tmp_path, SOUND, X_API_URL=x.url, X_BEARER_TOKEN="canary-bearer")
    assert check.status == "failed"
    assert "web filter" in check.message
    assert "allow 127.0.0.1" in check.message


def test_a_page_tokens_rights_and_days_are_told(facebook: FacebookStandIn, tmp_path: Path) -> None:
    token = facebook.token_of("2001")
    token.data_access_expires_at = NOW + timedelta(days=60)
    (check,) = checks_of(tmp_path, SOUND.partition("[[school.account]]")[0] + PAGE, FACEBOOK_GRAPH_URL=facebook.url)
    assert check.status == "ok"
    assert "pages_read_user_content" in check.message
    assert "in 60 days" in check.message


def test_a_token_that_ends_soon_or_may_publish_is_a_warning(facebook: FacebookStandIn, tmp_path: Path) -> None:
    token = facebook.token_of("2001")
    token.expires_at = NOW + timedelta(days=3, hours=1)
    token.scopes |= {"pages_manage_posts"}
    checks = checks_of(tmp_path, SOUND.partition("[[school.account]]")[0] + PAGE, FACEBOOK_GRAPH_URL=facebook.url)
    assert [check.status for check in checks] == ["warning", "warning"]
    assert "in 3 days" in checks[0].message
    assert "may publish" in checks[1].message


def test_an_account_without_a_connector_or_a_credential_is_told(tmp_path: Path) -> None:
    unknown = '[[school.account]]\nplatform = "myspace"\nhandle = "oak"\n'
    bare, unsupported = checks_of(tmp_path, SOUND + unknown)
    assert (bare.status, bare.message) == ("failed", "There is no credential for this account.")
    assert unsupported.status == "warning"
    assert "There is no connector for myspace" in unsupported.message


def test_missing_credentials_are_named_before_an_audit(tmp_path: Path) -> None:
    page = PAGE.replace('token = "env:FB_OAK"\n', "")
    trust = from_text(SOUND + SECOND + page)
    token, facebook = missing_credentials(trust)
    assert token.startswith("X_BEARER_TOKEN is needed")
    assert "The account facebook:oak has no credential" in facebook
    settings = load_settings({"X_BEARER_TOKEN": "canary"}, tmp_path, needs_key=False)
    assert missing_credentials(with_credentials(trust, settings)) == [facebook]


def test_an_accounts_own_token_is_kept(tmp_path: Path) -> None:
    settings = load_settings({"X_BEARER_TOKEN": "shared"}, tmp_path, needs_key=False)
    trust = from_text(SOUND + 'token = "env:OWN"\n' + SECOND, lookup={"OWN": "own"}.get)
    assert [one.token for one in with_credentials(trust, settings).schools[0].accounts] == ["own", "shared"]
