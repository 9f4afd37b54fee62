"""The listening side of a stand-in: loopback only, HTTP/1.1 with keep-alive, one write an answer, broken lines."""

from __future__ import annotations

import socket
import struct
import sys
import time
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from connectors.testing.faults import Answer, Call, Wire

if TYPE_CHECKING:
    from datetime import datetime


class Responder(Protocol):
    """What answers: a stand-in with its clock and its delay in seconds."""

    clock: datetime
    delay: float

    def respond(self, call: Call) -> Answer:
        """Return the answer to a request."""


class Listener(ThreadingHTTPServer):
    """The listening socket; it remembers its connections, so that they can be closed with it."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, responder: Responder) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.responder = responder
        self.lines: set[socket.socket] = set()

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Say nothing of a reader who hung up; anything else is a fault of ours and shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """Close every connection."""
        for line in list(self.lines):
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the other side was faster


class _Line(BaseHTTPRequestHandler):
    """Turns a request into a `Call` and an `Answer` into bytes: one write an answer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Listener

    def setup(self) -> None:
        super().setup()
        self.server.lines.add(self.connection)

    def finish(self) -> None:
        self.server.lines.discard(self.connection)
        try:
            super().finish()
        except OSError:
            return  # a reset line needs no flushing

    def log_message(self, *_args: object) -> None:
        """Keep quiet: the log is `StandIn.requests`."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        responder = self.server.responder
        target = urlsplit(self.path)
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        pairs = parse_qsl(target.query, keep_blank_values=True)
        if "urlencoded" in self.headers.get("Content-Type", ""):
            pairs += parse_qsl(sent.decode(), keep_blank_values=True)
        call = Call(
            method=self.command,
            path=unquote(target.path),
            query=dict(pairs),
            headers={name.lower(): value for name, value in self.headers.items()},
            now=responder.clock,
        )
        if responder.delay:
            time.sleep(responder.delay)
        self._send(responder.respond(call), call.now)

    def _send(self, answer: Answer, now: datetime) -> None:
        if answer.wire is Wire.RESET:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        body = {Wire.EMPTY: b"", Wire.CUT: answer.body[: len(answer.body) // 2]}.get(answer.wire, answer.body)
        reason = self.responses.get(answer.status, ("Unknown",))[0]
        lines = [
            f"HTTP/1.1 {answer.status} {reason}",
            f"Date: {format_datetime(now, usegmt=True)}",
            f"Content-Type: {answer.content_type}",
            f"Content-Length: {len(body)}",
            *(f"{name}: {value}" for name, value in answer.headers.items()),
        ]
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        half = len(body) // 2
        if answer.wire is Wire.SHORT:
            self.close_connection = True
            self.wfile.write(head + body[:half])
        elif answer.pause:
            self.wfile.write(head + body[:half])
            time.sleep(answer.pause)
            self.wfile.write(body[half:])
        else:
            self.wfile.write(head + body)
