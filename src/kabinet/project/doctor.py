"""What is configured, what is unsafe, what optional parts are missing."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core import checks
from django.db import OperationalError, connection

from kabinet.project import env, prepare
from kabinet.project.boot import said

OPTIONAL = {
    "soffice": "LibreOffice: letters as old .doc files will need it; nothing does yet",
    "gettext": "gettext: translations cannot be compiled again (only for developers)",
    "pg_dump": "PostgreSQL's client programs: backups of PostgreSQL need them",
}


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(
        prog="kabinet doctor",
        description="Say what is configured, what is unsafe and which optional parts are missing. "
        "Exit code 1 when something is unsafe.",
    ).parse_args(argv)
    troubles = sorted(set(unsafe()))
    show("Configured", list(configured()))
    show("Unsafe", troubles or ["nothing found"])
    show("Worth knowing", list(worth_knowing()) or ["nothing"])
    show("Optional parts that are missing", missing_parts() or ["none"])
    if troubles:
        print(f"{len(troubles)} unsafe.", file=sys.stderr)
    return 1 if troubles else 0


def show(title: str, lines: list[str]) -> None:
    print(title)
    for line in lines:
        print(f"  - {line}")
    print()


def configured() -> Iterator[str]:
    yield f"Python {sys.version.split()[0]}, Django {django.get_version()}"
    yield f"operator pack {settings.PACK}, from {settings.PACKS}"
    yield f"data in {settings.DATA}"
    yield f"address {settings.PUBLIC_URL}, hosts {', '.join(settings.ALLOWED_HOSTS)}"
    yield f"database: {database()}"
    yield f"mail by {settings.SMTP['host']}:{settings.SMTP['port']}, {mail_protection()}"
    yield f"SMS: {sms()}"
    yield "keys: of the demonstration" if settings.DEMO else "keys: given, four of them"


def database() -> str:
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"SQLite, {own['NAME']}"
    return f"PostgreSQL {own['NAME']} at {own['HOST'] or 'the local socket'}"


def mail_protection() -> str:
    return "STARTTLS" if settings.SMTP["starttls"] else "unencrypted"


def sms() -> str:
    if settings.SMS["adapter"] == "record":
        return "written down, not sent"
    return f"by {urlsplit(settings.SMS['url']).hostname}"


def unsafe() -> Iterator[str]:
    if settings.DEMO:
        yield "this is a demonstration: anybody signs in as anybody with one click"
    if settings.DEMO and "*" in settings.ALLOWED_HOSTS:
        yield "any host name is answered to (demonstration)"
    if settings.SMS["adapter"] == "record":
        yield "KABINET_SMS=record: codes are written down where staff can read them, none is sent"
    if not settings.HTTPS:
        yield f"KABINET_PUBLIC_URL is {settings.PUBLIC_URL}: codes and passwords travel in the open"
    if mail_leaves_in_the_open():
        yield "mail leaves this machine unencrypted: KABINET_SMTP_STARTTLS=yes"
    yield from refused_by_checks()


def mail_leaves_in_the_open() -> bool:
    near = {"127.0.0.1", "localhost", "::1"}
    return settings.SMTP["host"] not in near and not settings.SMTP["starttls"]


def refused_by_checks() -> Iterator[str]:
    """Our own checks, and those of Django for a site that faces the world."""
    try:
        found = checks.run_checks(include_deployment_checks=True, databases=["default"])
    except OperationalError as trouble:
        yield f"the database does not answer: {trouble}"
        return
    for message in found:
        if message.level >= checks.WARNING and not message.is_silenced():
            yield said(message)


def worth_knowing() -> Iterator[str]:
    """Things that are not dangerous today."""
    for name in sorted(env.unread()):
        yield f"{name} is set, but nothing reads it: is it misspelt?"
    try:
        if steps := prepare.unapplied():
            yield f"the database is {len(steps)} steps behind: run `kabinet migrate`"
    except OperationalError:
        return
    if connection.vendor == "sqlite" and (os.cpu_count() or 1) > 4:  # noqa: PLR2004 - a bigger machine
        yield "SQLite has one writer at a time: for many desks use PostgreSQL (docs/operating.md)"


def missing_parts() -> list[str]:
    return [says for program, says in OPTIONAL.items() if not shutil.which(program)]
