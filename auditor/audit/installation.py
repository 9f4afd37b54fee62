"""From settings and register to everything that an audit needs on this machine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

from auditor.audit.request import Installation, Tariff
from auditor.keys import key_for
from auditor.mail import sender_from
from auditor.policies import load_pack
from auditor.store.engine import open_engine
from auditor.store.retention import Limits
from auditor.store.spend import MICROS

if TYPE_CHECKING:
    from decimal import Decimal

    from auditor.settings import Settings
    from auditor.trust import Trust


def installation_from(settings: Settings, trust: Trust) -> Installation:
    """Return the installation that the settings describe; the database is opened when it is first used."""
    url = settings.database_url()
    engine = open_engine(url)
    return Installation(
        engine=engine,
        database=engine.url.render_as_string(hide_password=True) if engine.url.host else str(make_url(url).database),
        home=settings.home(),
        trust=trust,
        pack=load_pack(trust.policy),
        sender=sender_from(settings),
        pseudonym_key=key_for(settings.secret_key(), "pseudonyms"),
        roll_key=key_for(settings.secret_key(), "roll"),
        limits=limits_from(settings),
        first_days=settings.auditor_first_run_days,
        options_for=settings.platform,
        tariff_for=lambda platform: _tariff(settings, platform),
        clock=lambda: datetime.now(UTC),
    )


def limits_from(settings: Settings) -> Limits:
    """Return how long texts, findings and mails are kept; a platform's shorter limit wins."""
    return Limits(
        comments=settings.auditor_keep_comments,
        posts=settings.auditor_keep_posts,
        findings=settings.auditor_keep_findings,
        mail=settings.auditor_keep_mail,
    )


def _tariff(settings: Settings, platform: str) -> Tariff:
    if platform != "x":
        return Tariff()
    prices = {"post": settings.x_price_post_usd, "user": settings.x_price_user_usd, "media": settings.x_price_media_usd}
    cap = settings.x_monthly_budget_usd
    return Tariff(
        prices={kind: _micros(price) for kind, price in prices.items()},
        monthly_cap=_micros(cap) if cap is not None else None,
    )


def _micros(dollars: Decimal) -> int:
    return int(dollars * MICROS)
