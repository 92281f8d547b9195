"""Clients on raw keep-alive connections: what they cost is small beside what they measure."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Thread
from time import perf_counter
from urllib.parse import urlencode

SECRET = "b" * 32  # a form's token is the cookie's secret: Django takes the pair


class Line:
    """One keep-alive connection. An HTTP library would cost the machine as much as the page."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)

    def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Send a whole request; give status, headers and body of the answer."""
        self._socket.sendall(request)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, body = got.partition(b"\r\n\r\n")
        length = int(header(head, b"content-length") or 0)
        while len(body) < length:
            body += self._more()
        return int(head[9:12]), head, body

    def _more(self) -> bytes:
        if not (got := self._socket.recv(65536)):
            raise ConnectionError("the server hung up")
        return got

    def close(self) -> None:
        self._socket.close()


Job = Callable[[Line], None]


def header(head: bytes, name: bytes) -> bytes:
    start = head.lower().find(b"\r\n" + name + b":")
    if start < 0:
        return b""
    return head[start + len(name) + 3 :].partition(b"\r\n")[0].strip()


@dataclass(frozen=True)
class Times:
    """What a run took: each request in milliseconds, the whole in seconds."""

    each_ms: Sequence[float]
    whole: float

    @property
    def per_second(self) -> float:
        return round(len(self.each_ms) / self.whole, 1)

    def percentile(self, share: float) -> float:
        return round(
            sorted(self.each_ms)[min(int(len(self.each_ms) * share), len(self.each_ms) - 1)], 1
        )


def run(port: int, clients: int, jobs: Sequence[Job]) -> Times:
    """Let so many clients do the jobs, each on one connection; the first error ends the run."""
    each: list[list[float]] = [[] for _ in range(clients)]
    trouble: list[BaseException] = []

    def work(number: int) -> None:
        line = Line(port)
        try:
            for job in jobs[number::clients]:
                begun = perf_counter()
                job(line)
                each[number].append((perf_counter() - begun) * 1000)
        except BaseException as error:  # noqa: BLE001 - told below, from the main thread
            trouble.append(error)
        finally:
            line.close()

    threads = [Thread(target=work, args=(number,)) for number in range(clients)]
    begun = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = perf_counter() - begun
    if trouble:
        raise trouble[0]
    return Times([one for row in each for one in row], whole)


def page(path: str, session: str) -> Job:
    """Ask for a page of a desk."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={session}\r\n\r\n"

    def job(line: Line) -> None:
        status, _, _ = line.ask(request.encode())
        if status != 200:
            raise AssertionError(f"{path}: {status}")

    return job


def submission(token: str, address: str, code: str) -> Job:
    """Press «Sign and file» under a finished draft."""
    body = urlencode({"csrfmiddlewaretoken": SECRET, "address": address, "code": code})
    request = (
        f"POST /write/{token}/file/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Cookie: csrftoken={SECRET}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )

    def job(line: Line) -> None:
        status, head, said = line.ask(request.encode())
        if status != 302 or not header(head, b"location").endswith(b"/done/"):
            raise AssertionError(f"not filed: {status} {said[:300]!r}")

    return job
