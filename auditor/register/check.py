"""What can be wrong with a register as a whole: each problem with its place, all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from auditor.addresses import recipient_problem
from auditor.nearest import nearest
from auditor.register.shape import LISTS, REQUIRED, TABLES, X_HANDLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from auditor.register.lines import Path
    from auditor.register.shape import RegisterTable, SpanTable

Problem = tuple["Path", str]

_KINDS = {
    "string_type": 'must be text in "quotation marks"',
    "tuple_type": "must be a list in [brackets]",
    "date": "must be a date such as 2026-09-02",
    "model_type": "must be a table",
    "bool": "must be true or false",
}

_AS_X_HAS_IT = "must be as X can have it (1 to 15 letters, digits and _, without @)"

_WHAT = {"": "a table ", "trust.recipients": "at least one address in "}


def table_name(path: Path) -> str:
    """Return the header under which `path` stands, such as `school.account`, without indexes and keys."""
    names = [part for part in path if isinstance(part, str)]
    while names and ".".join(names) not in TABLES:
        names.pop()
    return ".".join(names)


def header(path: Path) -> str:
    """Return the header of `path` as it is written in the file."""
    name = table_name(path)
    return f"[[{name}]]" if name in LISTS else f"[{name}]" if name else "The register"


def shape_problem(detail: ErrorDetails) -> Problem:
    """Return the sentence for one value that pydantic refused."""
    path = detail["loc"]
    last = next(part for part in reversed(path) if isinstance(part, str))
    if detail["type"] == "extra_forbidden":
        known = TABLES[table_name(path[:-1])].model_fields
        table = header(path[:-1]) if path[:-1] else "the register"
        return path, f"{last} is not a key of {table}.{nearest(last, known)}"
    return path, f"{header(path)}: {last} {_must(detail)}."


def _must(detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind == "literal_error":
        return f"must be one of {detail['ctx']['expected']}".replace("'", "")
    return next((words for start, words in _KINDS.items() if kind.startswith(start)), "cannot be read")


def missing_keys(raw: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each required key that the file does not give; what is given wrongly is told elsewhere."""
    for name, keys in REQUIRED.items():
        for path, table in _tables(raw, name):
            for key in keys:
                if table.get(key, []) == []:
                    yield path, f"{header(path)} needs {_WHAT.get(name, '')}{key}."


def _tables(raw: Mapping[str, Any], name: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    found: list[tuple[Path, Any]] = [((), raw)]
    for part in name.split(".") if name else []:
        step: list[tuple[Path, Any]] = []
        for path, table in found:
            inner = table.get(part)
            many = inner if isinstance(inner, list) else []
            step += [((*path, part, index), item) for index, item in enumerate(many)]
            step += [((*path, part), inner)] if isinstance(inner, dict) else []
        found = [(path, table) for path, table in step if isinstance(table, dict)]
    yield from found


def whole_problems(register: RegisterTable, packs: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong between keys: recipients, duplicates, spans, time zone and policy."""
    yield from _recipients(register)
    yield from _duplicates(register)
    yield from _handles(register)
    yield from _spans(register)
    yield from _time_zone(register.trust.time_zone)
    policy = register.trust.policy
    if policy and not is_path(policy) and packs and policy not in packs:
        offered = ", ".join(sorted(packs))
        yield ("trust", "policy"), f"There is no policy pack {policy}; there are: {offered}.{nearest(policy, packs)}"


def is_path(policy: str) -> bool:
    """Return whether a policy is named by a path instead of by a pack's name."""
    return policy.endswith(".toml") or "/" in policy or "\\" in policy


def _time_zone(name: str) -> Iterator[Problem]:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        yield ("trust", "time_zone"), f"There is no time zone {name}; write it as Europe/London."


def _recipients(register: RegisterTable) -> Iterator[Problem]:
    trust = register.trust
    lists: list[tuple[Path, tuple[str, ...]]] = [
        (("trust", "recipients", kind), getattr(trust.recipients, kind)) for kind in type(trust.recipients).model_fields
    ]
    for index, school in enumerate(register.school):
        lists += [(("school", index, kind), getattr(school, kind)) for kind in ("report", "safeguarding")]
    for path, addresses in lists:
        for address in addresses:
            problem = recipient_problem(address, trust.email_domains) if trust.email_domains else None
            if problem:
                yield path, problem


def _handles(register: RegisterTable) -> Iterator[Problem]:
    """Yield the accounts on X that could be found neither by id nor by handle."""
    for at, school in enumerate(register.school):
        for place, account in enumerate(school.account):
            on_x = account.platform is not None and account.platform.lower() == "x"
            if on_x and account.id is None and account.handle and not X_HANDLE.fullmatch(account.handle):
                path = ("school", at, "account", place, "handle")
                yield path, f"{header(path)}: handle {_AS_X_HAS_IT}, unless the account's id stands beside it."


def _duplicates(register: RegisterTable) -> Iterator[Problem]:
    schools = register.school
    ids: list[tuple[Path, str]] = [(("school", at, "id"), one.id) for at, one in enumerate(schools) if one.id]
    accounts = [
        (("school", at, "account", place), account)
        for at, school in enumerate(schools)
        for place, account in enumerate(school.account)
    ]
    labels: list[tuple[Path, str]] = [
        ((*path, "handle"), f"{one.platform}:{one.handle}") for path, one in accounts if one.platform and one.handle
    ]
    natives: list[tuple[Path, str]] = [
        ((*path, "id"), f"{one.platform}:{one.id}") for path, one in accounts if one.platform and one.id
    ]
    yield from _twice(ids, "school id")
    yield from _twice(labels, "account")
    yield from _twice(natives, "account's id")


def _twice(named: Iterable[tuple[Path, str]], what: str) -> Iterator[Problem]:
    seen = set()
    for path, name in named:
        if name.casefold() in seen:
            yield path, f"The {what} {name} is in the register twice."
        seen.add(name.casefold())


def _spans(register: RegisterTable) -> Iterator[Problem]:
    spans: list[tuple[Path, SpanTable]] = [(("trust", "term", at), span) for at, span in enumerate(register.trust.term)]
    for index, school in enumerate(register.school):
        for kind in ("term", "closed"):
            spans += [(("school", index, kind, at), span) for at, span in enumerate(getattr(school, kind))]
    for path, span in spans:
        if span.start and span.end and span.end < span.start:
            yield (*path, "end"), f"{header(path)} ends on {span.end}, before it starts on {span.start}."
