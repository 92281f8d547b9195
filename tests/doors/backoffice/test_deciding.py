"""Deciding at the desk: the answer is seen before it goes out; two people above a sum."""

import re

import pytest
from django.test import Client

from kabinet.cases.models import Case
from kabinet.claims.models import Claim, Decision
from kabinet.inquiries.actions import Asked, file_inquiry
from kabinet.inquiries.models import Inquiry
from kabinet.kit.money import Money
from kabinet.ledger.models import Transfer
from kabinet.mailroom.models import Message, RegisterEntry
from tests.doors.backoffice.conftest import Desk
from tests.doors.backoffice.desk import address, text_of
from tests.rooms.cases.matters import MARIA
from tests.world import MONDAY, World


@pytest.fixture
def anna(world: World, desk: Desk) -> Client:
    return desk(world.anna)


@pytest.fixture
def question(world: World) -> Case:
    asked = Asked(
        kind="question",
        channel="public",
        claimant=MARIA,
        topic="bill",
        essence="Почему вырос счёт?",
        reply_by="email",
        language="ru",
    )
    case, _code = file_inquiry(asked, by=None, at=MONDAY)
    return case


def typed(case: Case, outcome: str = "upheld", amount: str = "300", **more: str) -> dict[str, str]:
    version = str(Case.objects.get(pk=case.pk).version)
    return {
        "outcome": outcome,
        "amount": amount,
        "reasons": "Так решили.",
        "version": version,
    } | more


def nothing_moved(claim: Claim) -> bool:
    return not (
        Decision.objects.exists()
        or Transfer.objects.filter(code="refund").exists()
        or RegisterEntry.objects.filter(book="out.letter").exists()
        or Case.objects.get(pk=claim.case_id).closed_at
    )


def test_the_answer_is_shown_first_and_nothing_has_moved(claim: Claim, anna: Client):
    before = Message.objects.count()

    page = anna.post(address(claim.case, "decide/"), typed(claim.case))

    assert page.status_code == 200
    words = text_of(page)
    for said in ("Так решили.", "300 (триста) рублей 00 копеек", "Decide and send", "______"):
        assert said in words.replace("\N{NO-BREAK SPACE}", " ")
    assert nothing_moved(claim)
    assert Message.objects.count() == before


def test_what_was_shown_is_sent_by_the_second_press(claim: Claim, anna: Client):
    page = anna.post(address(claim.case, "decide/"), typed(claim.case, reasons="Первая\nВторая"))
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.content.decode()))

    del fields["change"]  # the other button

    done = anna.post(address(claim.case, "decide/"), fields, follow=True)

    decision = Decision.objects.get()
    assert (decision.outcome, decision.amount) == ("upheld", Money(300_00))
    assert decision.reasons == "Первая\nВторая"
    assert decision.final_at
    assert "Decided: the letter and the notice are on the way." in text_of(done)
    assert anna.get(address(claim.case, "letter/answer.pdf")).content.startswith(b"%PDF")


def test_who_changes_his_mind_finds_everything_as_typed(claim: Claim, anna: Client):
    page = anna.post(address(claim.case, "decide/"), typed(claim.case, "partly", "100,50",
                                                           change="yes"))  # fmt: skip

    html = page.content.decode()
    assert page.status_code == 200
    assert 'value="100,50"' in html
    assert "Так решили." in html
    assert nothing_moved(claim)


def test_a_second_press_decides_once(claim: Claim, anna: Client):
    form = typed(claim.case, send="yes")
    anna.post(address(claim.case, "decide/"), form)

    page = anna.post(address(claim.case, "decide/"), form)

    assert page.status_code == 422
    assert Decision.objects.count() == 1
    assert Transfer.objects.filter(code="refund").count() == 1


@pytest.mark.parametrize(
    ("outcome", "amount", "reasons", "told"),
    [
        ("", "300", "Так.", "Choose the outcome."),
        ("refused", "300", "Так.", "A refused claim pays nothing."),
        ("refused", "", " ", "Write the reasons"),
        ("upheld", "200", "", "Upheld means the whole sum."),
        ("partly", "300", "Так.", "A part is more than nothing"),
        ("upheld", "400", "", "The sum is larger than the claim."),
        ("upheld", "триста", "", "Write the sum in digits"),
    ],
)
@pytest.mark.parametrize("press", [{}, {"send": "yes"}])
def test_what_does_not_agree_is_told_beside_its_field(
    claim: Claim, anna: Client, outcome: str, amount: str, reasons: str, told: str, press
):
    form = typed(claim.case, outcome, amount, reasons=reasons, **press)

    page = anna.post(address(claim.case, "decide/"), form)

    assert page.status_code == 422
    assert told in text_of(page)
    assert nothing_moved(claim)


def test_a_claim_that_somebody_touched_meanwhile_is_read_again(
    world: World, claim: Claim, anna: Client
):
    form = typed(claim.case, send="yes")
    anna.post(address(claim.case, "take/"))

    page = anna.post(address(claim.case, "decide/"), form)

    assert page.status_code == 422
    assert "Somebody changed this claim meanwhile." in text_of(page)
    assert nothing_moved(claim)


