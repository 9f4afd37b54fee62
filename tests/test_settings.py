"""Settings as an IT manager meets them: environment, `.env`, secret files, and every problem at once."""

from __future__ import annotations

import os
import re
import stat
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.errors import Problems
from auditor.settings import SECRETS, Settings, known_names, load_settings
from auditor.settings.example import example_env
from connectors.base import Options

ROOT = Path(__file__).parents[1]
DATABASE = "postgresql+psycopg://user:password@host/name"
KEY = {"AUDITOR_SECRET_KEY": "k9" * 20}


def settings_of(folder: Path, env_file: str | None = None, *, mode: int = 0o600, **environ: str) -> Settings:
    if env_file is not None:
        (folder / ".env").write_text(env_file, encoding="utf-8")
        (folder / ".env").chmod(mode)
    return load_settings({**KEY, **environ}, folder)


def problems_of(folder: Path, env_file: str | None = None, **environ: str) -> tuple[str, ...]:
    with pytest.raises(Problems) as caught:
        settings_of(folder, env_file, mode=0o600, **environ)
    assert caught.value.exit_code == 2
    return caught.value.problems


def test_nothing_but_the_key_is_needed(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert settings.database_url() == f"sqlite:///{tmp_path}/auditor-data/auditor.db"
    assert settings.register == tmp_path / "register.toml"
    assert (settings.auditor_keep_comments, settings.auditor_keep_posts) == (30, 90)
    assert (settings.auditor_keep_findings, settings.auditor_keep_mail) == (365, 365)
    assert settings.auditor_first_run_days == 28
    assert settings.x_price_post_usd == Decimal("0.005")
    assert settings.mail_port == 587
    assert settings.warnings == ()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "AUDITOR_KEEP_POSTS=10\nAUDITOR_KEEP_COMMENTS=11\n", AUDITOR_KEEP_POSTS="12")
    assert (settings.auditor_keep_posts, settings.auditor_keep_comments) == (12, 11)


def test_a_name_set_to_nothing_is_not_set(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "SMTP_HOST=mail.example\nX_MONTHLY_BUDGET_USD=\n", SMTP_HOST="")
    assert settings.smtp_host is None
    assert settings.x_monthly_budget_usd is None


def test_the_file_may_quote_comment_and_hold_names_of_others(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "# mine\nexport SMTP_HOST='mail.example' # here\nMAIL_FROM=a@b.example\nOTHER=1\n")
    assert settings.smtp_host == "mail.example"


def test_a_bare_name_in_the_file_is_not_set(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "FOO\nSMTP_HOST\nX_BEARER_TOKEN\nMAIL_REPLY_TO=a@b.example\n")
    assert (settings.smtp_host, settings.x_bearer_token) == (None, None)
    assert settings.mail_reply_to == "a@b.example"


def test_a_bare_name_that_is_nearly_ours_is_still_a_problem(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "FOO\nAUDITOR_HOMME\n")
    assert problem == f"{tmp_path}/.env, line 2: AUDITOR_HOMME is not a setting. Did you mean AUDITOR_HOME?"


@pytest.mark.parametrize("written", ["v24.0", "24.0", "V24.0", " 24.0 "])
def test_the_graph_version_may_be_written_without_v(tmp_path: Path, written: str) -> None:
    settings = settings_of(tmp_path, FACEBOOK_GRAPH_VERSION=written)
    assert settings.platform("facebook").extra["version"] == "v24.0"


def test_a_password_is_taken_as_it_stands(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "SMTP_USERNAME=u\nSMTP_PASSWORD='pa${HOME}ss#1 2'\n")
    assert settings.smtp_password is not None
    assert settings.smtp_password.get_secret_value() == "pa${HOME}ss#1 2"


def test_nothing_of_the_file_reaches_the_environment(tmp_path: Path) -> None:
    settings_of(tmp_path, "X_BEARER_TOKEN=canary-token\n")
    assert "canary-token" not in os.environ.values()


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_each_secret_may_stand_in_a_file(tmp_path: Path, name: str) -> None:
    secret = "https://canary.example/secret-in-a-file"
    (tmp_path / "secret").write_text(f"{secret}\n", encoding="utf-8")
    environ = {"SMTP_USERNAME": "u", "SMTP_PASSWORD": "p", **KEY, f"{name.upper()}_FILE": "secret"}
    environ.pop(name.upper(), None)
    settings = load_settings(environ, tmp_path)
    assert getattr(settings, name).get_secret_value() == secret


def test_a_secrets_file_in_the_environment_beats_a_value_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-a-file", encoding="utf-8")
    settings = settings_of(tmp_path, "X_BEARER_TOKEN=from-env-file\n", X_BEARER_TOKEN_FILE=str(tmp_path / "token"))
    assert settings.x_bearer_token is not None
    assert settings.x_bearer_token.get_secret_value() == "from-a-file"


