"""Where the demo plays: stand-in platforms on loopback and a folder of its own, untouched by the user's settings."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from auditor.demo.days import NIGHTS
from auditor.demo.sample import sample_diary, sample_register, token_name
from auditor.register import from_text
from auditor.register.credentials import with_credentials
from auditor.settings import load_settings
from connectors.testing import FacebookStandIn, XStandIn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from types import TracebackType

    from auditor.settings import Settings
    from auditor.trust import Trust

BEARER = "a-bearer-of-the-demo"
KEY = "a-key-of-the-demo-that-protects-nobody"
NO_PROXY = ("no_proxy", "NO_PROXY")


class Stage:
    """The stand-ins at work, with the settings and the trust that lead to them.

    ::

        with Stage() as stage:
            stage.move_clocks(now)
            installation_from(stage.settings, stage.trust)

    Whatever is written lies in a temporary folder, which goes at the end.
    """

    settings: Settings
    trust: Trust

    def __init__(self) -> None:
        """Set everything up; nothing listens yet."""
        self._stack = ExitStack()
        diary = sample_diary()
        self._tokens = {token_name(page.native_id): page.token for page in diary.accounts("facebook")}
        self._x = XStandIn(diary, clock=NIGHTS[0], bearer=BEARER)
        self._facebook = FacebookStandIn(diary, clock=NIGHTS[0])

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="auditor-demo-")))
            stack.enter_context(_without_proxy())
            stack.enter_context(self._x)
            stack.enter_context(self._facebook)
            self.settings = load_settings(self._environment(), folder)
            register = from_text(sample_register(), folder / "register.toml", self.settings.credential)
            self.trust = with_credentials(register, self.settings)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def move_clocks(self, now: datetime) -> None:
        """Let it be `now` on every platform."""
        self._x.clock = self._facebook.clock = now

    def _environment(self) -> dict[str, str]:
        """Return all settings of the demo: none comes from the user's environment or `.env`.

        The first night reads one day back, so that the weeks before the demo begins are nobody's fault.
        """
        return {
            **self._tokens,
            "AUDITOR_SECRET_KEY": KEY,
            "AUDITOR_FIRST_RUN_DAYS": "1",
            "X_BEARER_TOKEN": BEARER,
            "X_API_URL": self._x.url,
            "FACEBOOK_GRAPH_URL": self._facebook.url,
        }


@contextmanager
def _without_proxy() -> Iterator[None]:
    """Keep a proxy of the user's out of it: what listens on this machine is asked directly."""
    before = {name: os.environ.get(name) for name in NO_PROXY}
    os.environ.update(dict.fromkeys(NO_PROXY, "127.0.0.1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
