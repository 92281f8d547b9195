"""An owner's data changes field by field; the past stays; nothing is half done."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kabinet.access.rules import CompanyRole, Role
from kabinet.cases.states import CaseState, Desk
from kabinet.documents.actions import store_file
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from kabinet.mailroom.models import Message
from kabinet.owners import queries
from kabinet.owners.actions import Passport, Verdict, Wish, ask_for_change, decide_change
from kabinet.owners.errors import (
    AlreadyAsked,
    AnotherPassport,
    NothingChanged,
    NotJudged,
    ProofMissing,
    WhyRefused,
)
from kabinet.owners.models import AskedField, OwnerChange
from kabinet.parties.actions import (
    BadPassport,
    change_details,
    reveal,
    reveal_details,
    seal_paper,
)
from kabinet.parties.models import PartyDetail, ReadingReason
from kabinet.parties.queries import papers_of, readings_of
from tests.guards.examples import PNG
from tests.people import MONDAY, company, member, person, staff, subscriber

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)
YES, NO = Verdict(accepted=True), Verdict(accepted=False, reason="На снимке не видно печати.")


@pytest.fixture
def maria():
    return person("Волкова", "Мария", patronymic="Олеговна", email="maria@example.ru")


@pytest.fixture
def login(maria):
    return subscriber(maria)


@pytest.fixture
def olga():
    return staff(Role.REGISTRY)


def proof(by):
    return store_file(upload=PNG, name="marriage.png", by=by, at=MONDAY)


def ask(by, passport: Passport | None = None, **values: str) -> OwnerChange:
    wish = Wish(values=values, why="Вышла замуж", proof=[proof(by)], passport=passport)
    return ask_for_change(by=by, wish=wish, language="ru", at=MONDAY)


def decide(change: OwnerChange, by, passport_number: str = "", **verdicts: Verdict) -> OwnerChange:
    return decide_change(
        case=change.case, verdicts=verdicts, by=by, at=LATER, passport_number=passport_number
    )


def past(party) -> list[tuple[str, str, bool]]:
    found = reveal_details(
        party=party, by=staff(Role.CARE_AGENT), at=LATER, reason=ReadingReason.CLAIM
    )
    return [(one.field, one.value, one.until_at is None) for one in found]


def test_nothing_changes_before_a_clerk_has_decided(maria, login):
    change = ask(login, surname="Сергеева", address="Москва, Тверская, 1")

    maria.refresh_from_db()
    assert maria.surname == "Волкова"
    assert (change.case.reference[:2], change.case.desk) == ("D-", Desk.REGISTRY)
    assert [one.rule for one in change.case.clocks.all()] == ["owner.promise"]
    assert {one.name for one in change.fields.all()} == {"surname", "address"}


@pytest.mark.django_db(transaction=True)
def test_what_is_accepted_holds_and_the_old_name_stays_sealed_with_its_time(maria, login, olga):
    change = ask(login, surname="Сергеева")

    decide(change, olga, surname=YES)

    maria.refresh_from_db()
    change.case.refresh_from_db()
    assert maria.surname == "Сергеева"
    assert change.case.state == CaseState.CARRIED_OUT
    old, new = PartyDetail.objects.order_by("from_at")
    assert (old.from_at, old.until_at, old.value) == (maria.since, LATER, "")
    assert "Волкова".encode() not in bytes(old.sealed)
    assert (new.from_at, new.until_at) == (LATER, None)
    assert past(maria) == [("surname", "Сергеева", True), ("surname", "Волкова", False)]
    assert readings_of(maria)[0].what == "party.past_read"


def test_field_by_field_a_part_is_accepted_and_the_rest_refused_with_a_reason(maria, login, olga):
    change = ask(login, surname="Сергеева", address="Москва, Тверская, 1")

    decide(change, olga, surname=YES, address=NO)

    maria.refresh_from_db()
    change.case.refresh_from_db()
    assert (maria.surname, maria.address) == ("Сергеева", "")
    assert change.case.state == CaseState.PARTLY
    refused = change.fields.get(name="address")
    assert (refused.state, refused.reason) == ("refused", NO.reason)
    assert set(AskedField.objects.values_list("value", flat=True)) == {""}
    assert "частично" in Message.objects.get().text


def test_all_refused_changes_nothing(maria, login, olga):
    change = ask(login, surname="Сергеева")

    decide(change, olga, surname=NO)

    maria.refresh_from_db()
    change.case.refresh_from_db()
    assert maria.surname == "Волкова"
    assert change.case.state == CaseState.REFUSED
    assert not PartyDetail.objects.exists()


def test_a_refusal_without_a_reason_and_a_field_left_out_decide_nothing(maria, login, olga):
    change = ask(login, surname="Сергеева", name="Марина")

    with pytest.raises(WhyRefused):
        decide(change, olga, surname=YES, name=Verdict(accepted=False, reason="  "))
    with pytest.raises(NotJudged):
        decide(change, olga, surname=YES)

    maria.refresh_from_db()
    assert maria.surname == "Волкова"
    assert change.case.closed_at is None


def test_what_is_decided_is_decided_once(login, olga):
    change = ask(login, surname="Сергеева")
    decide(change, olga, surname=NO)

    with pytest.raises(WrongMove):
        decide(change, olga, surname=YES)


def test_a_new_passport_lies_sealed_and_the_old_one_stays(maria, login, olga):
    seal_paper(party=maria, series_number="4509 111111", at=MONDAY)
    change = ask(login, Passport(number="4611 987654", issued_by="ГУ МВД"))
    asked = change.fields.get()
    assert "4611987654" not in f"{asked.value}{asked.more}"

    with pytest.raises(BadPassport):
        decide(change, olga, passport=YES)
    with pytest.raises(AnotherPassport):
        decide(change, olga, passport_number="4611987655", passport=YES)
    decide(change, olga, passport_number="4611987654", passport=YES)

    new, old = papers_of(maria)
    assert (old.valid_until, new.valid_from) == (LATER.date(), LATER.date())
    assert AskedField.objects.get().more == {}


@pytest.mark.django_db(transaction=True)
def test_the_new_passport_is_the_one_that_was_asked_for(maria, login, olga):
    change = ask(login, Passport(number="4611 987654", issued_by="ГУ МВД"))
    decide(change, olga, passport_number="4611987654", passport=YES)

    shown = reveal(
        paper=papers_of(maria)[0],
        by=staff(Role.CLAIMS_OFFICER),
        at=LATER,
        reason=ReadingReason.CLAIM,
    )

    assert (shown["number"], shown["issued_by"]) == ("4611987654", "ГУ МВД")


def test_a_passport_that_is_none_asks_for_nothing(login):
    with pytest.raises(BadPassport), transaction.atomic():
        ask(login, Passport(number="12"))

    assert not OwnerChange.objects.exists()


@pytest.mark.parametrize("values", [{}, {"surname": "Волкова"}, {"surname": " "}])
def test_what_does_not_differ_is_no_request(login, values):
    with pytest.raises(NothingChanged):
        ask(login, **values)


def test_without_proof_nothing_is_asked(login):
    wish = Wish(values={"surname": "Сергеева"}, why="Брак", proof=[])

    with pytest.raises(ProofMissing):
        ask_for_change(by=login, wish=wish, language="ru", at=MONDAY)


def test_one_request_at_a_time(login, olga):
    first = ask(login, surname="Сергеева")
    with pytest.raises(AlreadyAsked):
        ask(login, name="Марина")
    decide(first, olga, surname=NO)

    assert ask(login, name="Марина").pk


def test_a_company_gets_a_new_name_and_head_with_its_past_open_to_read():
    romashka = company(email="office@romashka.example")
    pavel = member(romashka)
    change = ask(pavel, company_name="ООО «Лютик»", head_name="Белова Рита Олеговна")
    assert change.case.desk == Desk.MANAGER

    decide(change, staff(Role.PERSONAL_MANAGER), company_name=YES, head_name=YES)

    romashka.refresh_from_db()
    assert (romashka.company_name, romashka.head_name) == ("ООО «Лютик»", "Белова Рита Олеговна")
    names = PartyDetail.objects.filter(field="company_name").order_by("from_at")
    assert [one.value for one in names] == ["ООО «Ромашка»", "ООО «Лютик»"]


@pytest.mark.parametrize(
    "role", [CompanyRole.FINANCE, CompanyRole.NUMBERS, CompanyRole.CLAIMS, CompanyRole.READER]
)
def test_only_the_administrator_asks_for_a_company(role):
    with pytest.raises(NotPermitted):
        ask(member(company(), role), company_name="ООО «Лютик»")


@pytest.mark.parametrize("role", [Role.CLAIMS_OFFICER, Role.CARE_AGENT, Role.SUPERVISOR])
def test_only_those_desks_decide_that_may(login, role):
    change = ask(login, surname="Сергеева")

    with pytest.raises(NotPermitted):
        decide(change, staff(role), surname=YES)


def test_half_failed_nothing_has_changed(maria, login, olga):
    change = ask(login, Passport(number="4611 987654"), surname="Сергеева")

    with pytest.raises(BadPassport), transaction.atomic():
        decide(change, olga, passport_number="no passport", surname=YES, passport=YES)

    maria.refresh_from_db()
    change.case.refresh_from_db()
    assert maria.surname == "Волкова"
    assert change.case.closed_at is None
    assert not PartyDetail.objects.exists()


def test_three_names_are_three_rows_without_a_gap(maria, olga):
    for days, surname in enumerate(["Сергеева", "Иванова"], 1):
        at = MONDAY + timedelta(days=days)
        change_details(party=maria, values={"surname": surname}, by=olga, at=at)

    rows = list(PartyDetail.objects.order_by("from_at"))
    assert [one.until_at for one in rows[:-1]] == [one.from_at for one in rows[1:]]
    assert rows[-1].until_at is None


def test_the_checks_see_a_case_that_tells_another_story(login, olga):
    change = ask(login, surname="Сергеева")
    decide(change, olga, surname=NO)
    assert queries.verify() == []

    type(change.case).objects.update(state=CaseState.CARRIED_OUT)
    AskedField.objects.update(value="Сергеева")

    assert len(queries.verify()) == 2


def test_the_database_itself_refuses_a_refusal_without_a_reason(login):
    ask(login, surname="Сергеева")

    with pytest.raises(IntegrityError), transaction.atomic():
        AskedField.objects.update(state="refused")
