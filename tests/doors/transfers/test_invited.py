"""The receiver's link: locked, opened by the code to the invited phone, no account needed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kabinet.mailroom.models import Message
from kabinet.transfers.models import Transfer
from tests import deals
from tests.doors.transfers.test_mine import text_of
from tests.guards.examples import PNG

WHO = {
    "surname": "Орлова",
    "name": "Вера",
    "sex": "female",
    "born_on_day": "1",
    "born_on_month": "5",
    "born_on_year": "1990",
    "address": "Москва, ул. Новая, д. 1",
}


@pytest.fixture
def asked(cast) -> Transfer:
    return deals.ask(cast.ivans_login, [cast.ivans], "person-person")


@pytest.fixture
def link(asked) -> str:
    return f"/transfer/{asked.invitation.token}/"


def code_sent(phone: str = deals.PHONE) -> str:
    message = Message.objects.filter(to=phone, is_secret=True).order_by("-pk").first()
    assert message is not None
    found = re.search(r"\b\d{6}\b", message.text)
    assert found is not None
    return found[0]


def opened(link: str) -> Client:
    vera = Client()
    vera.post(link + "code/", {"send": "yes"})
    vera.post(link + "code/", {"code": code_sent()})
    return vera


def test_the_link_comes_by_sms(asked, link):
    (sent,) = Message.objects.filter(to=deals.PHONE)

    assert asked.invitation.token in sent.text


def test_behind_the_door_is_nothing_until_the_phone_is_proved(link):
    page = text_of(Client().get(link))

    assert "Сергеев" not in page
    assert "9141110001" not in page
    assert deals.PHONE not in page


def test_a_forwarded_link_opens_nothing_for_another(asked, link):
    opened(link)
    other = Client()

    assert "Сергеев" not in text_of(other.get(link))
    assert other.post(link + "accept/", WHO).status_code == 404
    assert other.post(link + "withdraw/").status_code == 404
    asked.refresh_from_db()
    assert asked.accepted_at is None


def test_a_wrong_code_is_said_so(link):
    vera = Client()
    vera.post(link + "code/", {"send": "yes"})
    wrong = "000000" if code_sent() != "000000" else "111111"

    answer = vera.post(link + "code/", {"code": wrong})

    assert answer.status_code == 422
    assert "Сергеев" not in text_of(answer)


def test_with_the_code_she_sees_what_she_must_bring(link):
    page = text_of(opened(link).get(link))

    assert "Сергеев Иван" in page
    assert "35,40" in page
    assert "Согласие на обработку персональных данных" in page


def test_she_agrees_without_an_account(asked, link):
    vera = opened(link)

    answer = vera.post(link + "accept/", WHO, follow=True)

    asked.refresh_from_db()
    assert answer.status_code == 200
    assert asked.receiver.full_name == "Орлова Вера"
    assert asked.state == "papers"


def test_an_incomplete_name_comes_back_as_it_was_typed(asked, link):
    answer = opened(link).post(link + "accept/", WHO | {"name": ""})

    assert answer.status_code == 422
    assert 'value="Орлова"' in text_of(answer)
    asked.refresh_from_db()
    assert asked.accepted_at is None


def test_she_chooses_the_tariff(asked, link):
    vera = opened(link)
    vera.post(link + "accept/", WHO)
    line = asked.lines.get()

    vera.post(link + "tariffs/", {f"line-{line.pk}": "tariff-light"})

    line.refresh_from_db()
    assert line.tariff == "tariff-light"


def test_the_giver_cannot_be_the_receiver(asked, link, cast):
    vera = opened(link)
    vera.force_login(cast.ivans_login)
    vera.post(link + "code/", {"send": "yes"})

    answer = vera.post(link + "accept/", {"as_myself": "yes"})

    assert answer.status_code in {404, 422}
    asked.refresh_from_db()
    assert asked.accepted_at is None


def test_she_withdraws_and_the_giver_is_told(asked, link):
    vera = opened(link)

    vera.post(link + "withdraw/")

    asked.refresh_from_db()
    assert (asked.state, asked.ended_by) == ("withdrawn", "receiver")


def test_she_reads_her_letter_and_not_the_givers(asked, link, cast):
    vera = opened(link)
    deals.carry_out(deals.complete(asked, cast), cast)

    assert vera.get(link + "welcome.pdf").status_code == 200
    assert vera.get(link + "statement.pdf").status_code == 404


@pytest.mark.django_db
def test_an_unknown_link_is_no_page():
    assert Client().get("/transfer/nothing-here/").status_code == 404


def test_behind_the_link_are_her_papers_filled_in_and_her_visit(asked, link):
    vera = opened(link)
    vera.post(link + "accept/", WHO)

    page = text_of(vera.get(link + "papers/"))

    assert "data-consent" in page
    assert vera.get(link + "papers/data-consent/form.docx").status_code == 200
    assert vera.get(link + "papers/deed/form.docx").status_code == 404  # the giver's
    assert vera.get(link + "visit/").status_code == 200


def test_she_sends_a_signed_paper(asked, link):
    vera = opened(link)
    vera.post(link + "accept/", WHO)
    picture = SimpleUploadedFile("consent.png", PNG, content_type="image/png")

    vera.post(link + "papers/data-consent/", {"file": picture})

    assert asked.case.papers.get(kind="data-consent").state == "uploaded"


def test_nobody_else_reads_or_sends_her_papers(asked, link):
    opened(link)
    other = Client()

    assert other.get(link + "papers/").status_code == 404
    assert other.get(link + "papers/data-consent/file").status_code == 404
    assert other.get(link + "visit/").status_code == 404
