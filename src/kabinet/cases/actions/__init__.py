"""What is done to any case, whatever it is about."""

from kabinet.cases.actions.clocks import alarms, pause_clock, recompute, resume_clock
from kabinet.cases.actions.handling import (
    add_internal_note,
    assign,
    close_case,
    leave_note,
    move,
    put_back,
    route,
    take,
)
from kabinet.cases.actions.opening import Claimant, NewCase, open_case

__all__ = [
    "Claimant",
    "NewCase",
    "add_internal_note",
    "alarms",
    "assign",
    "close_case",
    "leave_note",
    "move",
    "open_case",
    "pause_clock",
    "put_back",
    "recompute",
    "resume_clock",
    "route",
    "take",
]
