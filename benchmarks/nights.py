"""A whole night by the real command line, and a bare loop that asks the same and does nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import requests

from benchmarks.platforms import DELAY
from benchmarks.sample import BEARER, PLATFORMS, SCHOOLS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from benchmarks.platforms import Asked, Platforms

CHECKOUT = Path(__file__).resolve().parents[1]
THREADS = 8  # as many as the auditor reads with


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What one night took and brought. Times in seconds; `collecting` from the first request to the last answer."""

    whole: float
    collecting: float
    peak_mb: float
    asked: Sequence[Asked]
    posts: int
    comments: int
    dollars: float
    most_requests: int
    findings: int

    def requests(self, platform: str) -> int:
        """Return how many requests a platform answered."""
        return sum(asked.platform == platform for asked in self.asked)


def spend_night(platforms: Platforms, folder: Path, now: datetime) -> Night:
    """Run `auditor audit` as of `now` and return what came of it."""
    platforms.move_clocks(now)
    command = [sys.executable, "-m", "auditor", "audit", "--json", "--as-of", now.isoformat()]
    began = time.monotonic()
    with (folder / "out.json").open("wb") as out, (folder / "err.txt").open("wb") as err:
        process = subprocess.Popen(command, cwd=folder, env=_settings(platforms), stdout=out, stderr=err)
        _, status, used = os.wait4(process.pid, 0)
    whole = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"The audit ended with {process.returncode}: {(folder / 'err.txt').read_text()[-2000:]}")
    asked = platforms.take_log()
    outcome = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    accounts = outcome["accounts"]
    answered = [one.answered for one in asked]
    return Night(
        whole=whole,
        collecting=max(answered) - min(answered) + DELAY,
        peak_mb=used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024),
        asked=asked,
        posts=sum(account["posts_new"] for account in accounts),
        comments=sum(account["comments_new"] for account in accounts),
        dollars=sum(account["cost_usd"] for account in accounts),
        most_requests=max(account["requests"] for account in accounts),
        findings=outcome["findings"]["open"],
    )


def _settings(platforms: Platforms) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(CHECKOUT),
        "AUDITOR_SECRET_KEY": "a-key-for-benchmarks-that-protects-nobody",
        "X_BEARER_TOKEN": BEARER,
        "X_API_URL": platforms.urls["x"],
        "FACEBOOK_GRAPH_URL": platforms.urls["facebook"],
        **{f"FB_TOKEN_{native_id}": f"page-token-{native_id}" for native_id in _page_ids()},
    }


def _page_ids() -> range:
    first = next(platform.first_id for platform in PLATFORMS if platform.name == "facebook")
    return range(first, first + SCHOOLS)


def bare_loop(platforms: Platforms, asked: Sequence[Asked], now: datetime) -> float:
    """Ask everything once more, as fast as as many threads can, and read the JSON; return the seconds."""
    platforms.move_clocks(now)
    own = threading.local()

    def ask(one: Asked) -> None:
        if not hasattr(own, "session"):
            own.session = requests.Session()
            own.session.trust_env = False
        params = dict(one.params)
        headers = {"Authorization": f"Bearer {BEARER}"}
        if one.platform == "facebook":
            params["access_token"], headers = f"page-token-{one.account}", {}
        answer = own.session.get(platforms.urls[one.platform] + one.path, params=params, headers=headers, timeout=60)
        answer.raise_for_status()
        answer.json()

    began = time.monotonic()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(ask, asked))
    seconds = time.monotonic() - began
    platforms.take_log()
    return seconds
