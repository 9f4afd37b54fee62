"""The settings: what one installation needs to know besides its register.

Each field of `Settings` is one setting, named as in the environment but in lower case. `config.example.env` is
written from this class (`python -m auditor.settings.example`).
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field, PrivateAttr, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from auditor.addresses import sender
from auditor.errors import Problems
from auditor.settings.check import NO_KEY, malformed, missing_needs, unknown_names, unwise
from auditor.settings.environment import Environment, read_environment
from auditor.settings.graph import CURRENT, graph_version
from auditor.settings.home import make_home
from auditor.settings.web_address import any_web_address, host_name, web_address
from connectors.base import Options

if TYPE_CHECKING:
    from collections.abc import Mapping

Days = Annotated[int, Field(ge=0, le=36500)]
Dollars = Annotated[Decimal, Field(ge=0, le=1_000_000)]
Address = Annotated[str, AfterValidator(sender)]
Url = Annotated[str, AfterValidator(web_address)]
Host = Annotated[str, AfterValidator(host_name)]

STANDARD_PORTS = {"starttls": 587, "tls": 465, "none": 25}
NOWHERE = Environment(places=(), folder=Path())
UNREADABLE = "https://unreadable.invalid"  # stands in for a secret that is given but cannot be read: told once


def _secret_address(secret: SecretStr) -> SecretStr:
    any_web_address(secret.get_secret_value())
    return secret


def _database(secret: SecretStr) -> SecretStr:
    if "://" not in secret.get_secret_value():
        raise ValueError("must be a SQLAlchemy URL such as postgresql+psycopg://user:password@host/name")
    return secret


SecretUrl = Annotated[SecretStr, AfterValidator(_secret_address)]


class Settings(BaseSettings):
    """All settings, checked. Made by `load_settings`; secrets are hidden from `repr`, `str` and logs."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    auditor_home: Path = Field(Path("auditor-data"), description="database, outbox, lock, logs; made with mode 0700")
    auditor_database_url: Annotated[SecretStr, AfterValidator(_database)] | None = Field(
        None, description="any SQLAlchemy URL, such as postgresql+psycopg://…; without it a SQLite file in the home"
    )
    auditor_register: Path = Field(Path("register.toml"), description="trust, schools, accounts, recipients")
    auditor_secret_key: SecretStr | None = Field(
        None, description="from it all keys are derived; keep a copy apart from the home, never change it"
    )
    auditor_keep_comments: Days = Field(30, description="days after which comments' texts are deleted")
    auditor_keep_posts: Days = Field(90, description="days after which posts' texts are deleted")
    auditor_keep_findings: Days = Field(365, description="days after which closed findings are deleted")
    auditor_keep_mail: Days = Field(365, description="days after which sent mails are deleted")
    auditor_first_run_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        28, description="how many days the first run of an account reads back"
    )
    auditor_ping_url: SecretUrl | None = Field(
        None, description="asked after each finished run (dead man's switch); {code} stands for the exit code"
    )

    x_bearer_token: SecretStr | None = Field(None, description="X API v2, app-only bearer token")
    x_api_url: Url = Field("https://api.x.com", description="where requests to X really go")
    x_monthly_budget_usd: Dollars | None = Field(None, description="where set, X stops for the month when it is spent")
    x_price_post_usd: Dollars = Field(Decimal("0.005"), description="X's price for one post read, in dollars")
    x_price_user_usd: Dollars = Field(Decimal("0.010"), description="X's price for one profile read, in dollars")
    x_price_media_usd: Dollars = Field(Decimal(0), description="X's price for one picture's record, in dollars")

    facebook_graph_url: Url = Field("https://graph.facebook.com", description="where requests to Facebook really go")
    facebook_graph_version: Annotated[str, AfterValidator(graph_version)] = Field(
        CURRENT, description="the Graph API's version"
    )
    facebook_app_secret: SecretStr | None = Field(
        None, description="of the app that the Page tokens belong to; proves each request"
    )

    smtp_host: Host | None = Field(None, description="without it mails are written to the home's outbox as .eml files")
    smtp_port: Annotated[int, Field(ge=1, le=65535)] | None = Field(
        None, description="587 for starttls, 465 for tls, 25 for none, unless set"
    )
    smtp_security: Literal["starttls", "tls", "none"] = Field("starttls", description="starttls, tls or none")
    smtp_username: str | None = Field(None, description="where the mail server wants a login")
    smtp_password: SecretStr | None = Field(None, description="the same login's password")
    mail_from: Address | None = Field(None, description="the sender, needed where SMTP_HOST is set")
    mail_reply_to: Address | None = Field(None, description="who gets the answers")

    _environment: Environment = PrivateAttr(default=NOWHERE)
    _warnings: tuple[str, ...] = PrivateAttr(default=())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the base's signature, as all that follow
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the one source: what `load_settings` found. So nothing is read behind its back."""
        return (init_settings,)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what is allowed but unwise, each a whole sentence."""
        return self._warnings

    @property
    def folder(self) -> Path:
        """Return the working folder from which relative paths and `.env` are read."""
        return self._environment.folder

    @property
    def register(self) -> Path:
        """Return the register's path, absolute."""
        return self.folder / self.auditor_register.expanduser()

    @property
    def mail_port(self) -> int:
        """Return the mail server's port: the one set, or the usual one for the kind of security."""
        return self.smtp_port or STANDARD_PORTS[self.smtp_security]

    def home(self) -> Path:
        """Return the home, absolute; made, or tightened to mode 0700, where need be. Problems where it cannot be."""
        home = self.folder / self.auditor_home.expanduser()
        warning = make_home(home)
        if warning and warning not in self._warnings:
            self._warnings = (*self._warnings, warning)
        return home

    def database_url(self) -> str:
        """Return the SQLAlchemy URL of the database; without one of its own a SQLite file in the home (made)."""
        if self.auditor_database_url is not None:
            return self.auditor_database_url.get_secret_value()
        path = str(self.home() / "auditor.db")
        if "%" in path or "?" in path:
            raise Problems([f"AUDITOR_HOME must name a folder without % and ? in its path; it is {path}."])
        return f"sqlite:///{path}"

    def secret_key(self) -> str:
        """Return the secret from which keys are derived; Problems where there is none."""
        if self.auditor_secret_key is None:
            raise Problems([NO_KEY])
        return self.auditor_secret_key.get_secret_value()

    def credential(self, name: str) -> str | None:
        """Return the credential that the environment, `.env` or `NAME_FILE` gives under `name`, None if none does.

        Problems where `NAME_FILE` cannot be read.
        """
        return self._environment.credential(name)

    def platform(self, name: str) -> Options:
        """Return how to reach a platform; `url` is empty where only the connector knows its usual address."""
        if name == "facebook":
            secret = self.facebook_app_secret
            extra = {"version": self.facebook_graph_version, "app_secret": secret.get_secret_value() if secret else ""}
            return Options(url=self.facebook_graph_url, extra=extra)
        if name == "x":
            return Options(url=self.x_api_url)
        given = self._environment.plain(f"{name.upper()}_API_URL")
        return Options(url=given[0] if given else "")

    def secrets(self) -> tuple[str, ...]:
        """Return every secret value that is set, for hiding them in logs."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return tuple(value.get_secret_value() for value in values if isinstance(value, SecretStr))


SECRETS = frozenset(name for name, field in Settings.model_fields.items() if "Secret" in str(field.annotation))


def known_names() -> list[str]:
    """Return every setting's name in the environment, `NAME_FILE` of secrets included."""
    plain = [name.upper() for name in Settings.model_fields]
    return [*plain, *(f"{name.upper()}_FILE" for name in SECRETS)]


def load_settings(environ: Mapping[str, str], folder: Path, *, needs_key: bool = True) -> Settings:
    """Return the settings that `environ` and `folder/.env` give; Problems with everything that is wrong at once.

    `needs_key` is False for commands that work without AUDITOR_SECRET_KEY.
    """
    environment = read_environment(environ, folder.absolute())
    values, problems = _given(environment)
    problems += unknown_names(environment, known_names())
    problems += missing_needs(values, needs_key=needs_key)
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        raise Problems([*problems, *malformed(error, environment, Settings)]) from None
    if problems:
        raise Problems(problems)
    settings._environment = environment  # noqa: SLF001 - our own class: pydantic keeps private attributes out of init
    settings._warnings = (*environment.warnings, *unwise(values))  # noqa: SLF001 - the same
    return settings


def _given(environment: Environment) -> tuple[dict[str, str], list[str]]:
    values, problems = {}, list(environment.problems)
    for name in Settings.model_fields:
        try:
            found = (environment.secret if name in SECRETS else environment.plain)(name.upper())
        except ValueError as error:
            problems.append(str(error))
            values[name] = UNREADABLE
            continue
        if found:
            values[name] = found[0]
    return values, problems
