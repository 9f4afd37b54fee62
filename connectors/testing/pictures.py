"""A platform's picture server on loopback: it gives the files that it was given, breaks on demand, and keeps a log.

::

    with PictureStandIn({"/star.jpg": data}) as pictures:
        photo(address=pictures.url + "/star.jpg")
        pictures.answers["/star.jpg"] = replace(picture(data), pause=3.0)     # slow
        pictures.asked                                                        # ["/star.jpg"]
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from connectors.testing.faults import Answer
from connectors.testing.listening import Listening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectors.testing.faults import Call


def picture(data: bytes) -> Answer:
    """Return the answer that gives a picture; the kind in its header is not looked at by anybody."""
    return Answer(body=data, content_type="image/jpeg")


class PictureStandIn(Listening):
    """Listens while its `with` block lasts. `answers` by path may be changed; `asked` are the paths, in order."""

    delay = 0.0

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Keep the files by path."""
        self.answers = {path: picture(data) for path, data in files.items()}
        self.asked: list[str] = []
        self.clock = datetime.now(UTC)  # for the header alone: nothing is decided by it

    def respond(self, call: Call) -> Answer:
        """Return the file of a path, and log that it was asked for."""
        self.asked.append(call.path)
        return self.answers.get(call.path, Answer(status=404))
