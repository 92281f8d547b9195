"""What runs inside the installation that is measured: `python -m tests.bench.house WORD …`."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from threading import Thread
from time import perf_counter
from typing import Any

import django

django.setup()

from django.contrib.auth import login  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest  # noqa: E402

from kabinet.access.actions import create_staff, make_code  # noqa: E402
from kabinet.access.models import User  # noqa: E402
from kabinet.access.rules import Role  # noqa: E402
from kabinet.cases.models import Case  # noqa: E402
from kabinet.claims.actions import drafts  # noqa: E402
from kabinet.claims.actions.filing import PURPOSE, file_draft  # noqa: E402
from kabinet.claims.models import Claim  # noqa: E402
from kabinet.claims.queries.interview import Address  # noqa: E402
from kabinet.deadlines.queries import deadline, zone_for  # noqa: E402
from kabinet.documents.queries import render  # noqa: E402
from kabinet.kit.clock import now  # noqa: E402
from kabinet.pack.queries import operator_pack  # noqa: E402
from kabinet.web.signin import second_factor  # noqa: E402
from tests.bench.filling import fill  # noqa: E402

ANSWERS = {
    "ground": "own_words",
    "service_kind": "mobile",
    "party_kind": "person",
    "number": "",
    "contract": "",
    "subject": "Списания",
    "amount": 450_00,
    "essence": "С моего счёта списаны деньги за услугу, которой я не пользовался. " * 6,
    "own_demand": "вернуть списанные деньги",
    "asked_before": "no",
    "happened_on": "2026-11-20",
    "demands": ["refund"],
    "full_name": "Кузнецов Иван Сергеевич",
    "sex": "male",
    "address": "101000, Москва, ул. Мясницкая, 1",
    "city": "Москва",
    "reply_by": "email",
    "phone": "+79991112233",
}


def load(cases: str) -> None:
    """Bring the number of cases up to so many; a real claim among them for its page."""
    begun = perf_counter()
    fill(int(cases))
    tell({"cases": Case.objects.count(), "seconds": round(perf_counter() - begun)})


def prepare(count: str, tag: str) -> None:
    """Finish drafts of visitors, each with a code sent to a mailbox of its own."""
    made = []
    for number in range(int(count)):
        at, email = now(), f"{tag}-{number}@example.ru"
        draft = drafts.start(
            kind="claim",
            owner=None,
            party=None,
            answers={**ANSWERS, "email": email},
            charges=[],
            language="ru",
            at=at,
        )
        about = f"draft:{draft.pk}"
        _, code = make_code(
            purpose=PURPOSE, about=about, address=email, at=at + timedelta(minutes=50)
        )
        made.append([draft.token, email, code])
    tell({"drafts": made})


def session() -> None:
    """Sign a lead of the claims desk in, second factor and all; give the session's key."""
    user = User.objects.filter(email="bench@example.ru").first() or create_staff(
        email="bench@example.ru",
        name="Громов Борис Ильич",
        roles=(Role.CLAIMS_LEAD,),
        by=None,
        at=now(),
    )
    request = HttpRequest()
    request.user, request.session = user, SessionStore()
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    second_factor.mark_proved(request, kind="totp")
    request.session.save()
    references = list(
        Case.objects.filter(claim__isnull=False).values_list("reference", flat=True)[:50]
    )
    tell({"session": request.session.session_key, "references": references})


def claims(count: str) -> None:
    """File some real claims, for their pages."""
    for number in range(int(count)):
        address = Address("email", f"page-{number}@example.ru")
        draft = drafts.start(
            kind="claim",
            owner=None,
            party=None,
            answers={**ANSWERS, "email": address.address},
            charges=[],
            language="ru",
            at=now(),
        )
        file_draft(draft_id=draft.pk, by=None, address=address, at=now())
    tell({"claims": Claim.objects.count()})


def insert(clients: str, seconds: str) -> None:
    """Insert bare single rows, each durable, from so many connections: the machine's own limit."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_bare (id bigint PRIMARY KEY, t text)")
        cursor.execute("DELETE FROM bench_bare")
    done = [0] * int(clients)

    def one(client: int) -> None:
        end, row = perf_counter() + float(seconds), client
        with connection.cursor() as cursor:
            while perf_counter() < end:
                cursor.execute("INSERT INTO bench_bare VALUES (%s, %s)", [row, "x" * 1000])
                row += int(clients)
                done[client] += 1
        connection.close()

    threads = [Thread(target=one, args=(client,)) for client in range(int(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tell({"per_second": round(sum(done) / float(seconds))})


def deadlines(seconds: str) -> None:
    """Count deadlines, each from another moment, by the rules that a claim starts."""
    rules = [operator_pack().clock(name, datetime(2026, 11, 1, tzinfo=UTC).date()) for name in (
        "claim.answer", "claim.answer.promise", "claim.refund.consumer", "claim.register",
    )]  # fmt: skip
    random, end, done = Random(7), perf_counter() + float(seconds), 0  # noqa: S311 - no secret
    while perf_counter() < end:
        started = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=random.randrange(500_000))
        for rule in rules:
            deadline(rule, started_at=started, zone=zone_for(rule))
            done += 1
    tell({"per_second": round(done / float(seconds))})


def letters(count: str) -> None:
    """Render one real claim letter again and again, warm."""
    letter = Claim.objects.select_related("letter").latest("pk").letter
    figures = {}
    for form in ("docx", "pdf"):
        render(letter, form)
        times = []
        for _ in range(int(count)):
            begun = perf_counter()
            render(letter, form)
            times.append((perf_counter() - begun) * 1000)
        times.sort()
        figures[form] = {
            "p50_ms": round(times[len(times) // 2], 1),
            "p95_ms": round(times[int(len(times) * 0.95)], 1),
            "per_second": round(1000 * len(times) / sum(times)),
        }
    tell(figures)


def tell(said: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")


WORDS: dict[str, Callable[..., None]] = {
    "load": load,
    "prepare": prepare,
    "session": session,
    "claims": claims,
    "insert": insert,
    "deadlines": deadlines,
    "letters": letters,
}

if __name__ == "__main__":
    WORDS[sys.argv[1]](*sys.argv[2:])
