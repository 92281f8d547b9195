"""Every ground of the pack, walked by a visitor through the pages to a registered claim."""

import re
from typing import Any

import pytest
from django.test import Client

from kabinet.cases.models import Case
from kabinet.claims.models import Draft
from kabinet.claims.queries.interview import path_of
from kabinet.mailroom.models import Message
from kabinet.pack.formats import Question
from kabinet.pack.queries import operator_pack
from tests.papers import full

pytestmark = pytest.mark.django_db(transaction=True)

MOST = 60
GROUNDS = [(one.id, one.parties[0]) for one in operator_pack().grounds.values()]
CLOCKS = {
    "bank": {"bank.answer"},
    "goods_defective": {"claim.answer.goods"},
    "goods_return": {"claim.answer.goods"},
    "roaming_bill": {"claim.answer.long"},
    "blocked": {"claim.answer", "claim.resume"},
    "spam": {"claim.answer", "claim.mass_calls"},
    "data_leak": {"claim.answer", "claim.data"},
}


def sent(question: Question, answer: Any) -> dict[str, Any]:
    """Say an answer as the form of its question sends it."""
    if question.kind == "date":
        year, month, day = answer.split("-")
        return {"answer_day": day, "answer_month": month, "answer_year": year}
    return {"answer": "450" if question.kind == "money" else answer}


def chosen(question: Question, ground: str, kind: str) -> Any:
    wanted = {
        "party_kind": kind,
        "ground": ground,
        "passport": "45 09 123456",
        "service_kind": "roaming_foreign" if ground == "roaming_bill" else "mobile",
    }
    return wanted.get(question.id) or full(question)


def walk(client: Client, ground: str, kind: str) -> Draft:
    """Answer question after question, as the pages lead."""
    page = client.post("/write/new/claim/").headers["Location"]
    for _ in range(MOST):
        if "/q/" not in page:
            break
        draft = Draft.objects.get()
        asked = path_of(draft).find(page.rstrip("/").rsplit("/", 1)[-1])
        assert asked is not None
        assert client.get(page).status_code == 200
        answer = client.post(page, sent(asked, chosen(asked, ground, kind)))
        assert answer.status_code == 302, (asked.id, answer.content.decode())
        page = answer.headers["Location"]
    assert page.endswith("/evidence/"), page
    assert client.get(page).status_code == 200
    return Draft.objects.get()


@pytest.mark.parametrize(("ground", "kind"), GROUNDS)
def test_a_visitor_comes_from_the_first_question_to_a_registered_claim(
    client: Client, ground: str, kind: str
):
    client.cookies["django_language"] = "ru"
    draft = walk(client, ground, kind)
    address = f"/write/{draft.token}"
    check = client.get(f"{address}/check/").content.decode()
    assert "ПРЕТЕНЗИЯ" in check

    client.post(f"{address}/code/", {"address": "maria@example.org"})
    (code,) = re.findall(r"\b\d{6}\b", Message.objects.latest("pk").text)
    answer = client.post(f"{address}/file/", {"address": "maria@example.org", "code": code})

    assert answer.headers["Location"] == f"{address}/done/"
    case = Case.objects.get()
    running = set(case.clocks.values_list("rule", flat=True))
    assert CLOCKS.get(ground, {"claim.answer"}) <= running
    done = client.get(f"{address}/done/").content.decode()
    assert case.reference in done
    for form in ("docx", "pdf"):
        assert client.get(f"{address}/letter.{form}").status_code == 200


def test_a_ground_that_is_not_for_the_claimant_is_asked_again(client: Client):
    page = client.post("/write/new/claim/", {"ground": "goods_defective"}).headers["Location"]
    assert page.endswith("/q/party_kind/")

    onward = client.post(page, {"answer": "company"}).headers["Location"]

    assert onward.endswith("/q/ground/")
    html = client.get(onward).content.decode()
    assert 'value="corporate_blocked"' in html
    assert 'value="goods_defective"' not in html


def test_a_person_is_not_offered_what_only_companies_have(client: Client):
    page = client.post("/write/new/claim/").headers["Location"]
    onward = client.post(page, {"answer": "person"}).headers["Location"]
    html = client.get(onward).content.decode()

    assert 'value="corporate_blocked"' not in html
    assert 'value="card_autocharge"' in html
