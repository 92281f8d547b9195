"""A voice menu asks over HTTP: with the token only, in words, with nothing about anybody."""

import pytest
from django.core.cache import cache
from django.test import Client

from kabinet.web.phone.ivr import TRIES_OF_NUMBER
from tests import world as worlds
from tests.doors.backoffice.conftest import file_one, time_is  # noqa: F401 - the clock of Tuesday

TOKEN = "token-of-the-voice-menu-guards-nothing"


@pytest.fixture(autouse=True)
def token(settings, db):
    settings.IVR_TOKEN = TOKEN
    cache.clear()


@pytest.fixture
def case(db):
    return file_one(worlds.build()).case


@pytest.fixture
def ask():
    def one(number="8 916 123-45-67", reference="", token=TOKEN, **said):
        headers = {"authorization": f"Bearer {token}"} if token else {}
        said = {"number": number, "reference": reference} | said
        return Client(headers=headers).post("/phone/status/", said)

    return one


@pytest.mark.parametrize("typed", ["{}", "2026*1", "20261", "2026 - 1", "202600001#"])
def test_a_claim_is_told_however_its_reference_is_keyed(case, ask, typed):
    told = ask(reference=typed.format(case.reference)).json()

    assert told["found"] is True
    assert told["speech"].startswith("Претензия номер 1 за 2026 год. Состояние:")
    assert "Последний день ответа: 3 декабря 2026 года." in told["speech"]


def test_it_is_told_in_english_too(case, ask):
    told = ask(reference=case.reference, language="en").json()

    assert told["speech"].startswith("Claim number 1 of 2026. State: registered.")
    assert "The last day to answer is 3 December 2026." in told["speech"]


def test_nothing_about_anybody_is_told(case, ask):
    told = ask(reference=case.reference).content.decode()

    for personal in ("Волков", "Мария", "916", "150", "гороскоп", "Подписка"):
        assert personal not in told


@pytest.mark.parametrize(
    ("number", "reference"),
    [("+79143965354", "2026-1"), ("+79161234567", "2026-2"), ("чепуха", "2026-1"), ("1", "x")],
)
def test_another_number_or_reference_finds_nothing(case, ask, number, reference):
    answered = ask(number, reference)

    assert (answered.status_code, answered.json()["found"]) == (200, False)
    assert "ничего не зарегистрировано" in answered.json()["speech"]


@pytest.mark.parametrize("shown", ["", "wrong", TOKEN[:-1], "токен"])
def test_without_the_token_nothing_is_answered(case, ask, shown):
    answered = Client(headers={"authorization": f"Bearer {shown}"}).post(
        "/phone/status/", {"number": "+79161234567", "reference": case.reference}
    )

    assert (answered.status_code, answered.content) == (401, b"")


def test_an_installation_without_a_token_has_no_such_page(settings, ask):
    settings.IVR_TOKEN = ""

    assert ask().status_code == 404


@pytest.mark.parametrize("said", [{"number": ""}, {"reference": " "}])
def test_nothing_typed_is_told_so(db, ask, said):
    answered = ask(**({"reference": "2026-1"} | said))

    assert answered.status_code == 422
    assert answered.json()["speech"] == "Мы не услышали номера."


def test_a_reference_cannot_be_guessed(case, ask):
    for guess in range(TRIES_OF_NUMBER):
        ask(reference=f"2026-{guess + 5}")

    answered = ask(reference=case.reference)

    assert answered.status_code == 429
    assert answered.json()["found"] is False
