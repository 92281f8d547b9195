"""A contract signed, accounts opened under it, and who sees them."""

from datetime import UTC, date, datetime

import pytest

from kabinet.access.models import User
from kabinet.contracts.actions import NumberTaken, UnknownRegion, open_account, sign_contract
from kabinet.contracts.models import Account, Contract
from kabinet.contracts.queries import accounts_of, balance_of, visible_to
from kabinet.journal.queries import timeline
from kabinet.kit.money import Money
from kabinet.ledger.actions import operator_account, transfer
from kabinet.ledger.models import LedgerAccount
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SIGNED = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ivan() -> Party:
    return Party.objects.create(kind="person", surname="Кузнецов", name="Иван", since=MONDAY)


def signed_by(holder: Party, number: str = "177001") -> Contract:
    return sign_contract(holder=holder, number=number, signed_on=SIGNED, edition="2026", at=MONDAY)


def account_under(contract: Contract, number: str = "2177001", region: str = "") -> Account:
    known = next(iter(operator_pack().regions))
    return open_account(
        contract=contract, number=number, region=region or known, opened_on=SIGNED, at=MONDAY
    )


def test_a_signed_contract_stands_in_the_books_and_in_the_journal(ivan):
    contract = signed_by(ivan)

    assert (contract.holder, contract.edition, contract.closed_on) == (ivan, "2026", None)
    assert [line.what for line in timeline(contract)] == ["contract.signed"]


def test_two_contracts_have_two_numbers(ivan):
    signed_by(ivan)

    with pytest.raises(NumberTaken):
        signed_by(ivan)

    assert Contract.objects.count() == 1


def test_an_account_opens_empty_with_its_place_in_the_ledger(ivan):
    account = account_under(signed_by(ivan))

    assert balance_of(account) == 0
    assert account.ledger.code == "account:2177001"
    assert [line.what for line in timeline(account)] == ["account.opened"]


def test_two_accounts_have_two_numbers_and_the_refused_one_leaves_no_ledger_account(ivan):
    contract = signed_by(ivan)
    account_under(contract)

    with pytest.raises(NumberTaken):
        account_under(contract)

    assert LedgerAccount.objects.filter(code__startswith="account:").count() == 1


def test_an_account_lies_in_a_region_of_the_operator(ivan):
    with pytest.raises(UnknownRegion):
        account_under(signed_by(ivan), region="atlantis")

    assert not Account.objects.exists()


def test_the_holder_sees_his_contracts_and_accounts_and_nobody_elses(ivan):
    maria = Party.objects.create(kind="person", surname="Лебедева", name="Мария", since=MONDAY)
    his, hers = signed_by(ivan), signed_by(maria, "177002")
    account, _ = account_under(his), account_under(hers, "2177002")
    user = User.objects.create_user(party=ivan)

    assert list(visible_to(user)) == [his]
    assert list(accounts_of(user)) == [account]


def test_staff_and_strangers_see_no_contract_here(ivan):
    signed_by(ivan)
    clerk = User.objects.create_user(email="clerk@operator.example", is_staff=True, party=ivan)

    assert not visible_to(clerk).exists()
    assert not accounts_of(User.objects.create_user()).exists()


def test_the_balance_is_what_the_ledger_says(ivan):
    account = account_under(signed_by(ivan))
    transfer(
        debit=operator_account("operator:cash"),
        credit=account.ledger,
        amount=Money(500_00),
        key="top-up",
        code="top_up",
        at=MONDAY,
    )

    assert balance_of(Account.objects.get()) == 500_00
