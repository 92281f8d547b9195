"""What is done to numbers: given, handed over, services on and off, the network told of it."""

from kabinet.numbers.actions.handing import Handed, hand_over_all
from kabinet.numbers.actions.holding import (
    IdentifierTaken,
    MoneyStands,
    SameAccount,
    hand_over,
    put_on_account,
)
from kabinet.numbers.actions.network import NetworkSilent, send_command
from kabinet.numbers.actions.services import (
    AlreadyConnected,
    AlreadyStopped,
    connect_service,
    stop_service,
)
from kabinet.numbers.actions.stock import NotFree, add_to_stock, reserve, take_from_stock

__all__ = [
    "AlreadyConnected",
    "AlreadyStopped",
    "Handed",
    "IdentifierTaken",
    "MoneyStands",
    "NetworkSilent",
    "NotFree",
    "SameAccount",
    "add_to_stock",
    "connect_service",
    "hand_over",
    "hand_over_all",
    "put_on_account",
    "reserve",
    "send_command",
    "stop_service",
    "take_from_stock",
]
