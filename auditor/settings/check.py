"""What can be wrong with settings, each as a plain sentence that never repeats a value: it may be a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from annotated_types import Ge, Le

from auditor.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails
    from pydantic_settings import BaseSettings

    from auditor.settings.environment import Environment

PREFIX = "AUDITOR_"
NO_KEY = "AUDITOR_SECRET_KEY is needed; `auditor init` writes one into a new .env."
GOOD_KEY_LENGTH = 32


def unknown_names(environment: Environment, known: Collection[str]) -> list[str]:
    """Return a sentence for each name that begins as ours do but is none of `known`."""
    ours = (name for name in environment.names() if name.upper().startswith(PREFIX) and name not in known)
    return [f"{environment.where(name)}: {name} is not a setting.{nearest(name, known)}" for name in ours]


def malformed(error: ValidationError, environment: Environment, model: type[BaseSettings]) -> list[str]:
    """Return a sentence for each value that does not fit its setting."""
    found = []
    for detail in error.errors(include_url=False, include_input=False):
        field = str(detail["loc"][0])
        name = field.upper()
        given = name if name in environment.names() else f"{name}_FILE"
        found.append(f"{environment.where(given)}: {name} {_must(detail, model, field)}.")
    return found


def _must(detail: ErrorDetails, model: type[BaseSettings], field: str) -> str:
    match detail["type"]:
        case "value_error":
            return str(detail["ctx"]["error"])
        case "literal_error":
            return f"must be one of {detail['ctx']['expected']}".replace("'", "")
        case kind:
            return _bounds(kind, model, field)


def _bounds(kind: str, model: type[BaseSettings], field: str) -> str:
    low = high = None
    info = model.model_fields[field]
    for limit in (*info.metadata, *_inner(info.annotation)):
        low = limit.ge if isinstance(limit, Ge) else low
        high = limit.le if isinstance(limit, Le) else high
    number = "number" if kind.startswith("decimal") or field.endswith("_usd") else "whole number"
    return f"must be a {number} from {low} to {high}" if high is not None else f"must be a {number}"


def _inner(annotation: object) -> Iterator[object]:
    """Yield the limits that stand inside `annotation`, as in `Annotated[int, Field(ge=1)] | None`."""
    for part in get_args(annotation):
        yield from getattr(part, "metadata", ())
        yield from _inner(part)


def missing_needs(values: Mapping[str, str], *, needs_key: bool) -> list[str]:
    """Return a sentence for each setting that the others call for; `values` holds what is given, by field."""
    missing = []
    if needs_key and "auditor_secret_key" not in values:
        missing.append(NO_KEY)
    if "smtp_host" in values and "mail_from" not in values:
        missing.append("MAIL_FROM is needed where SMTP_HOST is set: the address that mails come from.")
    if ("smtp_username" in values) != ("smtp_password" in values):
        missing.append("SMTP_USERNAME and SMTP_PASSWORD belong together: set both or neither.")
    return missing


def unwise(values: Mapping[str, str]) -> list[str]:
    """Return a sentence for each value that is accepted but should be better."""
    if 0 < len(values.get("auditor_secret_key", "")) < GOOD_KEY_LENGTH:
        return [f"AUDITOR_SECRET_KEY has fewer than {GOOD_KEY_LENGTH} characters and may be guessed: use a random one."]
    return []
