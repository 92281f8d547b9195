"""Sixteen clerks press at once. PostgreSQL only: SQLite has one writer."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kabinet.cases.models import Case
from kabinet.claims.actions import decide as deciding, filing
from kabinet.claims.actions.decide import propose_decision
from kabinet.claims.actions.settle import settle
from kabinet.claims.models import Claim, Decision
from kabinet.claims.queries.interview import Address
from kabinet.kit.errors import Refused
from kabinet.ledger.models import LedgerAccount, Transfer
from kabinet.ledger.queries import verify
from tests import world as worlds
from tests.rooms.claims.conftest import finished
from tests.world import MONDAY, World, roubles

CLERKS = 16

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def committed() -> World:
    return worlds.build()


@pytest.fixture
def claim(committed: World) -> Claim:
    draft = finished(committed)
    address = Address("sms", "+79161234567")
    filing.file_draft(draft_id=draft.pk, by=draft.owner, address=address, at=MONDAY)
    return Claim.objects.get()


def all_at_once(act) -> Counter[str]:
    start = Barrier(CLERKS)

    def press(_: int) -> str:
        try:
            start.wait()
            act()
        except Refused:
            return "refused"
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(CLERKS) as clerks:
        return Counter(clerks.map(press, range(CLERKS)))


def uphold(world: World, claim: Claim) -> None:
    propose_decision(
        claim=claim,
        outcome="upheld",
        amount=roubles("300"),
        reasons="",
        by=world.anna,
        at=MONDAY,
        version=0,
    )


def test_one_of_sixteen_decides_and_the_money_goes_back_once(committed: World, claim: Claim):
    account = LedgerAccount.objects.get(pk=committed.marias_number.ledger_id)
    before = account.balance

    outcomes = all_at_once(lambda: uphold(committed, claim))

    account.refresh_from_db()
    assert outcomes == {"done": 1, "refused": CLERKS - 1}
    assert Decision.objects.count() == 1
    assert Transfer.objects.filter(key__startswith="refund:").count() == 1
    assert account.balance - before == roubles("300")
    assert verify() == []


def test_without_the_lock_somebody_is_not_refused_in_words(
    committed: World, claim: Claim, monkeypatch
):
    """The control: unlocked, the clerks run into the table's own constraints, or worse."""

    def unlocked(of: Claim, version: int | None = None) -> Case:
        return Case.objects.get(claim=of.pk)

    monkeypatch.setattr(deciding, "_locked", unlocked)

    with pytest.raises(Exception, match=r"one_standing_decision|duplicate key|deadlock"):
        all_at_once(lambda: uphold(committed, claim))


def test_one_of_sixteen_acceptances_is_settled(committed: World):
    ids = [one.pk for one in committed.ivans_debits]

    outcomes = all_at_once(
        lambda: settle(by=committed.ivans_login, charge_ids=ids, language="ru", at=MONDAY)
    )

    assert outcomes == {"done": 1, "refused": CLERKS - 1}
    assert Case.objects.count() == 1
    assert Transfer.objects.filter(key__startswith="settled:").count() == 1
    assert verify() == []
