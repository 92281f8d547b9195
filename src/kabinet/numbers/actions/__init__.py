"""What is done to numbers: services on and off, and the network told of it."""

from kabinet.numbers.actions.network import NetworkSilent, send_command
from kabinet.numbers.actions.services import (
    AlreadyConnected,
    AlreadyStopped,
    connect_service,
    stop_service,
)

__all__ = [
    "AlreadyConnected",
    "AlreadyStopped",
    "NetworkSilent",
    "connect_service",
    "send_command",
    "stop_service",
]
