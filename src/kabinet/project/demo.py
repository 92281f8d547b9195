"""A demonstration: everything set up, invented people, one address to open."""

import argparse
import socket
from functools import partial
from time import monotonic

from django.conf import settings

from kabinet.demo.actions import ensure_world
from kabinet.demo.catcher import catch, reserve_port
from kabinet.kit import clock
from kabinet.project import prepare
from kabinet.project.boot import CannotStart, troubles
from kabinet.project.children import Child, apart
from kabinet.project.place import ANYWHERE, Place, must_be_free, place_from_environment
from kabinet.project.run import pid_file, serve


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(
        prog="kabinet demo",
        description="Start a demonstration. HOST, PORT and KABINET_DATA (a folder) are honoured; "
        "what happened in it is kept there until you delete the folder.",
    ).parse_args(argv)
    started = monotonic()
    place = place_from_environment()
    must_be_free(place, pid_file())
    if wrong := troubles(with_database=False):
        raise CannotStart(wrong)
    prepare.prepare(prepare.say)
    apart(partial(ensure_world, clock.now(), say=prepare.say))
    reserve_port()
    for line in welcome(place, monotonic() - started):
        prepare.say(line)
    serve(place, more=[Child("mail catcher", catch)])
    prepare.say(f"Stopped. All is kept in {settings.DATA}; `make demo` goes on from here.")
    return 0


def welcome(place: Place, seconds: float) -> list[str]:
    return [
        "",
        f"Kabinet is at {place.address}/demo/   (ready after {seconds:.0f} s)",
        "",
        "  Who is who, and each story's next step, are on that page: one click signs you in.",
        f"  Every mail and SMS sent:       {place.address}/demo/mail/",
        f"  The subscriber's front page:   {place.address}/",
        *reachable_from_outside(place),
        "",
        f"  Data: {settings.DATA}.  Ctrl-C stops it and loses nothing.",
        "  Anybody who reaches this address signs in as anybody: keep it to yourself.",
        "",
    ]


def reachable_from_outside(place: Place) -> list[str]:
    if place.host not in ANYWHERE:
        return []
    return [f"  From other machines:           http://{socket.gethostname()}:{place.port}/demo/"]