def test_a_large_sum_waits_for_the_lead(big_claim: Claim, anna: Client):
    case = big_claim.case

    page = anna.post(address(case, "decide/"), typed(case, amount="6000"))
    assert "a lead signs first" in text_of(page)

    page = anna.post(address(case, "decide/"), typed(case, amount="6000", send="yes"), follow=True)
    assert "the lead has it now" in text_of(page)
    assert "You proposed it: a colleague must sign." in text_of(page)
    assert Case.objects.get(pk=case.pk).state == "proposed"
    assert not Transfer.objects.filter(code="refund").exists()


@pytest.fixture
def proposed(big_claim: Claim, anna: Client) -> Case:
    case = big_claim.case
    anna.post(address(case, "decide/"), typed(case, amount="6000", send="yes"))
    return case


def test_the_lead_signs_and_everything_is_done(world: World, proposed: Case, desk: Desk):
    boris = desk(world.boris)
    assert "Sign: pay and answer" in text_of(boris.get(address(proposed)))

    page = boris.post(address(proposed, "sign/"), follow=True)

    assert "Signed" in text_of(page)
    assert Decision.objects.get().approved_by == world.boris
    assert Transfer.objects.filter(code="refund").count() == 1

    page = boris.post(address(proposed, "sign/"), follow=True)
    assert "This decision was dealt with already." in text_of(page)
    assert Transfer.objects.filter(code="refund").count() == 1


def test_the_lead_sends_it_back_with_what_should_be_changed(
    world: World, proposed: Case, desk: Desk, anna: Client
):
    boris = desk(world.boris)

    page = boris.post(address(proposed, "send-back/"), {"reason": " "})
    assert page.status_code == 422
    assert "Say what should be changed." in text_of(page)
    assert Case.objects.get(pk=proposed.pk).state == "proposed"

    boris.post(address(proposed, "send-back/"), {"reason": "Приложите расчёт"})
    assert Case.objects.get(pk=proposed.pk).state == "examined"
    words = text_of(anna.get(address(proposed)))
    assert "Приложите расчёт" in words
    assert "See the answer" in words


def test_an_officer_signs_nothing(proposed: Case, anna: Client):
    assert anna.post(address(proposed, "sign/")).status_code == 403
    assert anna.post(address(proposed, "send-back/"), {"reason": "Нет"}).status_code == 403
    assert Case.objects.get(pk=proposed.pk).state == "proposed"


def test_nobody_signs_his_own(world: World, big_claim: Claim, desk: Desk):
    boris, case = desk(world.boris), big_claim.case
    boris.post(address(case, "decide/"), typed(case, amount="6000", send="yes"))

    page = boris.post(address(case, "sign/"), follow=True)

    assert "A second pair of eyes is needed" in text_of(page)
    assert not Transfer.objects.filter(code="refund").exists()


def test_the_registry_decides_nothing(world: World, claim: Claim, desk: Desk):
    olga = desk(world.olga)

    assert "See the answer" not in text_of(olga.get(address(claim.case)))
    assert olga.post(address(claim.case, "decide/"), typed(claim.case)).status_code == 403
    assert nothing_moved(claim)


def test_a_question_is_answered_and_the_answer_goes_out(world: World, question: Case, desk: Desk):
    vera = desk(world.vera)
    assert "Почему вырос счёт?" in text_of(vera.get(address(question)))

    page = vera.post(address(question, "answer/"), {"text": "Вырос тариф."}, follow=True)

    assert "Answered. The notice is on its way." in text_of(page)
    assert Inquiry.objects.get().answer == "Вырос тариф."
    assert Case.objects.get(pk=question.pk).state == "answered"
    assert "Вырос тариф." in Message.objects.latest("pk").text


def test_a_question_is_answered_once(world: World, question: Case, desk: Desk):
    vera = desk(world.vera)
    vera.post(address(question, "answer/"), {"text": "Вырос тариф."})
    before = Message.objects.count()

    page = vera.post(address(question, "answer/"), {"text": "Нет, не вырос."})

    assert page.status_code == 422
    assert Inquiry.objects.get().answer == "Вырос тариф."
    assert Message.objects.count() == before


def test_an_empty_answer_is_no_answer(world: World, question: Case, desk: Desk):
    page = desk(world.vera).post(address(question, "answer/"), {"text": "\n"})

    assert page.status_code == 422
    assert "Write the answer first." in text_of(page)
    assert Case.objects.get(pk=question.pk).state == "registered"


def test_each_desk_answers_its_own(world: World, question: Case, claim: Claim, desk: Desk):
    assert desk(world.anna).post(address(question, "answer/"), {"text": "Да"}).status_code == 403
    assert desk(world.vera).post(address(claim.case, "answer/"), {"text": "Да"}).status_code == 404
    assert desk(world.anna).post(address(question, "decide/"), {}).status_code == 404
