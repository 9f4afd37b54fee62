"""Standing on loopback while a `with` block lasts: what every stand-in of a server does alike."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

from connectors.testing.listener import Listener

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType

    from connectors.testing.faults import Answer, Call


class Listening:
    """Starts and stops a server that asks `respond`. `clock` is the time in its headers, `delay` seconds an answer."""

    clock: datetime
    delay: float
    _server: Listener | None = None

    @property
    def url(self) -> str:
        """Return where it listens: `http://127.0.0.1:PORT`, without a slash at the end."""
        if self._server is None:
            raise RuntimeError("The stand-in is not started.")
        return f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> Self:
        """Listen on a free port of 127.0.0.1, in threads of its own."""
        self._server = Listener(self)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Close every connection and stop listening; a second call does nothing."""
        if self._server is not None:
            server, self._server = self._server, None
            server.shutdown()
            server.server_close()
            server.hang_up()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def respond(self, call: Call) -> Answer:
        """Return the answer to a request."""
        raise NotImplementedError
