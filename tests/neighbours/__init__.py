"""Servers of the outside world, real ones on loopback: a mail server, an SMS gateway."""

import socket


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
