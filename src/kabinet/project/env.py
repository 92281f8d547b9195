"""Settings from the environment. A value that cannot be meant stops the start, by name."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_read: set[str] = set()


def text(name: str, default: str = "") -> str:
    """Read a setting; `NAME_FILE` may point to a file that holds it (secrets)."""
    _read.update({name, f"{name}_FILE"})
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as trouble:
            raise ImproperlyConfigured(f"{name}_FILE: cannot read {path}: {trouble}") from trouble
    return os.environ.get(name, default)


def unread() -> set[str]:
    """Name the variables of ours that somebody set and no setting is made from."""
    return {name for name in os.environ if name.startswith("KABINET_")} - _read


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in {"yes", "no"}:
        raise ImproperlyConfigured(f"{name}: say yes or no, not {value!r}")
    return value == "yes"


def whole(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}: a whole number is needed, not {value!r}")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(name: str, data: Path) -> dict[str, object]:
    """Read `postgresql://user:password@host:port/name`; nothing means SQLite beside the data."""
    address = text(name)
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "kabinet.sqlite3",
            "OPTIONS": {
                # One writer at a time, who waits for his turn instead of failing half-way.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: an answer is given after the disk has it (measured: NORMAL is before).
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                " PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name}: postgresql://user:password@host:port/name is needed")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Statements are parsed and planned once a connection: a tenth less work on both sides.
        "OPTIONS": {"server_side_binding": True},
    }
