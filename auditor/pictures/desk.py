"""The process apart in which pictures are opened: `python -m auditor.pictures.desk`, started by `reader`.

It reads pictures from its standard input and answers each on its standard output, both as a length (four bytes, big end
first) with so many bytes behind it; answers are JSON. The first answer tells whether it can look at all. It ends when
its input does, and writes nothing anywhere else.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from dataclasses import asdict
from typing import IO, Any, Final

from auditor.pictures.unseen import Unseen

LENGTH: Final = struct.Struct(">I")


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message."""
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Return the next message, None where the other side has ended."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def main() -> None:
    """Answer until there is nothing more to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us ends us, by ending our input
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not get among the answers
    _serve(sys.stdin.buffer, answers)


def _serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    from auditor.pictures.eyes import Eyes  # noqa: PLC0415 - imported here, so that its failure is an answer

    try:
        eyes = Eyes()
    except ImportError as error:
        _tell(answers, {"trouble": str(error)})
        return
    except Exception as error:  # noqa: BLE001 - whatever a native library stumbles over while it is loaded
        _tell(answers, {"trouble": type(error).__name__})
        return
    _tell(answers, {"trouble": ""})
    while (picture := receive(questions)) is not None:
        _tell(answers, _look(eyes, picture))


def _look(eyes: Any, picture: bytes) -> dict[str, Any]:  # noqa: ANN401 - `Eyes`, imported where it is made
    from auditor.pictures.decoding import CannotOpen  # noqa: PLC0415 - there, once `Eyes` are

    try:
        return asdict(eyes.look(picture))
    except CannotOpen as error:
        return {"unseen": error.why.value}
    except Exception:  # noqa: BLE001 - one picture's failure is one picture's, whatever the libraries raise
        return {"unseen": Unseen.FAILED.value}


def _tell(answers: IO[bytes], answer: dict[str, Any]) -> None:
    send(answers, json.dumps(answer).encode())


if __name__ == "__main__":
    main()
