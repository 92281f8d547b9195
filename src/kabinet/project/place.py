"""Where the web server listens, and whether it may."""

import errno
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from kabinet.project.boot import CannotStart

ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104 - names of "every interface", compared with only


@dataclass(frozen=True)
class Place:
    """A host and a port."""

    host: str
    port: int

    @property
    def address(self) -> str:
        """The address to type into a browser on this machine."""
        host = "127.0.0.1" if self.host in ANYWHERE else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def is_free(self) -> bool:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            # Without SO_REUSEPORT, so that the trial fails where the server's own would share.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((self.host, self.port))
            except PermissionError as trouble:
                raise CannotStart(
                    [f"port {self.port} needs the rights of root: choose one above 1023"]
                ) from trouble
            except socket.gaierror as trouble:
                raise CannotStart([f"HOST: no machine is called {self.host!r}"]) from trouble
            except OSError as trouble:
                return self.refused(trouble)
        return True

    def refused(self, trouble: OSError) -> bool:
        if trouble.errno == errno.EADDRNOTAVAIL:
            raise CannotStart([f"HOST: {self.host} is no address of this machine"]) from trouble
        return False


def place_from_environment(host: str | None = None, port: str | None = None) -> Place:
    """Read HOST and PORT; what is typed after the command goes before them."""
    typed = port or os.environ.get("PORT") or "8000"
    if not typed.isdecimal() or not 0 < int(typed) < 65536:  # noqa: PLR2004 - the last port
        raise CannotStart([f"PORT: a number from 1 to 65535 is needed, not {typed!r}"])
    return Place(host or os.environ.get("HOST") or "127.0.0.1", int(typed))


def must_be_free(place: Place, pid_file: Path) -> None:
    """Refuse a port that somebody listens at, and say who when it is Kabinet itself."""
    running = running_at(pid_file)
    # Web processes whose parent was killed leave by themselves within a second.
    patience = monotonic() + (0 if running else 3)
    while not place.is_free():
        if running:
            raise CannotStart(
                [f"Kabinet is running already: process {running}, {place.address}. Stop it first."]
            )
        if monotonic() > patience:
            way_out = f"Choose another: PORT={place.port + 1} before the same command"
            raise CannotStart([f"port {place.port} is taken by another program. {way_out}"])
        sleep(0.2)


def running_at(pid_file: Path) -> int | None:
    """Name the process that wrote the file, if it still lives."""
    try:
        pid = int(pid_file.read_text())
        os.kill(pid, 0)
    except (FileNotFoundError, ValueError, ProcessLookupError):
        return None
    except PermissionError:  # it lives, and belongs to another user
        return pid
    return pid
