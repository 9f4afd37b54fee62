"""The register: the TOML file that names the trust, its schools, their accounts and who is told what."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from auditor.errors import Problems
from auditor.model import Known, Span
from auditor.register.check import is_path, missing_keys, shape_problem, whole_problems
from auditor.register.lines import find_lines, line_of
from auditor.register.shape import TOKEN, RegisterTable
from auditor.trust import OfficialAccount, Recipients, School, Trust

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from auditor.register.check import Problem
    from auditor.register.lines import Path as KeyPath
    from auditor.register.shape import AccountTable, KnownTable, SchoolTable, SpanTable, TrustTable

    Lookup = Callable[[str], str | None]

PACKS = Path(__file__).parents[1] / "policies"


def load_register(path: Path, lookup: Lookup | None = None) -> Trust:
    """Return the trust that the file `path` describes; Problems with everything that is wrong at once.

    `lookup` finds a credential by its name (`Settings.credential`), None where it is missing, which is a problem;
    without `lookup` the accounts have no credentials.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Problems([f"There is no register {path}; `auditor init` writes one to start from."]) from None
    except OSError as error:
        raise Problems([f"The register {path} cannot be read ({error.strerror})."]) from None
    except UnicodeDecodeError:
        raise Problems([f"The register {path} is not text in UTF-8; save it as UTF-8."]) from None
    return from_text(text, path, lookup)


def from_text(text: str, path: Path = Path("register.toml"), lookup: Lookup | None = None) -> Trust:
    """Return the trust that `text` describes, as `load_register` does; `path` is for messages and relative paths."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Problems([_syntax(str(error), text, path)]) from None
    register, problems = _shape(raw)
    problems += missing_keys(raw)
    problems += whole_problems(register, {pack.stem for pack in PACKS.glob("*.toml")})
    policy = _policy(register, path, problems)
    tokens = _tokens(register, lookup, problems) if lookup else {}
    if problems:
        raise Problems(_told(problems, text, path))
    return _trust(register, policy, tokens)


def _syntax(message: str, text: str, path: Path) -> str:
    """Return what tomllib says with the line in front; older Pythons tell the place in words only."""
    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", message, re.DOTALL)
    what, line = (found[1], found[2] or max(1, len(text.splitlines()))) if found else (message, 1)
    return f"{path}, line {line}: This is not TOML: {what}."


def _shape(raw: dict[str, Any]) -> tuple[RegisterTable, list[Problem]]:
    """Return the register without the values that do not fit, and a problem for each of those."""
    try:
        return RegisterTable.model_validate(raw), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        fitting = raw
        for detail in reversed(details):
            fitting = _without(fitting, detail["loc"])
        return RegisterTable.model_validate(fitting), [shape_problem(detail) for detail in details]


def _without(value: Any, path: KeyPath) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Return a copy of `value` without what stands at `path`."""
    first, rest = path[0], path[1:]
    items = value.items() if isinstance(value, dict) else enumerate(value)
    kept = [(key, _without(item, rest) if key == first else item) for key, item in items if rest or key != first]
    return dict(kept) if isinstance(value, dict) else [item for _key, item in kept]


def _policy(register: RegisterTable, path: Path, problems: list[Problem]) -> str:
    policy = register.trust.policy or ""
    if not is_path(policy):
        return policy
    file = path.parent / Path(policy).expanduser()
    if not file.is_file():
        problems.append((("trust", "policy"), f"There is no policy pack at {file}."))
    return str(file)


def _tokens(register: RegisterTable, lookup: Lookup, problems: list[Problem]) -> dict[str, str]:
    found = {}
    for at, school in enumerate(register.school):
        for place, account in enumerate(school.account):
            named = TOKEN.fullmatch(account.token or "")
            if not named or named[1] in found:
                continue
            where = ("school", at, "account", place, "token")
            try:
                value = lookup(named[1])
            except Problems as unreadable:
                problems += [(where, problem) for problem in unreadable.problems]
                continue
            if value is None:
                why = f"{named[1]} is not set: put the account's credential under that name into .env."
                problems.append((where, why))
            found[named[1]] = value or ""
    return found


def _told(problems: Iterable[Problem], text: str, path: Path) -> list[str]:
    lines = find_lines(text)
    placed = sorted(((line_of(where, lines) or 0, sentence) for where, sentence in problems), key=lambda one: one[0])
    return list(
        dict.fromkeys(f"{path}{f', line {line}' if line else ''}: {sentence}" for line, sentence in placed),
    )


def _trust(register: RegisterTable, policy: str, tokens: dict[str, str]) -> Trust:
    table = register.trust
    return Trust(
        name=table.name or "",
        time_zone=table.time_zone,
        policy=policy,
        email_domains=table.email_domains,
        recipients=Recipients(**table.recipients.model_dump()),
        schools=tuple(_school(school, table, tokens) for school in register.school),
        nation=table.nation,
        dpia_on=table.dpia_on,
    )


def _school(table: SchoolTable, trust: TrustTable, tokens: dict[str, str]) -> School:
    return School(
        id=table.id or "",
        name=table.name or "",
        handle=table.handle,
        accounts=tuple(_account(account, tokens) for account in table.account),
        recipients=Recipients(report=table.report, safeguarding=table.safeguarding),
        terms=_spans(table.term) or _spans(trust.term),
        closed=_spans(table.closed),
        known=_known(table.known),
        pictures=trust.pictures if table.pictures is None else table.pictures,
    )


def _account(table: AccountTable, tokens: dict[str, str]) -> OfficialAccount:
    values = table.model_dump(exclude={"token", "platform", "handle"})
    token = tokens.get((table.token or "").removeprefix("env:"), "")
    return OfficialAccount(platform=(table.platform or "").lower(), handle=table.handle or "", token=token, **values)


def _spans(tables: Iterable[SpanTable]) -> tuple[Span, ...]:
    spans = (Span(start=one.start, end=one.end, why=getattr(one, "why", "")) for one in tables if one.start and one.end)
    return tuple(sorted(spans, key=lambda span: span.start))


def _known(table: KnownTable) -> Known:
    return Known(**{kind: tuple(name.lower() for name in names) for kind, names in table.model_dump().items()})