@pytest.mark.parametrize(
    ("content", "told"), [(None, "cannot be read"), ("", "on one line"), ("a\nb\n", "on one line"), (b"\xff", "UTF-8")]
)
def test_a_secrets_file_that_is_no_good_is_named(tmp_path: Path, content: str | bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / "token").write_bytes(content if isinstance(content, bytes) else content.encode())
    (problem,) = problems_of(tmp_path, "X_BEARER_TOKEN_FILE=token\n")
    assert f"{tmp_path}/.env, line 1: the file that X_BEARER_TOKEN_FILE names, {tmp_path}/token," in problem
    assert told in problem


def test_a_secret_and_its_file_in_one_place_are_a_problem(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, X_BEARER_TOKEN="canary", X_BEARER_TOKEN_FILE="token")
    assert problem == "Environment: X_BEARER_TOKEN and X_BEARER_TOKEN_FILE are both given; keep one of them."


def test_every_problem_is_told_at_once_with_line_and_nearest_name(tmp_path: Path) -> None:
    problems = problems_of(
        tmp_path,
        "\n# a comment\nAUDITOR_HOMME=x\n\nAUDITOR_KEEP_POSTS=many\nSMTP_SECURITY=ssl\nFACEBOOK_GRAPH_VERSION=25\n"
        "SMTP_HOST=mail.example\nthis is no line\n",
        X_API_URL="api.x.com",
        X_MONTHLY_BUDGET_USD="-1",
        SMTP_PORT="99999",
        AUDITOR_KEEP_COMMENTS="9" * 30,
        AUDITOR_DATABASE_URL="nonsense",
        AUDITOR_PING_URL="nonsense",
        SMTP_USERNAME="u",
        auditor_register="lower case",
    )
    file = f"{tmp_path}/.env"
    assert set(problems) == {
        f"{file}, line 9: this line cannot be read; write NAME=value.",
        f"{file}, line 3: AUDITOR_HOMME is not a setting. Did you mean AUDITOR_HOME?",
        "Environment: auditor_register is not a setting. Did you mean AUDITOR_REGISTER?",
        f"{file}, line 5: AUDITOR_KEEP_POSTS must be a whole number from 0 to 36500.",
        "Environment: AUDITOR_KEEP_COMMENTS must be a whole number from 0 to 36500.",
        f"{file}, line 6: SMTP_SECURITY must be one of starttls, tls or none.",
        f"{file}, line 7: FACEBOOK_GRAPH_VERSION must look like v25.0.",
        "Environment: X_API_URL must be a web address such as https://api.x.com.",
        "Environment: X_MONTHLY_BUDGET_USD must be a number from 0 to 1000000.",
        "Environment: SMTP_PORT must be a whole number from 1 to 65535.",
        f"Environment: AUDITOR_DATABASE_URL must be a SQLAlchemy URL such as {DATABASE}.",
        "Environment: AUDITOR_PING_URL must be a web address such as https://hc-ping.com/your-uuid.",
        "MAIL_FROM is needed where SMTP_HOST is set: the address that mails come from.",
        "SMTP_USERNAME and SMTP_PASSWORD belong together: set both or neither.",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X_API_URL", "ftp://api.x.com"),
        ("X_API_URL", "https://user:password@api.x.com"),
        ("X_API_URL", "https://api.x.com/?a=b"),
        ("X_API_URL", "https://api.x.com:99999"),
        ("X_API_URL", "https://[::1"),
        ("SMTP_HOST", "mail.example:25"),
        ("SMTP_HOST", "https://mail.example"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "A\u2028B <a@b.example>"),
        ("X_PRICE_POST_USD", "NaN"),
        ("AUDITOR_FIRST_RUN_DAYS", "-7123"),
        ("FACEBOOK_GRAPH_VERSION", "v25.0\nX"),
    ],
)
def test_a_malformed_value_is_named_and_never_repeated(tmp_path: Path, name: str, value: str) -> None:
    environ = {"MAIL_FROM": "a@b.example", name: value}
    (problem,) = problems_of(tmp_path, **environ)
    assert problem.startswith(f"Environment: {name} must ")
    assert value not in problem


@pytest.mark.parametrize("value", ["auditor@trust.example", "The Auditor <auditor@trust.example>", "auditor@localhost"])
def test_a_sender_may_have_a_name(tmp_path: Path, value: str) -> None:
    assert settings_of(tmp_path, MAIL_FROM=value).mail_from == value


def test_a_missing_key_is_a_problem_only_where_it_is_needed(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="AUDITOR_SECRET_KEY is needed; `auditor init` writes one"):
        load_settings({}, tmp_path)
    settings = load_settings({}, tmp_path, needs_key=False)
    with pytest.raises(Problems, match="AUDITOR_SECRET_KEY is needed"):
        settings.secret_key()


