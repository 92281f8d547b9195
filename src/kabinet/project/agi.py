"""The FastAGI server: Asterisk connects, and callers are told where their matter stands."""

import argparse
import asyncio
import contextlib
import signal

from django.conf import settings

from kabinet.project.boot import CannotStart, troubles
from kabinet.web.phone.agi import serve

PORT = 4573  # the usual one of FastAGI
HERE = frozenset({"127.0.0.1", "::1"})


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="kabinet agi", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (127.0.0.1)")
    parser.add_argument("--port", type=int, default=PORT, help=f"port to listen at ({PORT})")
    options = parser.parse_args(argv)
    if wrong := troubles():
        raise CannotStart(wrong)
    peers = frozenset(settings.AGI_PEERS) or HERE
    asyncio.run(listen(options.host, options.port, peers))
    return 0


async def listen(host: str, port: int, peers: frozenset[str]) -> None:
    """Serve until somebody asks to stop; the calls that are under way end with it."""
    try:
        server = await serve(host, port, peers=peers)
    except OSError as trouble:
        raise CannotStart([f"{host}:{port}: {trouble.strerror or trouble}"]) from trouble
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(sign, stop.set)
    print(f"Kabinet: agi://{host}:{port}/status  (Ctrl-C stops it)", flush=True)
    async with server:
        await stop.wait()
