"""An SMS gateway that is asked over HTTP and behaves as it is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Gateway:
    """`asked` is all that it was asked; `status` what it answers; `silent` never answers."""

    address: str = ""
    status: int = 200
    silent: bool = False
    closing: Event = field(default_factory=Event)
    asked: list[tuple[str, str, str, bytes]] = field(default_factory=list)


def _handler(gateway: Gateway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            media_type = self.headers.get("Content-Type", "")
            body = self.rfile.read(length)
            gateway.asked.append((self.command, self.path, media_type, body))
            if gateway.silent:
                gateway.closing.wait(30)
                return
            self.send_response(gateway.status)
            if gateway.status in {301, 302}:
                self.send_header("Location", f"{gateway.address}/elsewhere")
            self.end_headers()
            self.wfile.write(b"answer of the gateway")

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: Any) -> None: ...

    return Handler


@contextmanager
def open_gateway() -> Iterator[Gateway]:
    gateway = Gateway()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(gateway))
    gateway.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield gateway
    finally:
        gateway.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
