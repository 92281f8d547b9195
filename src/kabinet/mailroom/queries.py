"""What went out and what came in."""

from collections.abc import Iterator

from django.db import models
from django.db.models import Count, Max, Min

from kabinet.journal.queries import thing_of
from kabinet.journal.rules import Thing
from kabinet.kit.write_once import unguarded
from kabinet.mailroom.models import Counter, Message, MessageState, RegisterEntry
from kabinet.tasks.models import Task


def messages_about(about: models.Model | Thing) -> models.QuerySet[Message]:
    """Give what was written to people about a thing, oldest first."""
    thing = thing_of(about)
    return Message.objects.filter(about_kind=thing.kind, about_id=thing.id).order_by("id")


def register_of(*, year: int, before: int | None = None) -> models.QuerySet[RegisterEntry]:
    """Give the lines of a year's register, newest first; `before` is an id to go on from."""
    entries = RegisterEntry.objects.filter(year=year).order_by("-id")
    return entries.filter(id__lt=before) if before is not None else entries


def verify_register() -> list[str]:
    """Name every number that is missing from a book, or stands beyond its counter."""
    books = RegisterEntry.objects.values("book", "year").annotate(
        lines=Count("id"), first=Min("number"), latest=Max("number")
    )
    found = {(book["book"], book["year"]): book for book in books.order_by("book", "year")}
    counters = {
        (counter.book, counter.year): counter.last for counter in Counter.objects.order_by("id")
    }
    troubles: list[str] = []
    for place in sorted(found.keys() | counters.keys()):
        book, last = found.get(place, {"lines": 0, "latest": 0}), counters.get(place, 0)
        if not book["lines"] == book["latest"] == last:
            troubles.extend(_what_is_wrong(*place, last=last))
    return troubles


def verify() -> list[str]:
    """Tell what is wrong with the register and the outbox; nothing, when all is well."""
    return [
        *unguarded(RegisterEntry._meta.db_table),
        *verify_register(),
        *_forgotten_messages(),
    ]


def task_key(message: Message) -> str:
    return f"message:{message.pk}"


def _forgotten_messages() -> Iterator[str]:
    """Find messages that wait and that nobody will ever send."""
    for message in Message.objects.filter(state=MessageState.QUEUED).order_by("pk").iterator():
        if not Task.objects.filter(key=task_key(message), done_at__isnull=True).exists():
            yield f"message {message.pk}: it waits in the outbox, and no task will send it"


def _what_is_wrong(book: str, year: int, *, last: int) -> Iterator[str]:
    numbers = RegisterEntry.objects.filter(book=book, year=year).values_list("number", flat=True)
    given = set(numbers)
    for number in range(1, max(given | {last}) + 1):
        if number not in given:
            yield f"register {book} {year}: number {number} is missing"
        elif number > last:
            yield f"register {book} {year}: number {number} was never given by the counter"
