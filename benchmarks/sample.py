"""A trust of 100 schools with an account on each network: a few days of history, one full day, and a quiet one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from benchmarks.training.texts import read_authors
from connectors.testing import AccountDiary, Diary, comment, facebook_page, post, x_account

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectors.testing.events import Event

SCHOOLS = 100
POSTS = 143  # on each network, in the measured day
COMMENTS = 2857
FIRST_NIGHT = datetime(2026, 11, 19, 3, 15, tzinfo=UTC)
FULL_NIGHT = FIRST_NIGHT + timedelta(days=1)
QUIET_NIGHT = FULL_NIGHT + timedelta(days=1)
BEARER = "bench-bearer"
ORDINARY = ("kite", "larch")  # authors of harmless texts: what a night mostly is


@dataclass(frozen=True, slots=True)
class Platform:
    """One network of the sample: how an account's diary is opened, and where its ids begin."""

    name: str
    first_id: int

    def account(self, number: int, events: Iterator[Event]) -> AccountDiary:
        """Return one school's account on this network."""
        open_diary = x_account if self.name == "x" else facebook_page
        return open_diary(handle(number), id=str(self.first_id + number), diary=events)


PLATFORMS = (Platform("x", 10_000), Platform("facebook", 20_000))


def handle(number: int) -> str:
    """Return a school's handle, which keeps the policy."""
    return f"benchschool{number:03}"


def sample_diary() -> Diary:
    """Return everything that happens; the same each time."""
    return Diary(*(account for platform in PLATFORMS for account in _accounts(platform)))


def _accounts(platform: Platform) -> Iterator[AccountDiary]:
    texts = cycle(ordinary_comments())
    for number in range(SCHOOLS):
        yield platform.account(number, _events(number, texts))


def ordinary_comments() -> list[str]:
    """Return harmless comments, none of which is wrong."""
    authors = read_authors("comments")
    return [item["text"] for author in ORDINARY for item in authors[author]]


def _events(number: int, texts: Iterator[str]) -> Iterator[Event]:
    """Yield one account's posts and comments: three old ones, then its share of the full day."""
    for day in range(3):
        at = FIRST_NIGHT - timedelta(days=3 - day, hours=12, seconds=number)
        yield post(f"{number}-old-{day}", at, f"Lesson {day} of the garden project is done in class {number}.")
    for turn in range(_share(number, POSTS, SCHOOLS)):
        at = FIRST_NIGHT + timedelta(hours=6 + 2 * turn, seconds=number)
        key = f"{number}-{turn}"
        yield post(key, at, f"Activity {turn} of the science week went well in class {number} today.")
        for place in range(_share(turn * SCHOOLS + number, COMMENTS, POSTS)):
            later = at + timedelta(minutes=1 + place, milliseconds=number)
            yield comment(f"{key}-{place}", later, on=key, by=f"parent{place}", text=next(texts))


def _share(place: int, whole: int, parts: int) -> int:
    """Return how much of `whole`, dealt out to `parts` in turn, comes to `place`."""
    return whole // parts + (place % parts < whole % parts)


def sample_register() -> str:
    """Return the trust's register as TOML."""
    return TRUST + "\n".join(_school(number) for number in range(SCHOOLS))


def _school(number: int) -> str:
    lines = [f'[[school]]\nid = "s{number:03}"\nname = "Bench School {number:03}"\nhandle = "{handle(number)}"']
    for platform in PLATFORMS:
        native_id = platform.first_id + number
        lines.append(
            f'[[school.account]]\nplatform = "{platform.name}"\nhandle = "{handle(number)}"\nid = "{native_id}"'
        )
        if platform.name == "facebook":
            lines.append(f'token = "env:FB_TOKEN_{native_id}"')
    return "\n".join(lines)


TRUST = """
[trust]
name = "Bench Trust"
time_zone = "Europe/London"
policy = "com01"
email_domains = ["bench.example"]
[trust.recipients]
report = ["slt@bench.example"]
safeguarding = ["dsl@bench.example"]
admin = ["it@bench.example"]
[[trust.term]]
start = 2026-11-16
end = 2026-12-18
"""
