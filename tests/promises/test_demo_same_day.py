"""Two demonstrations begun on one day tell the same stories, to the kopeck."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.db.models import QuerySet

from kabinet.access.models import User
from kabinet.bills.models import Charge
from kabinet.cases.models import Case, CaseClock
from kabinet.demo.actions import ensure_world
from kabinet.demo.queries import built_at
from kabinet.ledger.models import LedgerAccount, Transfer
from kabinet.numbers.models import ConnectedService, Number, ServiceConsent
from kabinet.parties.models import Party

TUESDAY = datetime(2026, 11, 24, tzinfo=ZoneInfo("Europe/Moscow"))
SEEN = {
    Party: ("surname", "company_name", "address", "born_on", "inn", "since"),
    Number: ("identifier", "tariff", "account__number", "user_name", "since", "state"),
    ServiceConsent: ("number__identifier", "service", "given_at", "channel", "evidence"),
    ConnectedService: ("number__identifier", "service", "connected_at", "price", "stopped_at"),
    Charge: ("number__identifier", "kind", "service", "amount", "refunded", "charged_at"),
    Transfer: ("debit__code", "credit__code", "amount", "key", "at"),
    LedgerAccount: ("code", "debits", "credits"),
    Case: ("reference", "state", "topic", "claimant_name", "stake", "filed_at", "closed_at"),
    CaseClock: ("case__reference", "rule", "due_on", "state", "alarm_at"),
}


def world_at(hour: int) -> dict[str, list[tuple[object, ...]]]:
    """Build the world, write down what a person could see of it, and forget it."""
    with transaction.atomic():
        ensure_world(TUESDAY.replace(hour=hour), lambda _line: None)
        seen = {
            model.__name__: sorted(QuerySet(model).values_list(*columns), key=str)
            for model, columns in SEEN.items()
        }
        transaction.set_rollback(True)
    return seen


class Killed(Exception):
    """Somebody pulled the plug."""


@pytest.mark.django_db
def test_cut_short_it_leaves_nothing_and_the_next_start_begins_again():
    said = []

    def say(line: str) -> None:
        said.append(line)
        if len(said) == 2:
            raise Killed

    with pytest.raises(Killed):
        ensure_world(TUESDAY, say)

    assert built_at() is None
    assert not User.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_same_day_gives_the_same_world_at_whatever_hour():
    morning, night = world_at(1), world_at(23)

    assert all(morning.values())
    assert morning == night
