"""A platform's picture server on loopback: it gives the files that it was given, breaks on demand, and keeps a log.

::

    with PictureStandIn({"/star.jpg": data}) as pictures:
        photo(address=pictures.url + "/star.jpg")
        pictures.answers["/star.jpg"] = replace(picture(data), pause=3.0)     # slow
        pictures.asked                                                        # ["/star.jpg"]
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from connectors.testing.faults import Answer
from connectors.testing.listener import Listener

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from connectors.testing.faults import Call


def picture(data: bytes) -> Answer:
    """Return the answer that gives a picture; the kind in its header is not looked at by anybody."""
    return Answer(body=data, content_type="image/jpeg")


class PictureStandIn:
    """Listens while its `with` block lasts. `answers` by path may be changed; `asked` are the paths, in order."""

    delay = 0.0

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Keep the files by path."""
        self.answers = {path: picture(data) for path, data in files.items()}
        self.asked: list[str] = []
        self.clock = datetime.now(UTC)  # for the header alone: nothing is decided by it
        self._server: Listener | None = None

    @property
    def url(self) -> str:
        """Return where it listens: `http://127.0.0.1:PORT`, without a slash at the end."""
        if self._server is None:
            raise RuntimeError("The stand-in is not started.")
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._server = Listener(self)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            server, self._server = self._server, None
            server.shutdown()
            server.server_close()
            server.hang_up()

    def respond(self, call: Call) -> Answer:
        """Return the file of a path, and log that it was asked for."""
        self.asked.append(call.path)
        return self.answers.get(call.path, Answer(status=404))
