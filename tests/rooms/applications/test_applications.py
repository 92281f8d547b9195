"""A company applies; it becomes a client in one commit, or is refused with a reason."""

import pytest

from kabinet.access.rules import Role
from kabinet.applications import actions
from kabinet.applications.models import Application
from kabinet.applications.queries import verify
from kabinet.cases.actions import Claimant
from kabinet.cases.actions.handling import NothingSaid
from kabinet.cases.queries import checks as cases
from kabinet.contracts.models import Account, Contract
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from kabinet.mailroom.models import Message
from kabinet.numbers.actions.stock import add_to_stock
from kabinet.numbers.models import Number, StockNumber
from kabinet.parties.models import Party
from tests import people
from tests.rooms.applications.applied import applied

FREE = [f"+7916000000{n}" for n in range(3)]


@pytest.fixture
def manager(db):
    return people.staff(Role.PERSONAL_MANAGER, name="Юлия Мороз")


@pytest.fixture
def stock(db):
    add_to_stock(identifiers=FREE, region="moscow", at=people.MONDAY)


@pytest.fixture
def file(db):
    def one(**changed):
        claimant = Claimant(name="ООО «Ромашка»", email="ok@romashka.example", phone="+79161112233")
        return actions.apply(
            applied(**changed), claimant=claimant, language="ru", at=people.MONDAY
        )[0]

    return one


def take_on(application, by):
    return actions.take_on(application=application, by=by, at=people.MONDAY)


def refuse(application, by, reason):
    return actions.refuse_application(
        application=application, reason=reason, by=by, at=people.MONDAY
    )


def test_an_application_has_a_number_a_clock_and_a_receipt(file):
    case = file().case

    assert case.reference == "A-2026-00001"
    assert [clock.rule for clock in case.clocks.all()] == ["application.answer.promise"]
    assert "A-2026-00001" in Message.objects.get().subject
    assert (verify(), cases.verify()) == ([], [])


def test_wrong_digits_are_refused_and_nothing_is_registered(file):
    with pytest.raises(actions.WrongDigits) as refused:
        file(inn="7707083894")

    assert list(refused.value.fields) == ["inn"]
    assert Application.objects.count() == 0


def test_it_becomes_company_contract_account_and_numbers(file, manager, stock):
    application = file()

    contract = take_on(application, manager)

    party = contract.holder
    assert (party.company_name, party.inn, party.kpp) == (
        "ООО «Ромашка»",
        "7707083893",
        "770701001",
    )
    assert party.bank["account"] == "40702810938000000001"
    account = contract.accounts.get()
    assert account.region == "moscow"
    assert sorted(account.numbers.values_list("identifier", flat=True)) == FREE[:2]
    assert StockNumber.objects.get().identifier == FREE[2]
    assert Message.objects.latest("pk").subject == f"Договор № {contract.number} заключён"
    application.refresh_from_db()
    assert application.case.state == "carried_out"
    assert (verify(), cases.verify()) == ([], [])


def test_a_sole_trader_becomes_a_person(file, manager, stock):
    trader = {"inn": "500100732259", "kpp": "", "ogrn": "304500116000157"}

    party = take_on(file(**trader), manager).holder

    assert (party.kind, party.full_name) == ("sole_trader", "Котов Павел Ильич")


def test_too_few_numbers_and_nothing_is_made(file, manager, stock):
    application = file(quantity=4)

    with pytest.raises(actions.TooFewNumbers):
        take_on(application, manager)

    assert (Party.objects.count(), Contract.objects.count(), Number.objects.count()) == (0, 0, 0)
    assert Application.objects.get().case.state == "registered"


def test_whatever_fails_at_the_end_leaves_nothing_behind(file, manager, stock, monkeypatch):
    application = file()

    def dies(**_):
        raise RuntimeError("power")

    monkeypatch.setattr(actions, "take_from_stock", dies)
    with pytest.raises(RuntimeError):
        take_on(application, manager)

    made = (Party.objects.count(), Contract.objects.count(), Account.objects.count())
    assert made == (0, 0, 0)
    assert StockNumber.objects.count() == 3
    assert verify() == []


def test_who_is_a_client_already_is_not_made_one_again(file, manager, stock):
    known = people.company(inn="7707083893")

    with pytest.raises(actions.KnownAlready) as refused:
        take_on(file(), manager)

    assert refused.value.party == known
    assert Contract.objects.count() == 0


def test_the_second_application_of_the_same_company_finds_the_first(file, manager, stock):
    first, second = file(quantity=1), file(quantity=1)
    take_on(first, manager)

    with pytest.raises(actions.KnownAlready):
        take_on(second, manager)


def test_it_is_taken_on_once(file, manager, stock):
    application = file(quantity=1)
    take_on(application, manager)

    with pytest.raises((WrongMove, actions.KnownAlready)):
        take_on(application, manager)

    assert Contract.objects.count() == 1


def test_it_is_refused_with_a_reason_that_the_applicant_reads(file, manager):
    application = file()

    with pytest.raises(NothingSaid):
        actions.refuse_application(
            application=application, reason=" ", by=manager, at=people.MONDAY
        )
    refused = refuse(application, manager, "Нет связи по адресу.")

    assert refused.case.state == "refused"
    assert "Нет связи по адресу." in Message.objects.latest("pk").text
    assert verify() == []


def test_a_showroom_clerk_makes_no_clients(file, stock):
    clerk = people.staff(Role.SHOWROOM, name="Инна Орлова")

    with pytest.raises(NotPermitted):
        take_on(file(), clerk)

    assert Contract.objects.count() == 0


def test_an_application_without_its_contract_would_be_seen(file, manager, stock):
    application = file()
    take_on(application, manager)
    Application.objects.update(contract=None, reason="x")

    assert len(verify()) == 1
