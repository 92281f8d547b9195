"""Answering the questions of a form, one a page, whatever they are."""

from collections.abc import Mapping

from tests.journeys.visitor import Visitor

MOST_QUESTIONS = 40
SEND = "main form .govuk-button"
OTHERWISE = {
    "essence": "Я этого не заказывала. Прошу разобраться и вернуть деньги.",
    "reply_by": "email",
    "email": "petr.sidorov@mail.example",
    "phone": "+7 903 123-45-67",
    "contact_phone": "+7 903 123-45-67",
    "city": "Москва",
    "amount": "450",
    "lost": "",
    "passport": "",
}


def answer_all(
    visitor: Visitor, answers: Mapping[str, str], *, until: str = "", look: bool = True
) -> list[str]:
    """Answer until the questions end, or until one is asked whose name is given."""
    asked: list[str] = []
    while "/q/" in visitor.path() and len(asked) < MOST_QUESTIONS:
        question = visitor.path().rstrip("/").rsplit("/", 1)[-1]
        if question == until:
            return asked
        asked.append(question)
        answer_one(visitor, answers.get(question, ""), question)
        visitor.press(SEND, look=look)
        assert not visitor.has(".govuk-error-summary"), f"{question}: {visitor.text()}"
    return asked


def answer_one(visitor: Visitor, wanted: str, question: str) -> None:
    """Give one answer: the one wanted, else what is there already, else something fitting."""
    if visitor.has("main input[name=answer_day]"):
        _date(visitor, wanted or "2026-11-02")
    elif visitor.has("main input[type=radio]"):
        _choose(visitor, wanted or OTHERWISE.get(question, ""))
    elif visitor.has("main input[type=checkbox]"):
        if not visitor.has("main input[type=checkbox]:checked"):
            visitor.tick("main input[type=checkbox]")
    else:
        _write(visitor, wanted, OTHERWISE.get(question, "Как есть"))


def _date(visitor: Visitor, day: str) -> None:
    year, month, date = day.split("-")
    for part, text in (("day", date), ("month", month), ("year", year)):
        visitor.fill(f"main input[name=answer_{part}]", text)


def _choose(visitor: Visitor, wanted: str) -> None:
    named = f"main input[type=radio][value='{wanted}']"
    if wanted and visitor.has(named):
        visitor.tick(named)
    elif not visitor.has("main input[type=radio]:checked"):
        visitor.tick("main input[type=radio]")


def _write(visitor: Visitor, wanted: str, otherwise: str) -> None:
    field = visitor.page.locator("main [name=answer]").first
    if wanted or not field.input_value():
        field.fill(wanted or otherwise)
