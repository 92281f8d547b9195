"""Papers of the library, filled as a person would fill them: question by question."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from typing import Any

from kabinet.cases.actions import Claimant
from kabinet.claims.actions.gathering import claimed_sum
from kabinet.claims.actions.letter_data import claim_letter_data
from kabinet.claims.actions.opening import Opening
from kabinet.claims.queries.interview import path_through
from kabinet.claims.rules.interview import Path
from kabinet.documents.letters import Letter, fill
from kabinet.kit.money import Money
from kabinet.pack.formats import Ground, Question
from kabinet.pack.queries import operator_pack

AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
DAY = AT.date()
KINDS = ("person", "sole_trader", "company")
PEOPLE = {
    "full_name": "Кузнецова Мария Ивановна",
    "company_name": "ООО «Ромашка», ИНН 7707083893, генеральный директор Петров Иван Сергеевич",
    "sex": "female",
    "address": "672000, г. Чита, ул. Ленина, д. 1",
    "city": "г. Чита",
    "phone": "+79143965354",
    "email": "maria@example.org",
    "number": "+79143965354",
    "contract": "Д-1",
    "amount": "45000",
    "card": "1234",
    "received_at": "14:05",
}
SAID = {
    "text": "так записано в договоре",
    "long": "Я заметила это сама и сразу записала.",
    "date": "2026-11-02",
    "money": "45000",
    "phone": "+79143965354",
    "email": "maria@example.org",
    "number": "+79143965354",
    "passport": "sealed:x",
}
Answerer = Callable[[Question], Any]


def full(question: Question) -> Any:
    """Answer everything, the first choice of each."""
    return _given(question, first=True)


def bare(question: Question) -> Any:
    """Answer only what must be answered, the last choice of each."""
    return _given(question, first=False) if question.required else ""


def _given(question: Question, *, first: bool) -> Any:
    known = PEOPLE.get(question.id)
    if known is not None:
        return known
    place = 0 if first else -1
    if question.kind == "yes_no":
        return "yes" if first else "no"
    if question.kind == "choice":
        return question.choices[place][0]
    if question.kind == "choices":
        return [name for name, _ in question.choices]
    return SAID[question.kind]


def each_choice(ground: Ground) -> Iterator[Answerer]:
    """Give answerers that between them make every choice of every question of a ground."""
    most = max([len(q.choices) or 2 for q in ground.questions], default=1)
    for turn in range(most):
        yield partial(_turned, turn=turn)


def _turned(question: Question, turn: int) -> Any:
    if question.kind == "yes_no":
        return ("yes", "no")[turn % 2]
    if question.kind == "choice" and question.id not in PEOPLE:
        return question.choices[turn % len(question.choices)][0]
    return full(question)


def walked(ground: str, kind: str, answer: Answerer, **said: Any) -> Path:
    """Answer the interview of a claim until nothing is left to ask."""
    answers: dict[str, Any] = {"ground": ground, "party_kind": kind}
    for _ in cycle([None]):
        asked = path_through("claim", answers).after("")
        if asked is None:
            return path_through("claim", answers)
        answers[asked.id] = said.get(asked.id, answer(asked))
    raise AssertionError


def opening(ground: Ground, kind: str, path: Path) -> Opening:
    answers = path.answers
    name = answers.get("full_name") or answers.get("company_name") or ""
    return Opening(
        ground=ground,
        channel="public",
        claimant=Claimant(
            name=str(name),
            email=str(answers.get("email") or ""),
            phone=str(answers.get("phone") or ""),
            address=str(answers.get("address") or ""),
        ),
        party=None,
        party_kind=kind,
        sex=str(answers.get("sex") or ""),
        account=None,
        number=None,
        contract_number=str(answers.get("contract") or ""),
        typed_number=str(answers.get("number") or ""),
        answers=answers,
        demands=tuple(answers.get("demands") or ()),
        claimed=claimed_sum([], path),
        attachments=["Договор: договор.pdf"] if answers.get("contract") else [],
        reply_by=str(answers.get("reply_by") or "email"),
        service_kind=str(answers.get("service_kind") or "mobile"),
    )


def claim_data(ground: str, kind: str, answer: Answerer = full, **said: Any) -> dict[str, Any]:
    """Gather what the claim letter of a ground is filled with."""
    path = walked(ground, kind, answer, **said)
    return claim_letter_data(opening(operator_pack().grounds[ground], kind, path), at=AT)


def claim_letter(ground: str, data: Mapping[str, Any]) -> Letter:
    pack = operator_pack()
    return fill(pack.template(pack.grounds[ground].claim_letter, DAY), data)


def answer_data_of(
    ground: str, kind: str, *, paid: bool = True, money: bool = True
) -> dict[str, Any]:
    """Gather what the operator's answers to that claim are filled with."""
    data = claim_data(ground, kind)
    lines = [{"date": "01.11.2026", "service": "Гороскоп дня", "amount": Money(45000)}]
    return {
        **data,
        "charges": lines if money else [],
        "claim": {**data["claim"], "reference": "2026-00017"},
        "letter": {"number": "2026-00001", "date": "24 ноября 2026 г."},
        "decision": {
            "outcome": "partly",
            "sum": Money(45000),
            "sum_words": "450 (четыреста пятьдесят) рублей 00 копеек" if money else "",
            "rest_words": "100 (сто) рублей 00 копеек" if money else "",
            "reasons": "По записям оператора согласия нет.",
            "norms": "; ".join(
                data["norms"][name]
                for name in operator_pack().grounds[ground].argues
                if name in data["norms"]
            ),
            "is_paid_to_account": paid and money,
        },
        "officer": {"name": "Орлова А. С.", "post": "Специалист по претензиям"},
    }


def answer_letter(ground: str, outcome: str, data: Mapping[str, Any]) -> Letter:
    pack = operator_pack()
    return fill(pack.template(pack.grounds[ground].answers[outcome], DAY), data)