def test_a_file_that_others_can_read_is_warned_of_and_used(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "AUDITOR_KEEP_POSTS=5\n", mode=0o644)
    assert settings.auditor_keep_posts == 5
    assert settings.warnings == (
        f"{tmp_path}/.env can be read by other users of this machine; run: chmod 600 {tmp_path}/.env",
    )


def test_a_short_key_is_warned_of(tmp_path: Path) -> None:
    (warning,) = load_settings({"AUDITOR_SECRET_KEY": "short"}, tmp_path).warnings
    assert "may be guessed" in warning
    assert "short" not in warning


def test_a_file_in_another_encoding_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("AUDITOR_HOME=x".encode("utf-16"))
    assert problems_of(tmp_path) == (f"{tmp_path}/.env is not text in UTF-8; save it as UTF-8.",)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfAUDITOR_KEEP_POSTS=5\r\n")
    assert load_settings(KEY, tmp_path).auditor_keep_posts == 5


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        X_BEARER_TOKEN="canary-1",
        AUDITOR_DATABASE_URL="postgresql://u:canary-2@h/n",
        FACEBOOK_APP_SECRET="canary-3",
    )
    for shown in (repr(settings), str(settings), repr(settings.platform("facebook"))):
        assert "canary" not in shown
        assert KEY["AUDITOR_SECRET_KEY"] not in shown
    assert {"canary-1", "postgresql://u:canary-2@h/n", "canary-3"} < set(settings.secrets())


def test_a_platforms_requests_can_be_moved(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path, X_API_URL="http://127.0.0.1:1/", BLUESKY_API_URL="http://127.0.0.1:2", FACEBOOK_APP_SECRET="s"
    )
    assert settings.platform("x") == Options(url="http://127.0.0.1:1")
    assert settings.platform("bluesky") == Options(url="http://127.0.0.1:2")
    assert settings.platform("mastodon") == Options(url="")
    facebook = settings.platform("facebook")
    assert facebook.url == "https://graph.facebook.com"
    assert facebook.extra == {"version": "v25.0", "app_secret": "s"}


def test_a_credential_is_found_as_settings_are(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-a-file", encoding="utf-8")
    settings = settings_of(tmp_path, "FB_A=in-env-file\nFB_B_FILE=token\n", FB_C="in-environment", FB_E_FILE="nowhere")
    assert [settings.credential(name) for name in ("FB_A", "FB_B", "FB_C", "FB_D")] == [
        "in-env-file",
        "from-a-file",
        "in-environment",
        None,
    ]
    with pytest.raises(Problems, match="FB_E_FILE"):
        settings.credential("FB_E")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_home_is_made_for_us_alone(tmp_path: Path) -> None:
    home = settings_of(tmp_path, AUDITOR_HOME="deep/down").home()
    assert home == tmp_path / "deep/down"
    assert mode_of(home) == 0o700


@pytest.mark.parametrize("inside", [None, "auditor.db"])
def test_a_home_that_is_plainly_ours_is_tightened(tmp_path: Path, inside: str | None) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o755)
    if inside:
        (home / inside).touch()
    settings = settings_of(tmp_path, AUDITOR_HOME="home")
    assert mode_of(settings.home()) == 0o700
    assert settings.warnings == ()


def test_a_folder_with_other_things_is_left_as_it_is_and_warned_of(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o755)
    (home / "letters").touch()
    settings = settings_of(tmp_path, AUDITOR_HOME="home")
    assert mode_of(settings.home()) == 0o755
    settings.home()
    assert settings.warnings == (f"{home} can be read by other users of this machine; run: chmod 700 {home}",)


def test_a_home_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Problems, match="AUDITOR_HOME names it"):
        settings_of(tmp_path, AUDITOR_HOME="file/home").home()


def test_a_home_whose_path_no_database_address_can_hold_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="without % and"):
        settings_of(tmp_path, AUDITOR_HOME="50%").database_url()


def test_the_example_is_what_the_settings_are() -> None:
    assert (ROOT / "config.example.env").read_text(encoding="utf-8") == example_env(), (
        "Write it again: .venv/bin/python -m auditor.settings.example > config.example.env"
    )


def test_the_example_names_every_setting() -> None:
    text = example_env()
    assert [name for name in known_names() if name not in text] == []


def test_the_examples_defaults_are_the_defaults(tmp_path: Path) -> None:
    taken_into_use = re.sub(r"^# ([A-Z])", r"\1", example_env("k9" * 20), flags=re.MULTILINE)
    taken_into_use = "\n".join(line for line in taken_into_use.splitlines() if re.match("[A-Z_]+=|#", line))
    settings = settings_of(tmp_path, taken_into_use)
    assert settings.model_dump() == load_settings(KEY, tmp_path / "elsewhere").model_dump()
    assert settings.warnings == ()
