"""What is done to a demonstration: its world built, its clock moved."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from kabinet.demo.queries import WORLD, built_at
from kabinet.demo.world.building import build
from kabinet.journal.actions import note
from kabinet.kit import clock


def ensure_world(at: datetime, say: Callable[[str], None]) -> bool:
    """Build the invented world, once; True if it was built now.

    One transaction: killed in the middle it leaves nothing, and the next start begins again.
    """
    if built_at() is not None:
        return False
    with transaction.atomic():
        if built_at() is not None:  # somebody else was building it meanwhile
            return False
        build(at, say)
        note(what="demo.built", about=WORLD, at=at, actor="demo")
    return True


def move_clock(*, by: timedelta, at: datetime) -> None:
    """Let time pass, for the web and the worker alike. It never goes back."""
    clock.move_forward(by)
    seconds = int(by.total_seconds())
    note(what="demo.clock_moved", about=WORLD, at=at, actor="demo", data={"seconds": seconds})
