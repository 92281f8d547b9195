"""What runs inside an installation that is killed: `python -m tests.promises.house WORD …`.

Every effect takes a fresh random key on purpose: nothing but the queue itself keeps it from
happening twice.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import random
from time import sleep
from typing import Any

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402 - Django comes first
from django.db import transaction  # noqa: E402

from kabinet.jobs.handlers import HANDLERS  # noqa: E402
from kabinet.jobs.verify import all_invariants  # noqa: E402
from kabinet.jobs.worker import work_until  # noqa: E402
from kabinet.journal.actions import note  # noqa: E402
from kabinet.journal.models import Note  # noqa: E402
from kabinet.journal.rules import Thing  # noqa: E402
from kabinet.kit.clock import now  # noqa: E402
from kabinet.kit.ids import token  # noqa: E402
from kabinet.kit.money import Money  # noqa: E402
from kabinet.ledger.actions import operator_account, transfer  # noqa: E402
from kabinet.mailroom.actions import queue_message  # noqa: E402
from kabinet.mailroom.models import Message  # noqa: E402
from kabinet.tasks import worker  # noqa: E402
from kabinet.tasks.actions import enqueue  # noqa: E402
from kabinet.tasks.models import Task  # noqa: E402
from kabinet.tasks.worker import Errand  # noqa: E402

SENT = Path(settings.DATA) / "sent.txt"
ACKNOWLEDGED = Path(settings.DATA) / "acknowledged.txt"
BEGUN = Path(settings.DATA) / "begun.txt"  # the number of each process that has work in hand


def migrate() -> None:
    call_command("migrate", verbosity=0)
    operator_account("operator:cash")
    operator_account("operator:refunds")
    tell({})


def tell(said: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")


def pay(payload: dict[str, Any], at: datetime) -> None:
    """Move a kopeck, and note it, slowly enough to be killed in between."""
    append(BEGUN, os.getpid())
    transfer(
        debit=operator_account("operator:cash"),
        credit=operator_account("operator:refunds"),
        amount=Money(1),
        key=token(),
        code="effect",
        at=at,
    )
    sleep(random() * 0.05)  # noqa: S311 - no secret
    note(what="test.effect", about=Thing("test.effect", payload["n"]), at=at)


def go(payload: dict[str, Any], _at: datetime) -> str:
    append(BEGUN, os.getpid())
    append(SENT, payload["n"])
    sleep(random() * 0.03)  # noqa: S311 - no secret
    return "sent"


def record(payload: dict[str, Any], _result: str, at: datetime) -> None:
    note(what="test.sent", about=Thing("test.sent", payload["n"]), at=at)


def append(path: Path, number: int) -> None:
    """Write a line in one call, so that a kill leaves a whole line or none."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, f"{number}\n".encode())
    os.close(handle)


def numbers(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def ask_for(most: str) -> None:
    """Ask for work, and say of each number that it was acknowledged, after its commit.

    Every third transaction is rolled back: what it asked for must never be done.
    """
    first = max(numbers(ACKNOWLEDGED), default=0) + 1
    for number in range(first, int(most) + 1):
        with transaction.atomic():
            at = now()
            enqueue("test.pay", payload={"n": number}, at=at, key=f"pay:{number}")
            enqueue("test.send", payload={"n": number}, at=at, key=f"send:{number}")
        append(ACKNOWLEDGED, number)
        append(BEGUN, os.getpid())
        sleep(0.08)
        if number % 3 == 0:
            with transaction.atomic():
                enqueue("test.pay", payload={"n": -number}, at=now())
                transaction.set_rollback(True)
    sleep(3600)  # stay, so that being killed is all that ends us


def write_mail(count: str) -> None:
    for number in range(int(count)):
        to = f"person-{number}@example.org"
        queue_message(
            key=f"m:{number}", channel="email", to=to, text=str(number), about=None, at=now()
        )
    tell({})


def work(how: str = "") -> None:
    """Work until killed. `carelessly`: tick a task off first, and do it afterwards."""
    table = {**HANDLERS, "test.pay": pay, "test.send": Errand(go=go, record=record)}
    if how == "carelessly":
        worker._do = tick_off_first  # noqa: SLF001 - the sabotage that the promise must notice
    work_until(lambda: False, handlers=table, lease=timedelta(seconds=2))


def tick_off_first(task: Task, handlers: worker.Handlers, *, at: datetime) -> None:
    Task.objects.filter(pk=task.pk).update(done_at=at, lease_until=None)
    handler = handlers[task.kind]
    if isinstance(handler, Errand):
        handler.record(task.payload, handler.go(task.payload, at), at)
    else:
        with transaction.atomic():
            handler(task.payload, at)


def report() -> None:
    """Tell what happened, as JSON."""
    paid = Counter(Note.objects.filter(what="test.effect").values_list("about_id", flat=True))
    noted = Counter(Note.objects.filter(what="test.sent").values_list("about_id", flat=True))
    sent = Counter(numbers(SENT))
    acknowledged = numbers(ACKNOWLEDGED)
    said = {
        "acknowledged": len(acknowledged),
        "lost": len([n for n in acknowledged if not (paid[n] and noted[n] and sent[n])]),
        "twice": sum(count - 1 for counts in (paid, noted) for count in counts.values()),
        "phantoms": len([n for n in paid if n < 0]),
        "repeated_sends": sum(count - 1 for count in sent.values()),
        "paid": sum(paid.values()),
        "refunds": int(operator_account("operator:refunds").credits),
        "open": Task.objects.filter(done_at=None).count(),
        "dead": Task.objects.exclude(dead_at=None).count(),
        "interrupted": Task.objects.filter(attempts__gt=1).count(),
        "messages_sent": Message.objects.filter(state="sent").count(),
        "broken": [trouble for _, troubles in all_invariants() for trouble in troubles],
    }
    tell(said)


WORDS: dict[str, Callable[..., None]] = {
    "migrate": migrate,
    "ask-for": ask_for,
    "write-mail": write_mail,
    "work": work,
    "report": report,
}

if __name__ == "__main__":
    WORDS[sys.argv[1]](*sys.argv[2:])
