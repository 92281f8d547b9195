"""Clients on raw keep-alive connections: what they cost is small beside what they measure."""

import http.client
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Thread
from time import perf_counter
from urllib.parse import urlencode

SECRET = "b" * 32  # a form's token is the cookie's secret: Django takes the pair


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


def run(
    port: int, clients: int, jobs: Sequence[Callable[[http.client.HTTPConnection], None]]
) -> Times:
    """Let so many clients do the jobs, each on one connection; the first error ends the run."""
    each: list[list[float]] = [[] for _ in range(clients)]
    trouble: list[BaseException] = []

    def work(number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
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


def page(path: str, session: str) -> Callable[[http.client.HTTPConnection], None]:
    """Ask for a page of a desk."""

    def job(line: http.client.HTTPConnection) -> None:
        line.request("GET", path, headers={"Cookie": f"sessionid={session}"})
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            raise AssertionError(f"{path}: {answer.status}")

    return job


def submission(token: str, address: str, code: str) -> Callable[[http.client.HTTPConnection], None]:
    """Press «Sign and file» under a finished draft."""

    def job(line: http.client.HTTPConnection) -> None:
        body = urlencode({"csrfmiddlewaretoken": SECRET, "address": address, "code": code})
        line.request(
            "POST",
            f"/write/{token}/file/",
            body,
            {
                "Cookie": f"csrftoken={SECRET}",
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        answer = line.getresponse()
        said = answer.read()
        if answer.status != 302 or not (answer.headers["Location"] or "").endswith("/done/"):
            raise AssertionError(f"not filed: {answer.status} {said[:300]!r}")

    return job
