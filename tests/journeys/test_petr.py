"""Petr is nobody's subscriber here: he writes from the public page, and the answer finds him."""

import pytest

from tests.journeys.catcher import letter_box
from tests.journeys.claims import begin, sign, to_the_check
from tests.journeys.visitor import PHONE

NAME, MAILBOX, PHONE_NUMBER = "Сидоров Пётр Иванович", "petr.sidorov@mail.example", "9031234567"
ANSWERS = {
    "question": {"full_name": NAME, "email": MAILBOX, "essence": "Сколько стоит номер?"},
    "fraud": {"full_name": NAME, "email": MAILBOX, "essence": "Звонят от вашего имени."},
    "claim": {
        "ground": "own_words",
        "party_kind": "person",
        "full_name": NAME,
        "sex": "male",
        "email": MAILBOX,
        "address": "г. Москва, ул. Лесная, д. 5, кв. 12",
    },
}


@pytest.mark.parametrize("kind", ["question", "fraud", "claim"])
def test_a_visitor_writes_and_is_found(come, house, kind):
    petr = come(size=PHONE, story=f"petr-{kind}")
    petr.open("/")
    petr.open("/start/")
    petr.press(f"main a[href='/write/new/{kind}/']")
    petr.press("main form button")
    to_the_check(petr, ANSWERS[kind])

    reference = sign(petr)

    code = petr.text(".kb-code")
    assert any(MAILBOX in one for one in letter_box(petr, reference))
    assert_status_names_nobody(come, reference, code)


def test_a_wrong_status_code_and_an_unknown_number_look_alike(come, house):
    petr = come(size=PHONE)
    begin(petr, "question", look=False)
    to_the_check(petr, ANSWERS["question"], look=False)
    reference = sign(petr, look=False)

    wrong = told(petr, reference, "AAAA-BBBB")
    unknown = told(petr, "2026-99999", "AAAA-BBBB")

    assert wrong == unknown


def told(visitor, reference: str, code: str) -> str:
    visitor.open("/status/", look=False)
    visitor.fill("input[name=reference]", reference)
    visitor.fill("input[name=code]", code)
    visitor.press("main form .govuk-button")
    return str(visitor.text(".govuk-error-summary"))


def assert_status_names_nobody(come, reference: str, code: str) -> None:
    """Ask for the status as a stranger; nothing personal is anywhere in the page."""
    anybody = come(size=PHONE, story="petr-status")
    anybody.open("/status/")
    anybody.fill("input[name=reference]", reference)
    anybody.fill("input[name=code]", code)
    anybody.press("main form .govuk-button")
    page = anybody.page.content()
    assert reference in anybody.text()
    for personal in ("Сидоров", "Sidorov", MAILBOX, "903", "Лесная"):
        assert personal not in page.replace("903\u00a0", "903"), personal
