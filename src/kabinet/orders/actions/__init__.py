"""What is done with orders: checked, filed, decided by the desk, carried out, ended."""

from kabinet.orders.actions.deciding import answer, approve, ask, refuse, withdraw
from kabinet.orders.actions.drafting import (
    UnreadableSheet,
    check_file,
    check_numbers,
    sheet_of,
    throw_away_drafts,
)
from kabinet.orders.actions.filing import begin, file_order
from kabinet.orders.actions.working import send, work

__all__ = [
    "UnreadableSheet",
    "answer",
    "approve",
    "ask",
    "begin",
    "check_file",
    "check_numbers",
    "file_order",
    "refuse",
    "send",
    "sheet_of",
    "throw_away_drafts",
    "withdraw",
    "work",
]
