"""New clients, copies of contracts and the complaints book at their desks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kabinet.access.rules import Role
from kabinet.applications.actions import apply
from kabinet.applications.models import Application
from kabinet.book.models import BookEntry
from kabinet.cases.actions import Claimant
from kabinet.contracts.models import Contract
from kabinet.copies.models import ContractCopy
from kabinet.numbers.actions.stock import add_to_stock
from tests import people
from tests.doors.backoffice.conftest import TUESDAY
from tests.doors.backoffice.desk import text_of
from tests.guards.examples import PNG
from tests.rooms.applications.applied import applied

TODAY = {"on_day": "24", "on_month": "11", "on_year": "2026"}


@pytest.fixture
def yulia(world, desk):
    return desk(people.staff(Role.PERSONAL_MANAGER, name="Юлия Мороз"))


@pytest.fixture
def inna(world, desk):
    return desk(people.staff(Role.SHOWROOM, name="Инна Орлова"))


@pytest.fixture
def application(world):
    add_to_stock(identifiers=["+79160000001", "+79160000002"], region="moscow", at=TUESDAY)
    claimant = Claimant(name="ООО «Ромашка»", email="ok@romashka.example")
    return apply(applied(), claimant=claimant, language="ru", at=TUESDAY)[0]


def test_an_application_becomes_a_client_at_a_press(yulia, application):
    assert "A-2026-00001" in text_of(yulia.get("/desk/applications/"))
    page = yulia.get("/desk/applications/A-2026-00001/")
    assert "Make him a client" in text_of(page)
    assert "916 000-00-01" in text_of(page).replace("\u00a0", " ").replace("\u2011", "-")

    done = yulia.post("/desk/applications/A-2026-00001/", {"take_on": "yes"}, follow=True)

    contract = Contract.objects.get(holder__inn="7707083893")
    assert f"A client: contract {contract.number}." in text_of(done)
    again = yulia.post("/desk/applications/A-2026-00001/", {"take_on": "yes"})
    assert again.status_code == 422
    assert "No application waits." in text_of(yulia.get("/desk/applications/"))


def test_a_company_that_is_known_is_told_before_the_press(yulia, application):
    people.company(inn="7707083893")

    told = text_of(yulia.get("/desk/applications/A-2026-00001/"))

    assert "This INN is a client already" in told
    assert "made at once" not in told


def test_too_few_numbers_are_told_before_the_press(yulia, application):
    Application.objects.update(quantity=3)

    told = text_of(yulia.get("/desk/applications/A-2026-00001/"))

    assert "Too few free numbers in the region" in told


def test_a_refusal_needs_its_reason(yulia, application):
    address = "/desk/applications/A-2026-00001/"
    assert yulia.post(address, {"refuse": "yes", "reason": ""}).status_code == 422
    done = yulia.post(address, {"refuse": "yes", "reason": "Нет покрытия."}, follow=True)

    assert "Refused; the applicant is told." in text_of(done)
    assert "Нет покрытия." in text_of(done)


def test_a_copy_is_asked_for_and_handed_over(world, inna):
    page = inna.get("/desk/copies/", {"to": "89161234567"})
    assert "Editions of the terms" in text_of(page)

    asked = inna.post("/desk/copies/", {"to": "+79161234567", **TODAY}, follow=True)
    assert "Make the copy and hand it over" in text_of(asked)
    assert "K-2026-00001" in text_of(inna.get("/desk/copies/"))

    done = inna.post("/desk/copies/K-2026-00001/", follow=True)
    assert "The copy, PDF" in text_of(done)
    assert inna.get("/desk/copies/K-2026-00001/copy.pdf").content.startswith(b"%PDF")
    assert inna.post("/desk/copies/K-2026-00001/").status_code == 422


@pytest.mark.parametrize(
    "said",
    [
        {"on_day": "1", "on_month": "1", "on_year": "2000"},
        {"on_day": "40", "on_month": "", "on_year": "x"},
    ],
)
def test_a_day_without_terms_is_told(world, inna, said):
    page = inna.post("/desk/copies/", {"to": "+79161234567", **said})

    assert page.status_code == 422
    assert ContractCopy.objects.count() == 0


def test_a_copy_that_was_not_given_is_complained_of(world, inna):
    inna.post("/desk/copies/", {"to": "+79161234567", **TODAY})
    said = {"office": "", "page": "17", "text": "Копию не дали.", "name": "Волкова М. О."}
    page = inna.get("/desk/book/page/", {"about": "K-2026-00001"})
    assert "About request K-2026-00001" in text_of(page)
    office = page.context["form"].fields["office"].choices[0][0]

    scan = SimpleUploadedFile("page.png", PNG)
    sent = said | {"office": office, "about": "K-2026-00001", "scan": scan}
    entry = inna.post("/desk/book/page/", sent, follow=True)

    assert "K-2026-00001" in text_of(entry)
    assert inna.get("/desk/book/B-2026-00001/scan/").content == PNG
    again = inna.post("/desk/book/page/", said | {"office": office})
    assert "in the register already" in text_of(again)


def test_an_entry_is_answered(world, inna):
    page = inna.get("/desk/book/page/")
    office = page.context["form"].fields["office"].choices[0][0]
    inna.post(
        "/desk/book/page/",
        {"office": office, "page": "1", "text": "Долго.", "name": "Пётр", "email": "p@example.ru"},
    )
    address = f"/desk/book/{BookEntry.objects.get().case.reference}/"
    assert "Долго." in text_of(inna.get("/desk/book/", {"only": "open"}))

    assert inna.post(address, {"text": ""}).status_code == 422
    done = inna.post(address, {"text": "Извините."}, follow=True)

    assert "Answered; the writer is told." in text_of(done)
    assert "Долго." not in text_of(inna.get("/desk/book/", {"only": "open"}))
    assert inna.post(address, {"text": "Ещё."}).status_code == 422


def test_empty_desks_say_so(inna, yulia):
    assert "The book is empty." in text_of(inna.get("/desk/book/"))
    assert "handed over" in text_of(inna.get("/desk/copies/"))
    assert "No application waits." in text_of(yulia.get("/desk/applications/"))
