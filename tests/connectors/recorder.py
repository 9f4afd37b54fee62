"""A server that remembers what it was asked, as a platform or as a proxy in front of one."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator


class Recorder(ThreadingHTTPServer):
    """Answers every request with `{}`, or with what `answers` says of its path, and remembers it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}

    @property
    def address(self) -> str:
        """Return host and port."""
        return f"127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Recorder

    def log_message(self, *_args: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        """Answer."""
        self.server.seen.append((self.command, self.path, dict(self.headers)))
        status, headers, body = self.server.answers.get(self.path.partition("?")[0], (200, {}, b"{}"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self) -> None:
        """Refuse to tunnel."""
        self.server.seen.append((self.command, self.path, dict(self.headers)))
        self.send_error(407)


@contextmanager
def recorder(context: ssl.SSLContext | None = None) -> Iterator[Recorder]:
    """Serve on loopback for the length of a `with`, over TLS with a context."""
    server = Recorder()
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
