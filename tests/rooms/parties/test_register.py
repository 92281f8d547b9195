"""A party becomes known to us, and puts its own contacts right."""

import pytest

from kabinet.journal.queries import notes_about
from kabinet.kit.errors import NotPermitted
from kabinet.parties.actions import (
    BadRegistration,
    correct_contacts,
    register_company,
    register_person,
)
from kabinet.parties.models import Party, PersonKey
from kabinet.parties.queries import parties_like
from tests.people import MONDAY, person, subscriber

pytestmark = pytest.mark.django_db


def test_a_person_gets_a_key_of_his_own():
    ivan, maria = person(), person("Лебедева", "Мария")

    keys = {bytes(key.wrapped) for key in PersonKey.objects.all()}
    assert len(keys) == 2
    assert {ivan.full_name, maria.full_name} == {"Сергеев Иван", "Лебедева Мария"}
    assert [note.what for note in notes_about(ivan)] == ["party.registered"]


def test_a_company_has_no_papers_and_no_key():
    register_company(company_name="ООО «Ромашка»", inn="7740000076", at=MONDAY)

    assert not PersonKey.objects.exists()


@pytest.mark.parametrize("wrong", [{"inn": "7740000077"}, {"ogrn": "1027700149125"}])
def test_a_wrong_check_digit_registers_nobody(wrong):
    with pytest.raises(BadRegistration):
        register_company(company_name="ООО «Ромашка»", at=MONDAY, **wrong)
    with pytest.raises(BadRegistration):
        register_person(surname="Сергеев", name="Иван", at=MONDAY, **wrong)

    assert not Party.objects.exists()


def test_a_person_corrects_his_own_contacts_and_nobody_elses():
    ivan = person()
    maria = subscriber(person("Лебедева", "Мария"), "+79110000001")
    contacts = {
        "address": "г. Чита, ул. Ленина, 1",
        "email": "i@example.ru",
        "phone": "+79143965354",
    }

    with pytest.raises(NotPermitted):
        correct_contacts(party=ivan, by=maria, at=MONDAY, **contacts)
    ivan.refresh_from_db()
    assert ivan.address == ""

    correct_contacts(party=ivan, by=subscriber(ivan), at=MONDAY, **contacts)
    ivan.refresh_from_db()
    assert ivan.address == "г. Чита, ул. Ленина, 1"
    assert [note.what for note in notes_about(ivan)][-1] == "party.corrected"


def test_parties_are_found_by_how_their_names_begin():
    ivan = person()
    company = register_company(company_name="ООО «Ромашка»", inn="7740000076", at=MONDAY)

    assert list(parties_like("Серг Ив")) == [ivan]
    assert list(parties_like("Ромашка")) == [company]
    assert list(parties_like("7740000076")) == [company]
    assert list(parties_like("  ")) == []
