"""An acknowledged claim is never lost; each is filed and paid back once, whatever is killed."""

import http.client
import json
import os
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import monotonic, sleep
from urllib.parse import urlencode

import pytest

from tests.bench.clients import SECRET
from tests.promises.kill import Installation, install, tell_figures

CLAIMS, KILLS, CLIENTS = 200, 8, 4
WITHIN = 240.0  # seconds for the whole run
ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}

pytestmark = pytest.mark.slow


class House:
    """Web and worker under one command; killed whole or in part, and begun again."""

    def __init__(self, place: Installation, seed: int) -> None:
        self.place = place
        self.random = Random(seed)  # noqa: S311 - repeatable, not secret
        self.port, self.kills = free_port(), 0
        self.begin()

    def begin(self) -> None:
        (self.place.folder / "kabinet.pid").unlink(missing_ok=True)
        self.process = self.place.start("kabinet.project.cli", "run", "--port", str(self.port))

    def kill(self) -> None:
        """Kill everything, or one of the processes: the others must put it back."""
        family = children(self.process.pid)
        if family and self.random.random() < 0.5:
            with suppress(ProcessLookupError):
                os.kill(self.random.choice(family), signal.SIGKILL)
        else:
            self.end()
        self.kills += 1

    def keep_up(self) -> None:
        """Begin again what has ended, as the machine's own keeper of services does."""
        if self.process.poll() is not None:
            self.begin()

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.mark.parametrize("engine", ENGINES)
def test_two_hundred_claims_and_their_refunds_survive_eight_kills(engine: str, tmp_path: Path):
    with install(tmp_path, engine=engine, KABINET_LOG="ERROR") as place:
        place.start("kabinet.project.cli", "migrate").wait(120)
        drafts = place.ask("tests.bench.house", "prepare", str(CLAIMS), "kill")["drafts"]
        session = place.ask("tests.bench.house", "session")["session"]
        house, over = House(place, seed=11), Event()
        killer = Thread(target=keep_killing, args=(house, over))
        killer.start()
        try:
            with ThreadPoolExecutor(CLIENTS) as clients:
                references = list(clients.map(lambda one: file(house.port, *one), drafts))
                list(clients.map(lambda one: decide(house.port, session, one), references[:60]))
            while house.kills < KILLS:
                sleep(0.1)
        finally:
            over.set()
            killer.join()
            house.end()
        said = place.ask(
            "tests.promises.claims_report",
            json.dumps([token for token, *_ in drafts]),
            json.dumps(references[:60]),
        )
        tell_figures("claims survive", engine=engine, kills=house.kills, **said)
        assert house.kills == KILLS
        assert said["lost_claims"] == said["lost_decisions"] == said["broken"] == []
        assert said["claims"] == said["drafts_filed"] == said["entries"] == CLAIMS
        assert said["acknowledgements"] == CLAIMS
        assert said["refunds"] == said["decisions"] == said["answered"] == 60
        assert said["decided_twice"] == []


def keep_killing(house: House, over: Event) -> None:
    """Kill so often, each time at a random moment after the house has answered again."""
    while not over.is_set():
        house.keep_up()
        if house.kills < KILLS and answers(house.port):
            sleep(house.random.uniform(0.1, 1.5))
            house.kill()
        sleep(0.1)


def answers(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        line.request("GET", "/status/")
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def file(port: int, token: str, address: str, code: str) -> str:
    """Press «Sign and file» until it is acknowledged; give the claim's number."""
    body = {"csrfmiddlewaretoken": SECRET, "address": address, "code": code}

    def is_filed(answer: http.client.HTTPResponse, _page: str) -> bool:
        return answer.status == 302 and (answer.headers["Location"] or "").endswith("/done/")

    insist(port, f"/write/{token}/file/", body, "", is_filed)
    page = insist(port, f"/write/{token}/done/", None, "", lambda answer, _: answer.status == 200)
    return page.split('class="nb">')[1].split("<")[0]


def decide(port: int, session: str, reference: str) -> None:
    """Uphold a claim until the answer says that it is decided, by this press or one before."""
    page = insist(
        port, f"/desk/cases/{reference}/", None, session, lambda answer, _: answer.status == 200
    )
    version = page.split('name="version" value="')[1].split('"')[0]
    body = {
        "csrfmiddlewaretoken": SECRET,
        "outcome": "upheld",
        "amount": "450",
        "reasons": "",
        "version": version,
        "send": "yes",
    }

    def is_decided(answer: http.client.HTTPResponse, _page: str) -> bool:
        return answer.status in {302, 422}  # 422: a press that was cut off had done it

    insist(port, f"/desk/cases/{reference}/decide/", body, session, is_decided)


def insist(
    port: int,
    path: str,
    body: dict[str, str] | None,
    session: str,
    is_done: Callable[[http.client.HTTPResponse, str], bool],
) -> str:
    """Send it again and again, as a person does whose connection was cut."""
    cookies = f"csrftoken={SECRET}; sessionid={session}" if session else f"csrftoken={SECRET}"
    until = monotonic() + WITHIN
    while monotonic() < until:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
        try:
            line.request(
                "POST" if body else "GET",
                path,
                urlencode(body) if body else None,
                {**HEADERS, "Cookie": cookies},
            )
            answer = line.getresponse()
            page = answer.read().decode()
            if is_done(answer, page):
                return page
        except (OSError, http.client.HTTPException):
            pass
        finally:
            line.close()
        sleep(0.2)
    raise AssertionError(f"{path} was not answered in {WITHIN} s")


def children(pid: int) -> list[int]:
    try:
        said = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except FileNotFoundError:
        return []
    return [int(one) for one in said.split()]


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
