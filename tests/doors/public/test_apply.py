"""A company applies on the site; anybody writes in the complaints book."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from kabinet.applications.models import Application
from kabinet.book.models import BookEntry
from tests.doors.backoffice.desk import text_of
from tests.rooms.applications.applied import SAID

FORM = SAID | {"contact": "Ольга Лис", "phone": "8 916 111-22-33", "email": "ok@romashka.example"}
ENTRY = {"text": "Долго ждал.", "name": "Пётр Лыков", "email": "petr@example.ru"}


@pytest.fixture
def visitor(db):
    cache.clear()
    return Client(headers={"accept-language": "en"})


def test_an_application_gets_its_number_code_and_date(visitor):
    page = visitor.post("/apply/", FORM | {"inn": "7707 083 893"})

    told = text_of(page)
    assert "Application registered" in told
    assert "A-20" in told
    assert "Status code:" in told
    made = Application.objects.get()
    assert (made.inn, made.quantity) == ("7707083893", 2)
    assert made.case.claimant_phone == "+79161112233"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"inn": "7707083894"}, "check digit of the INN is wrong"),
        ({"kpp": ""}, "A company has a KPP"),
        ({"ogrn": "1027700132196"}, "The OGRN has 13 digits"),
        ({"account": "40702810938000000002"}, "does not belong to this BIC"),
        ({"correspondent": "1"}, "correspondent account does not belong"),
        ({"quantity": "0"}, "1"),
        ({"region": "луна"}, "луна"),
        ({"email": "нет"}, "e-mail"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_the_rest_is_kept(visitor, changed, told):
    page = visitor.post("/apply/", FORM | changed)

    assert page.status_code == 422
    assert told in text_of(page)
    assert "Котов Павел Ильич" in page.content.decode()
    assert Application.objects.count() == 0


def test_the_same_address_does_not_apply_for_ever(visitor):
    for _ in range(20):
        visitor.post("/apply/", {})

    page = visitor.post("/apply/", FORM)

    assert "Too many tries" in text_of(page)
    assert Application.objects.count() == 0


def test_an_entry_gets_its_number_and_date(visitor):
    told = text_of(visitor.post("/book/", ENTRY))

    assert "Your entry stands in the book" in told
    assert "B-20" in told
    assert BookEntry.objects.get().page == ""


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": ""}, "Write what you want to say."),
        ({"name": ""}, "Enter your name"),
        ({"email": ""}, "Give an e-mail or a phone"),
        ({"office": "луна"}, "луна"),
    ],
)
def test_an_entry_that_lacks_something_is_told_and_kept(visitor, changed, told):
    page = visitor.post("/book/", ENTRY | changed)

    assert page.status_code == 422
    assert told in text_of(page)
    assert BookEntry.objects.count() == 0


def test_the_status_is_told_by_number_and_code(visitor):

    page = visitor.post("/book/", ENTRY).content.decode()
    code = re.search(r'kb-code">(\w+)<', page)
    assert code

    told = text_of(
        visitor.post(
            "/status/", {"reference": BookEntry.objects.get().case.reference, "code": code[1]}
        )
    )

    assert "Registered" in told


@pytest.mark.parametrize("address", ["/apply/", "/book/"])
def test_the_pages_open_for_anybody(visitor, address):
    assert visitor.get(address).status_code == 200
