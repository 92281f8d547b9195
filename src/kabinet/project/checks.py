"""What must be right before anybody may come in. Each trouble names the setting and the way out."""

import ipaddress
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from kabinet.kit import clock
from kabinet.pack.queries import PackError, operator_pack


@register(Tags.security)
def safe_enough(**_: object) -> list[CheckMessage]:
    """Refuse what would let strangers read or do too much; a demonstration shows all anyway."""
    if settings.DEMO:
        return []
    return [Error(text, id=f"kabinet.{number}") for number, text in unsafe()]


def unsafe() -> Iterator[tuple[str, str]]:
    if settings.DEBUG:
        yield "E001", "KABINET_DEBUG shows the inside of the program to visitors: set it to no"
    if "*" in settings.ALLOWED_HOSTS:
        yield "E002", "KABINET_HOSTS must name the hosts; * lets anybody pretend to be one"
    if is_only_here(settings.PUBLIC_URL):
        return
    if not settings.HTTPS:
        yield "E003", "KABINET_PUBLIC_URL must begin with https:// outside this machine"
    if settings.HTTPS and not settings.PROXIES:
        yield "E008", "KABINET_PROXIES must name the proxy that speaks https for Kabinet"
    if settings.SMS["adapter"] == "record":
        yield "E004", "KABINET_SMS=record only writes codes down and sends none: set it to http"
    if repeated := repeated_keys():
        yield "E005", f"{repeated}: each key must differ from the others"


def repeated_keys() -> str:
    keys: dict[str, list[str]] = {}
    for name in ("SECRET_KEY", "PAPER_KEY", "INDEX_KEY", "JOURNAL_KEY"):
        keys.setdefault(getattr(settings, name), []).append(f"KABINET_{name}")
    return "; ".join(" = ".join(names) for names in keys.values() if len(names) > 1)


def is_only_here(address: str) -> bool:
    """Tell whether an address can be reached from this machine alone."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@register("pack")
def pack_is_sound(**_: object) -> list[CheckMessage]:
    """Find a rule that cannot be read now, not at the first claim that needs it."""
    try:
        found = operator_pack().expired(clock.now().date())
    except PackError as broken:
        found = broken.problems
    return [Error(f"pack: {problem}", id="kabinet.E020") for problem in found]


@register(Tags.security)
def reachable_sms(**_: object) -> list[CheckMessage]:
    if settings.SMS["adapter"] not in {"record", "http"}:
        return [Error("KABINET_SMS: say record or http", id="kabinet.E006")]
    told = settings.SMS["url"] + settings.SMS["body"]
    missing = [place for place in ("{to}", "{text}") if place not in told]
    if settings.SMS["adapter"] == "http" and (missing or not settings.SMS["url"]):
        wanted = "KABINET_SMS_URL, or KABINET_SMS_BODY beside it, must hold {to} and {text}"
        return [Error(wanted, id="kabinet.E007")]
    return []


@register(Tags.security)
def answers_only_after_the_disk(**_: object) -> list[CheckMessage]:
    """SQLite: one writer who waits his turn, and no answer before the disk has it."""
    database: dict[str, Any] = settings.DATABASES["default"]
    return weaknesses(database["OPTIONS"]) if database["ENGINE"].endswith("sqlite3") else []


def weaknesses(options: Mapping[str, str]) -> list[CheckMessage]:
    """Say what of SQLite's options would lose an answer, or lock two writers into an error."""
    found: list[CheckMessage] = []
    if options.get("transaction_mode") != "IMMEDIATE":
        found.append(Error("SQLite: transaction_mode must be IMMEDIATE", id="kabinet.E010"))
    command = options.get("init_command", "").replace(" ", "").upper()
    wanted = ("JOURNAL_MODE=WAL", "SYNCHRONOUS=FULL", "FOREIGN_KEYS=ON")
    found += [
        Error(f"SQLite: PRAGMA {pragma} is needed", id="kabinet.E011")
        for pragma in wanted
        if pragma not in command
    ]
    return found


@register(Tags.database)
def postgresql_keeps_its_word(
    databases: Sequence[str] | None = None, **_: object
) -> list[CheckMessage]:
    """PostgreSQL: switched off, any of these loses answers already given when power fails."""
    if not databases or connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings"
            " WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')"
        )
        found = dict(cursor.fetchall())
    return [
        Error(f"PostgreSQL: {name} is off; committed work could be lost", id="kabinet.E012")
        for name, setting in sorted(found.items())
        if setting == "off"
    ]
