"""A person's data goes, with proof; what stops it is told all at once."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from kabinet.access.rules import Role
from kabinet.journal.queries import notes_about, verify_chains
from kabinet.kit.errors import NotPermitted
from kabinet.parties.actions import (
    AlreadyErased,
    HeldByLaw,
    NotAPerson,
    erase,
    find_by_passport,
    reveal,
    seal_paper,
)
from kabinet.parties.models import ErasureAct, Hindrance, PersonKey
from kabinet.parties.queries import export_of
from kabinet.tasks.models import Task
from tests.people import MONDAY, company, person, staff

pytestmark = pytest.mark.django_db
CANARIES = ("Канарейкин", "Кенарь", "Птицын-ский", "4509123456", "kenar@example.ru", "+79140000077")


@pytest.fixture
def kenar():
    party = person(
        "Канарейкин",
        "Кенарь",
        patronymic="Птицын-ский",
        born_on=date(1990, 2, 28),
        email="kenar@example.ru",
        phone="+79140000077",
        address="г. Чита, ул. Канарейкина, 7",
    )
    seal_paper(party=party, series_number="4509 123456", issued_by="Канарейкин ОВД", at=MONDAY)
    return party


@pytest.fixture
def auditor():
    return staff(Role.AUDITOR)


def whole_database() -> str:
    """Read every text and byte of every table of ours."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            rows += [value for row in cursor.fetchall() for value in row]
    texts = [
        bytes(one).decode(errors="replace") if isinstance(one, memoryview | bytes) else str(one)
        for one in rows
    ]
    return "\n".join(texts)


def test_nothing_of_the_person_is_left_anywhere(kenar, auditor):
    assert [one for one in CANARIES if one in whole_database()] == [
        one for one in CANARIES if one != "4509123456"
    ]

    erase(party=kenar, by=auditor, at=MONDAY)

    remains = [one for one in CANARIES if one in whole_database()]
    assert remains == []
    kenar.refresh_from_db()
    assert (kenar.full_name, kenar.born_on, kenar.erased_at) == ("", None, MONDAY)


def test_the_key_is_gone_so_no_backup_opens_the_papers(kenar, auditor):
    paper = kenar.papers.get()

    erase(party=kenar, by=auditor, at=MONDAY)

    assert not PersonKey.objects.filter(party=kenar).exists()
    with pytest.raises(PersonKey.DoesNotExist):
        reveal(paper=paper, by=staff(Role.CLAIMS_LEAD), at=MONDAY, reason="claim")


def test_the_passport_finds_nobody_any_more(kenar, auditor):
    erase(party=kenar, by=auditor, at=MONDAY)

    clerk = staff(Role.REGISTRY)
    assert find_by_passport(typed="4509123456", by=clerk, at=MONDAY, reason="identify") == []
    assert kenar.papers.get().blind_index == ""


def test_the_act_says_what_went_with_the_log_and_what_stayed(kenar, auditor):
    act = erase(party=kenar, by=auditor, at=MONDAY)

    assert act.number == f"2026/{kenar.pk}"
    assert set(act.erased["columns"]) >= {"surname", "name", "address", "email", "phone", "born_on"}
    assert (act.erased["keys"], act.erased["papers"]) == (1, 1)
    assert [line["what"] for line in act.erased["log"]] == [
        "party.registered", "paper.sealed", "party.erased",
    ]  # fmt: skip
    assert all({"id", "text", "years", "norm"} <= set(line) for line in act.kept)
    assert not [one for one in CANARIES if one in json.dumps(act.erased, ensure_ascii=False)]


def test_the_chain_of_the_journal_still_holds(kenar, auditor):
    erase(party=kenar, by=auditor, at=MONDAY)

    assert verify_chains() == []


def test_the_rooms_above_are_asked_to_forget_too(kenar, auditor):
    erase(party=kenar, by=auditor, at=MONDAY)

    task = Task.objects.get(kind="person.erased")
    assert task.payload == {"party_id": kenar.pk}


def test_what_stops_it_is_told_all_at_once_and_nothing_moves(kenar, auditor):
    before = export_of(kenar)

    with pytest.raises(HeldByLaw) as held:
        erase(party=kenar, by=auditor, at=MONDAY, hindrances=["open_contract", "open_case"])

    assert held.value.hindrances == [Hindrance.OPEN_CONTRACT, Hindrance.OPEN_CASE]
    assert str(Hindrance.OPEN_CASE.label) in str(held.value.sentence)
    kenar.refresh_from_db()
    assert export_of(kenar) == before
    assert PersonKey.objects.filter(party=kenar).exists()
    assert not ErasureAct.objects.exists()


@pytest.mark.parametrize("role", [Role.CLAIMS_OFFICER, Role.ADMINISTRATOR, Role.REGISTRY])
def test_not_everybody_erases(kenar, role):
    with pytest.raises(NotPermitted):
        erase(party=kenar, by=staff(role), at=MONDAY)

    assert PersonKey.objects.filter(party=kenar).exists()


def test_nobody_is_erased_twice(kenar, auditor):
    erase(party=kenar, by=auditor, at=MONDAY)

    with pytest.raises(AlreadyErased):
        erase(party=kenar, by=auditor, at=MONDAY)

    assert ErasureAct.objects.count() == 1
    assert [note.what for note in notes_about(kenar)].count("party.erased") == 1


def test_a_company_is_no_person(auditor):
    with pytest.raises(NotAPerson):
        erase(party=company(), by=auditor, at=MONDAY)


def test_when_the_act_cannot_be_written_nothing_is_gone(kenar, auditor):
    other = person()
    ErasureAct.objects.create(party=other, number=f"2026/{kenar.pk}", at=MONDAY, erased={}, kept={})

    with pytest.raises(IntegrityError), transaction.atomic():
        erase(party=kenar, by=auditor, at=MONDAY)

    kenar.refresh_from_db()
    assert kenar.surname == "Канарейкин"
    assert PersonKey.objects.filter(party=kenar).exists()
    assert kenar.papers.get().blind_index
    assert not Task.objects.exists()
