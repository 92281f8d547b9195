"""A great many cases, laid in by SQL: the same on both engines, in batches that show progress."""

import sys
from datetime import UTC, datetime

from django.db import connection, transaction

from kabinet.cases.models import Case, CaseClock
from kabinet.cases.search import stems
from kabinet.mailroom.models import Counter, RegisterEntry

BATCH = 50_000
TEXTS = 500
WORDS = [
    "абонент",
    "договор",
    "счёт",
    "услуга",
    "списание",
    "деньги",
    "возврат",
    "оператор",
    "связь",
    "интернет",
    "роуминг",
    "тариф",
    "подписка",
    "сообщение",
    "звонок",
    "номер",
    "претензия",
    "ответ",
    "срок",
    "закон",
    "потребитель",
    "согласие",
    "баланс",
    "платёж",
    "месяц",
    "день",
    "вечер",
    "скорость",
    "обрыв",
    "мастер",
    "заявка",
    "офис",
    "салон",
    "менеджер",
    "письмо",
    "документ",
]
RARE = "квиток"  # in one case of a thousand
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)


def fill(most: int) -> None:
    """Lay cases in until there are so many; a third of them open, deadlines spread over a year."""
    first = Case.objects.count() + 1
    _texts()
    for low in range(first, most + 1, BATCH):
        high = min(low + BATCH - 1, most)
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in _statements(low, high):
                cursor.execute(statement)
        sys.stderr.write(f"\r{high} cases")
        sys.stderr.flush()
    Counter.objects.update_or_create(book="in.claim", year=2026, defaults={"last": most})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            for model in (Case, CaseClock, RegisterEntry):
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"
                    f" (SELECT max(id) FROM {table}))"
                )
    sys.stderr.write("\n")


def _texts() -> None:
    """Keep some descriptions of ninety words, and their stems, to draw from."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_texts")
        cursor.execute("CREATE TABLE bench_texts (id int PRIMARY KEY, body text, stems text)")
        for number in range(TEXTS):
            body = " ".join(WORDS[(number * 31 + place * 17) % len(WORDS)] for place in range(90))
            cursor.execute(
                "INSERT INTO bench_texts VALUES (%s, %s, %s)", [number, body, stems(body)]
            )


def _statements(low: int, high: int) -> list[str]:
    numbers = (
        f"WITH RECURSIVE n(i) AS (SELECT {low} UNION ALL SELECT i + 1 FROM n WHERE i < {high})"
    )
    is_closed = "i % 3 <> 0"
    postgres = connection.vendor == "postgresql"
    due = (
        f"timestamptz '{BEGUN.isoformat()}' + (i::bigint * 7919 % 525600) * interval '1 minute'"
        if postgres
        else f"datetime('{BEGUN:%Y-%m-%d %H:%M:%S}', (i * 7919 % 525600) || ' minutes')"
    )
    day = f"({due})::date" if postgres else f"date({due})"
    pad = "lpad(i::text, 7, '0')" if postgres else "printf('%07d', i)"
    rare = f"CASE WHEN i % 1000 = 0 THEN ' {RARE}' ELSE '' END"
    stem = f"CASE WHEN i % 1000 = 0 THEN ' {stems(RARE)}' ELSE '' END"
    no = "false" if postgres else "0"
    found = [
        f"""{numbers} INSERT INTO mailroom_registerentry
        (id, book, year, number, channel, received_at, registered_at)
        SELECT i, 'in.claim', 2026, i, 'public', {due}, {due} FROM n""",
        f"""{numbers} INSERT INTO cases_case
        (id, kind, reference, entry_id, state, desk, topic, title, stake, claimant_name,
         claimant_email, claimant_phone, claimant_address, reply_by, language, zone,
         status_digest, due_at, filed_at, closed_at, version)
        SELECT i, 'claim', '2026-' || {pad}, i,
         CASE WHEN {is_closed} THEN 'answered' ELSE 'registered' END, 'claims', 'own_words',
         'Списания за услугу', 45000, 'Абонент ' || i, 'a' || i || '@example.ru', '', '', 'email',
         'ru', 'Europe/Moscow', '', CASE WHEN {is_closed} THEN NULL ELSE {due} END, {due},
         CASE WHEN {is_closed} THEN {due} ELSE NULL END, 0 FROM n""",
        f"""{numbers} INSERT INTO cases_caseclock
        (case_id, rule, kind, edition, start_event, started_at, zone, due_on, due_at,
         provisional, steps, state)
        SELECT i, 'claim.answer', 'legal', '2016-04-02', 'registered_at', {due}, 'Europe/Moscow',
         {day}, {due}, {no}, '[]', CASE WHEN {is_closed} THEN 'met' ELSE 'running' END FROM n""",
        f"""{numbers} INSERT INTO cases_searchentry (case_id, body)
        SELECT i, body || {rare} FROM n JOIN bench_texts t ON t.id = i % {TEXTS}""",
    ]
    if not postgres:
        found.append(
            f"""{numbers} INSERT INTO cases_words (rowid, words)
            SELECT i, stems || {stem} FROM n JOIN bench_texts t ON t.id = i % {TEXTS}"""
        )
    return found
