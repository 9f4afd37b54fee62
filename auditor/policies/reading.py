"""Reading a policy pack from TOML, with every problem told at once."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any

from auditor.errors import Problems
from auditor.model import Clause, Severity
from auditor.nearest import nearest
from auditor.policies.dates import last_day_named
from auditor.policies.pack import HOW, Pack, PackClause, RuleUse
from auditor.register.lines import find_lines, line_of
from auditor.rules.catalogue import rule_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Where = tuple[str | int, ...]
    Table = Mapping[str, Any]

_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")

# What each key holds: str, int, list (of text), tables (a list of tables), table or date (also a named one).
_FRONT = {"title": "str", "version": "str", "approved": "str", "next_review": "date", "clause": "tables"}
_CLAUSE = {
    "clause": "str",
    "heading": "str",
    "text": "str",
    "how": "str",
    "rules": "tables",
    "who": "str",
    "why": "str",
}
_CLAUSE |= {"laws": "list", "networks": "list", "characteristics": "list", "retention_days": "int", "route": "str"}
_USE = {"rule": "str", "severity": "str", "options": "table", "only": "list"}
_WORDS = {
    "str": "text in quotation marks",
    "int": "a whole number",
    "list": "a list of texts",
    "tables": "a list of tables",
    "table": "a table",
    "date": 'a date, or what the policy names, such as "Autumn Term 2025"',
}


class PackReader:
    """Reads one pack and gathers what is wrong with it. Make one for each text."""

    def __init__(self, name: str, text: str, path: Path) -> None:
        """Begin with nothing read; `path` is for messages."""
        self._name, self._path = name, path
        self._lines = find_lines(text)
        self._text = text
        self._problems: list[tuple[int, str]] = []

    def read(self) -> Pack:
        """Return the pack; Problems with the file and the line of each where anything is wrong."""
        try:
            raw = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            raise Problems([f"{self._path}: This is not TOML: {error}."]) from None
        self._check(raw, _FRONT, (), needed=("title", "version", "clause"))
        clauses = tuple(self._clause(table, ("clause", at)) for at, table in _tables(raw, "clause"))
        self._check_whole(clauses)
        pack = Pack(
            name=self._name,
            title=str(raw.get("title", "")),
            version=str(raw.get("version", "")),
            approved=_text(raw.get("approved")),
            next_review=_date(raw.get("next_review")),
            clauses=clauses,
        )
        if self._problems:
            self._problems.sort(key=lambda problem: problem[0])
            raise Problems([f"{self._path}{f', line {line}' if line else ''}: {said}" for line, said in self._problems])
        return pack

    def _say(self, where: Where, sentence: str) -> None:
        self._problems.append((line_of(where, self._lines) or 0, sentence))

    def _check(self, table: Table, shape: Mapping[str, str], where: Where, needed: tuple[str, ...]) -> None:
        for key, value in table.items():
            if key not in shape:
                self._say((*where, key), f"{key} is not a key here.{nearest(key, shape)}")
            elif not _fits(value, shape[key]):
                self._say((*where, key), f"{key} must be {_WORDS[shape[key]]}.")
        for key in needed:
            if table.get(key) in (None, "", []):
                self._say(where, f"{_called(table, where)} needs {key}.")

    def _clause(self, table: Table, where: Where) -> PackClause:
        self._check(table, _CLAUSE, where, needed=("clause", "heading", "text", "how"))
        named, how = str(table.get("clause", "")), str(table.get("how", ""))
        if named and not _ID.fullmatch(named):
            self._say(where, f"{named!r} is no clause's id; write it as 4.1-4b or as-a-slug.")
        if how and how not in HOW:
            self._say((*where, "how"), f"how must be one of {', '.join(HOW)}.{nearest(how, HOW)}")
        self._check_how(table, where)
        uses = (self._use(use, named, (*where, "rules")) for _, use in _tables(table, "rules"))
        return PackClause(
            clause=named,
            heading=str(table.get("heading", "")),
            text=str(table.get("text", "")),
            how=how,
            uses=tuple(use for use in uses if use is not None),
            who=_text(table.get("who")),
            why=_text(table.get("why")),
            laws=_texts(table.get("laws")),
            networks=_texts(table.get("networks")),
            characteristics=_texts(table.get("characteristics")),
            retention_days=table.get("retention_days"),
            route=_text(table.get("route")),
        )

    def _check_how(self, table: Table, where: Where) -> None:
        """Say where a clause has neither rules nor a reason, or both, or claims a check that is not there."""
        has_rules, has_reason = bool(table.get("rules")), bool(table.get("why"))
        called = _called(table, where)
        if has_rules and (has_reason or table.get("how") == "people"):
            self._say(where, f"{called} has rules, so it is not for people alone: leave out why, and change how.")
        elif not has_rules and table.get("how") in HOW[:-1]:
            self._say(where, f"{called} says {table['how']!r}, but no rule checks it.")
        elif not has_rules and not (has_reason and table.get("who")):
            self._say(where, f"{called} needs rules, or who checks it by hand and why no program can.")

    def _use(self, table: Table, clause: str, where: Where) -> RuleUse | None:
        before = len(self._problems)
        self._check(table, _USE, where, needed=("rule",))
        rule, severity = table.get("rule"), table.get("severity")
        if isinstance(rule, str) and rule not in rule_classes():
            offered = ", ".join(rule_classes())
            self._say(where, f"There is no rule {rule}; there are: {offered}.{nearest(rule, rule_classes())}")
        if isinstance(severity, str) and severity not in list(Severity):
            self._say(where, f"severity must be one of {', '.join(Severity)}.{nearest(severity, Severity)}")
        if len(self._problems) > before:
            return None
        use = RuleUse(
            rule=str(rule),
            severity=Severity(severity) if severity else None,
            options=table.get("options", {}),
            only=_texts(table.get("only")),
        )
        if use.only and not use.has_cases:
            self._say(where, f"The rule {rule} has no cases; leave only out.")
            return None
        try:
            use.make(Clause(pack=self._name, clause=clause))
        except Problems as error:
            for problem in error.problems:
                self._say(where, problem)
        return use

    def _check_whole(self, clauses: tuple[PackClause, ...]) -> None:
        """Say which clauses stand twice, and which ask for the same rule in different ways."""
        seen: set[str] = set()
        chosen: dict[str, RuleUse] = {}
        for at, clause in enumerate(clauses):
            if clause.clause in seen:
                self._say(("clause", at), f"The clause {clause.clause} is in the pack twice.")
            seen.add(clause.clause)
            for use in clause.uses:
                if not use.options and use.severity is None:
                    continue
                first = chosen.setdefault(use.rule, use)
                if (first.options, first.severity) != (use.options, use.severity):
                    self._say(("clause", at, "rules"), f"Another clause asks for {use.rule} with other options.")


def _tables(table: Table, key: str) -> Iterator[tuple[int, Table]]:
    value = table.get(key, [])
    return enumerate(value) if _fits(value, "tables") else enumerate(())


def _called(table: Table, where: Where) -> str:
    return f"The clause {table.get('clause') or 'without a number'}" if where else "The pack"


def _fits(value: object, kind: str) -> bool:
    if kind == "date":
        return _is_date(value)
    if kind in {"list", "tables"}:
        inner = str if kind == "list" else dict
        return isinstance(value, list) and all(isinstance(one, inner) for one in value)
    return type(value) is {"str": str, "int": int, "table": dict}[kind]


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return type(value) is date
    try:
        last_day_named(value)
    except ValueError:
        return False
    return True


def _date(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return last_day_named(value) if isinstance(value, str) and _is_date(value) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()
