"""Processes beside the web server: started, watched, and ended in order."""

import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from time import sleep

from django.db import connections

from kabinet.project.boot import wake

log = logging.getLogger("kabinet.run")

ShouldStop = Callable[[], bool]
AGAIN_AFTER = 2  # seconds; a child that dies at once must not spin
ENDS_WITHIN = 30  # seconds for the task in hand; what is cut off then is done again later


@dataclass(frozen=True)
class Child:
    """A name and a loop that looks at `should_stop` between two pieces of work."""

    name: str
    work: Callable[[ShouldStop], None]


def use_forks() -> None:
    """Fork where it is safe: before any thread, so that the processes share what was loaded."""
    multiprocessing.set_start_method("fork" if sys.platform == "linux" else "spawn", force=True)


class WorkFailed(RuntimeError):
    """What was to be done apart was not: its process has said why."""


def apart(work: Callable[[], object]) -> None:
    """Do something in a process of its own and wait for it; raises WorkFailed.

    What draws a PDF starts threads that no fork takes along: a process that is going to fork
    does it apart, or its children wait for those threads for ever.
    """
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=work, daemon=True)
    process.start()
    process.join()
    if process.exitcode:
        raise WorkFailed(process.exitcode)


class Household:
    """The children of one run. One that dies is started again; all end with the parent."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.running = {child: self.born(child) for child in children}
        self.is_ending = threading.Event()
        self.watch = threading.Thread(target=self.look_after, daemon=True)
        self.watch.start()

    def born(self, child: Child) -> BaseProcess:
        process = multiprocessing.Process(
            target=live, args=(child.work, os.getpid()), name=child.name
        )
        process.start()
        return process

    def look_after(self) -> None:
        while not self.is_ending.wait(1):
            for child, process in list(self.running.items()):
                if not process.is_alive():
                    self.replace(child, process)

    def replace(self, child: Child, process: BaseProcess) -> None:
        # A signal to the whole group ends the child a moment before its parent knows.
        if self.is_ending.wait(AGAIN_AFTER):
            return
        log.error("The %s ended (code %s); starting it again", child.name, process.exitcode)
        self.running[child] = self.born(child)

    def end(self) -> None:
        self.is_ending.set()
        self.watch.join()
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.join(ENDS_WITHIN)
            if process.is_alive():
                process.kill()
                process.join()


def live(work: Callable[[ShouldStop], None], parent: int) -> None:
    """Be a child: end when told, or when the parent is gone; leave Ctrl-C to the parent."""
    told = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    wake()
    connections.close_all()
    work(lambda: told.is_set() or os.getppid() != parent)


def leave_with_parent() -> None:
    """Be a web process: end when the parent says so, or by yourself when it was killed.

    In a group of its own, so that Ctrl-C reaches the parent alone, who ends all in order.
    """
    parent = os.getppid()
    os.setpgid(0, 0)

    def watch() -> None:
        while os.getppid() == parent:
            sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
