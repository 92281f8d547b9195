"""The cut-over: numbers, money and services change hands at one instant, or nothing does."""

import pytest
from django.db import transaction

from kabinet.access.queries import NotPermitted
from kabinet.bills.models import Charge
from kabinet.contracts.queries import balance_of
from kabinet.journal.queries import verify as verify_journal
from kabinet.kit.money import Money
from kabinet.ledger import actions as ledger_actions, queries as ledger
from kabinet.ledger.actions import place_hold
from kabinet.ledger.models import LedgerAccount, Transfer as Posting
from kabinet.mailroom.models import Message
from kabinet.numbers.models import Number, NumberStay
from kabinet.transfers.actions import accept, cut_over, prove_phone
from kabinet.transfers.errors import AlreadyEnded, Hindered
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries import hindrances, verify
from kabinet.transfers.states import State
from tests import deals, people
from tests.deals import TUESDAY, Cast

FEE = 35_40


def picture() -> list[object]:
    """Take down everything that a cut-over may change."""
    return [
        list(LedgerAccount.objects.order_by("pk").values_list("code", "debits", "credits", "held")),
        list(Number.objects.order_by("pk").values_list("account", "ledger", "tariff", "state")),
        NumberStay.objects.count(),
        Posting.objects.count(),
        Charge.objects.count(),
        Message.objects.count(),
        list(Transfer.objects.order_by("pk").values_list("state", "cut_over_at", "fee_posting")),
    ]


def all_is_well() -> bool:
    return not [*verify(), *ledger.verify(), *verify_journal()]


@pytest.fixture
def ready(cast: Cast) -> Transfer:
    """Give one number of the company on its way to Vera, with nothing in the way."""
    return deals.complete(deals.ask(cast.pavel, cast.works[:1]), cast)


def test_the_number_and_its_money_go_and_the_fee_comes_last(cast, ready):
    before = cast.works[0].account

    done = deals.carry_out(ready, cast)

    number = Number.objects.get(pk=cast.works[0].pk)
    assert done.state == State.CARRIED_OUT
    assert number.account.contract.holder.full_name == "Орлова Вера"
    assert balance_of(number.account) == 500_00 - FEE
    assert balance_of(before) == 70_00
    assert done.fee_posting == Posting.objects.order_by("-pk").first()
    assert (done.fee_posting.amount, done.fee_posting.at) == (FEE, TUESDAY)
    assert all_is_well()


def test_the_others_of_the_company_stay(cast, ready):
    cut_over(transfer=ready, by=cast.zoya, at=TUESDAY)

    stayed = Number.objects.filter(account__contract__holder=cast.romashka)
    assert set(stayed) == set(cast.works[1:])


def test_what_was_charged_before_stays_with_the_giver(cast, ready):
    done = deals.carry_out(ready, cast)

    charges = Charge.objects.filter(account__contract__holder=done.receiver)
    assert [one.transfer for one in charges] == [done.fee_posting]


def test_both_sides_get_their_letters_and_word(cast, ready):
    done = deals.carry_out(ready, cast)

    assert "500,00" in str(done.statement.blocks)
    assert cast.works[0].identifier in str(done.welcome.blocks)
    told = Message.objects.filter(key__startswith="notice.transfer.done").values_list(
        "to", flat=True
    )
    assert deals.PHONE in told


def test_the_giver_reads_nothing_of_the_receivers_contract(cast, ready):
    done = deals.carry_out(ready, cast)

    account = done.to_account
    assert account.number not in str(done.statement.blocks)
    assert cast.works[0].account.number not in str(done.welcome.blocks)


def test_it_happens_once(cast, ready):
    cut_over(transfer=ready, by=cast.zoya, at=TUESDAY)
    before = picture()

    with pytest.raises(AlreadyEnded):
        cut_over(transfer=ready, by=cast.zoya, at=TUESDAY)

    assert picture() == before


def test_a_power_cut_in_the_middle_moves_nothing(cast, ready):
    before = picture()

    with pytest.raises(RuntimeError, match="power"):
        _cut_off(cast, ready)

    assert picture() == before
    assert all_is_well()


@transaction.atomic
def _cut_off(cast: Cast, ready: Transfer) -> None:
    cut_over(transfer=ready, by=cast.zoya, at=TUESDAY)
    raise RuntimeError("power cut")


def test_only_the_processing_centre_carries_it_out(cast, ready):
    before = picture()

    with pytest.raises(NotPermitted):
        cut_over(transfer=ready, by=cast.kirill, at=TUESDAY)

    assert picture() == before


