"""Web and worker under one command."""

import argparse
import gc
import os
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.template.engine import Engine
from django.template.loader import get_template
from django.urls import get_resolver
from granian.constants import Interfaces, RuntimeModes
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from kabinet.jobs.worker import work_until
from kabinet.project import prepare
from kabinet.project.boot import CannotStart, troubles, wake
from kabinet.project.children import (
    Child,
    Household,
    ShouldStop,
    leave_with_parent,
    use_forks,
)
from kabinet.project.place import Place, must_be_free, place_from_environment

# Connections that may stand open at one web process. Idle ones cost a little memory; a full
# house would make the next visitor wait until one of them is closed.
CONNECTIONS = 8192
# Seconds for the page in hand at the end. A web process that is told to go before it has begun
# to listen does not hear it, and is waited for as long as this.
PAGE_ENDS_WITHIN = 15
SAYS_MORE_WITHIN = 10_000  # ms for the headers of a request, and for an idle connection


def main(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    place = place_from_environment(options.host, options.port)
    must_be_free(place, pid_file())
    if wrong := [*troubles(), *behind()]:
        raise CannotStart(wrong)
    print(f"Kabinet: {place.address}  (process {os.getpid()}; Ctrl-C stops it)", flush=True)
    return serve(place, web_processes=options.web_processes)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="kabinet run", description="Start the web server and the worker."
    )
    made.add_argument("--host", help="address to listen at (or HOST; 127.0.0.1)")
    made.add_argument("--port", help="port to listen at (or PORT; 8000)")
    made.add_argument("--web-processes", type=int, default=2, metavar="N")
    return made


def behind() -> list[str]:
    """Say what `kabinet migrate` has to do first."""
    found = []
    if steps := prepare.unapplied():
        found.append(f"the database is {len(steps)} steps behind: run `kabinet migrate`")
    elif prepare.static_is_old():
        found.append("the static files are not those of this version: run `kabinet migrate`")
    return found


def pid_file() -> Path:
    return settings.DATA / "kabinet.pid"


def work(should_stop: ShouldStop) -> None:
    """Be the worker; whoever waits for a page goes first."""
    os.nice(19)
    work_until(should_stop)


def serve(place: Place, *, web_processes: int = 2, more: Sequence[Child] = ()) -> int:
    """Serve until told to stop; then finish what is in hand."""
    use_forks()
    load_once()
    allow_many_connections()
    with written(pid_file()):
        household = Household([Child("worker", work), *more])
        front = server(place, web_processes)
        # A closed terminal means the end; granian would take it for a wish to begin anew.
        front.on_startup(lambda: signal.signal(signal.SIGHUP, front.signal_handler_interrupt))
        try:
            front.serve(target_loader=web, wrap_loader=False)
        except SystemExit:
            # A signal to all at once ends the web processes a moment before their parent knows.
            return 0 if front.interrupt_signal else 1
        finally:
            household.end()
    return 0


def server(place: Place, processes: int) -> Any:
    """Set up the web server. Two processes of one thread each: measured best on two cores."""
    return Server(
        "kabinet",
        address=place.host,
        port=place.port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=1,
        runtime_mode=RuntimeModes.mt,
        websockets=False,
        backlog=CONNECTIONS * processes,
        http1_settings=HTTP1Settings(header_read_timeout=SAYS_MORE_WITHIN),
        respawn_failed_workers=True,
        workers_kill_timeout=PAGE_ENDS_WITHIN,
        log_level=LogLevels.warning,
        log_dictconfig=deepcopy(settings.LOGGING),
    )


@cache
def application() -> Callable[..., Any]:
    made: Callable[..., Any] = import_module("kabinet.project.wsgi").application
    return made


def web() -> Callable[..., Any]:
    """Become a web process."""
    leave_with_parent()
    wake()
    return application()


def load_once() -> None:
    """Load pages and templates before the processes part, so that they share the memory.

    The pack was loaded when it was checked.
    """
    application()
    get_resolver().check()
    for folder in map(Path, Engine.get_default().dirs):
        for page in folder.rglob("*.html"):
            get_template(str(page.relative_to(folder)))
    connections.close_all()
    gc.collect()
    gc.freeze()


def allow_many_connections() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + 256
    if soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


@contextmanager
def written(path: Path) -> Iterator[None]:
    """Keep the number of this process in a file while it runs."""
    path.write_text(f"{os.getpid()}\n")
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