@pytest.mark.parametrize("what", ["debt", "held", "papers", "unseen", "tariff", "gone"])
def test_whatever_stands_in_the_way_stops_it_and_nothing_moves(cast, ready, what):
    _spoil(cast, ready, what)
    before = picture()

    with pytest.raises(Hindered) as refused:
        cut_over(transfer=ready, by=cast.zoya, at=TUESDAY)

    assert what in {one.code for one in refused.value.hindrances}
    assert refused.value.hindrances == hindrances(ready, TUESDAY)
    assert picture() == before


def _spoil(cast: Cast, ready: Transfer, what: str) -> None:
    if what == "debt":  # on another account of the giver, of another contract
        owing = people.number(cast.romashka, "+79149990009")
        cash = LedgerAccount.objects.create(code="operator:charges")
        ledger_actions.transfer(
            debit=owing.account.ledger, credit=cash, amount=Money(1), key="x", code="x", at=TUESDAY
        )
    elif what == "held":
        place_hold(account=cast.works[0].ledger, amount=Money(5_00), key="claim", at=TUESDAY)
    elif what == "papers":
        ready.case.papers.filter(kind="deed").update(
            state="missing", judged_by=None, judged_at=None
        )
    elif what == "unseen":
        ready.case.appearances.filter(side="receiver").update(signed_at=None)
    elif what == "tariff":
        ready.lines.update(tariff="")
    else:
        cast.works[0].state = "closed"
        cast.works[0].save()


def test_nobody_has_accepted_so_nothing_goes(cast):
    asked = deals.ask(cast.pavel, cast.works[:1])
    before = picture()

    with pytest.raises(Hindered) as refused:
        cut_over(transfer=asked, by=cast.zoya, at=TUESDAY)

    assert ("receiver", "consent") in {(one.side, one.code) for one in refused.value.hindrances}
    assert picture() == before


def test_a_fee_that_is_not_covered_stops_a_person(cast):
    asked = deals.complete(deals.ask(cast.pavel, cast.works[2:]), cast)  # nothing stands on it

    with pytest.raises(Hindered) as refused:
        cut_over(transfer=asked, by=cast.zoya, at=TUESDAY)

    (found,) = refused.value.hindrances
    assert (found.side, found.code, found.about["amount"]) == ("receiver", "fee", FEE)


def test_a_company_is_billed_and_needs_no_money(cast):
    asked = deals.ask(cast.marias_login, [cast.marias], "person-company", "company")
    done = deals.carry_out(deals.complete(asked, cast, deals.NEW_COMPANY), cast)

    number = Number.objects.get(pk=cast.marias.pk)
    assert number.user_name == "Котов Павел"
    assert balance_of(number.account) == -FEE
    assert done.fee_posting.amount == FEE
    assert all_is_well()


def test_the_fee_is_drawn_from_all_that_moved(cast):
    """The number that carries the charge has nothing: the next one's money covers it."""
    asked = deals.complete(deals.ask(cast.pavel, [cast.works[2], cast.works[1]]), cast)
    first = min(cast.works[1:], key=lambda one: one.pk)
    ledger_actions.transfer(
        debit=first.ledger, credit=cast.works[2].ledger, amount=Money(70_00),
        key="shift", code="x", at=TUESDAY,
    )  # fmt: skip

    done = deals.carry_out(asked, cast)

    owed = [
        one
        for one in LedgerAccount.objects.filter(part_of=done.to_account.ledger)
        if one.balance < 0
    ]
    assert owed == []
    assert balance_of(done.to_account) == 70_00 - FEE
    assert all_is_well()


def test_a_client_takes_the_number_to_his_own_account(cast):
    asked = deals.ask(cast.pavel, cast.works[:1])
    prove_phone(transfer=asked, at=TUESDAY)
    taken = accept(transfer=asked, by=cast.ivans_login, to_account=cast.ivans.account, at=TUESDAY)
    done = deals.carry_out(deals.complete(taken, cast, by=cast.ivans_login), cast)

    assert done.to_account == cast.ivans.account
    assert balance_of(cast.ivans.account) == 120_00 + 500_00 - FEE


def test_a_reissue_moves_everything_and_closes_the_contract(cast):
    deals.pay_in(cast.works[0].account.ledger, 1000_00)
    contract = cast.works[0].account.contract
    asked = deals.ask(cast.pavel, [], "reissue", "company", contract=contract)
    done = deals.carry_out(deals.complete(asked, cast, deals.NEW_COMPANY), cast)

    contract.refresh_from_db()
    assert contract.closed_on is not None
    assert balance_of(cast.works[0].account) == 0
    assert balance_of(done.to_account) == 1570_00 - FEE
    assert Number.objects.filter(account__contract__holder=cast.romashka).count() == 0
    assert all_is_well()
