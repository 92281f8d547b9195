"""The next step of each story follows the matter from the first click to the answer."""

from datetime import timedelta

import pytest

from kabinet.access.models import User
from kabinet.cases.actions import take
from kabinet.cases.models import Case
from kabinet.claims.actions.decide import approve_decision, propose_decision
from kabinet.claims.actions.drafts import start
from kabinet.claims.actions.replying import reply
from kabinet.demo.stories.cast import SUBSCRIBERS, neighbours, party_of, subscriber
from kabinet.demo.stories.people import stories
from kabinet.demo.stories.step import Step
from kabinet.demo.world.cases import file_matter
from kabinet.demo.world.matters import Matter, bad_line, unasked, wrong_debit
from kabinet.demo.world.names import PETR, PETRS_MAILBOX
from kabinet.demo.world.staff import CLERKS
from kabinet.kit.money import Money
from kabinet.numbers.models import Number
from kabinet.parties.models import Party
from tests.doors.demo.conftest import START

pytestmark = pytest.mark.usefixtures("world", "demo")
LATER = START + timedelta(hours=1)
MARIA = Matter("Лебедева", 0, unasked("Я ничего не нажимала."), debits="paid_service", most=5)
ANDREY = Matter("Соловьёв", 0, wrong_debit("Я был дома."), debits="roaming")
ANNA = Matter("Гаврилова", 0, bad_line("Обрывается каждый вечер.", amount=100_00))
PETRS = Matter(
    PETR.full, 0,
    {"topic": "call", "service_kind": "mobile", "happened_on": "2026-11-23",
     "essence": "Звонят от вашего имени.", "reply_by": "email"},
    kind="fraud", contacts={"email": PETRS_MAILBOX, "phone": "+79031112233"},
)  # fmt: skip


def step_of(surname: str) -> Step:
    (found,) = [one.step for one in stories(LATER) if one.name.startswith(surname)]
    return found


def staff(key: str) -> User:
    return next(User.objects.get(email=one.email) for one in CLERKS if one.key == key)


def decide(case: Case, hundredths: int = 100, by: str = "dmitry") -> Case:
    claim = Case.objects.get(pk=case.pk).claim
    outcome = "upheld" if hundredths else "refused"
    propose_decision(
        claim=claim, outcome=outcome, amount=Money(int(claim.claimed) * hundredths // 100),
        reasons="По записям.", by=staff(by), at=LATER, version=claim.case.version,
    )  # fmt: skip
    return Case.objects.get(pk=case.pk)


def test_before_anything_everybody_begins_at_his_own_page():
    begin = {one.name.split()[0]: (one.step.who, one.step.to) for one in stories(LATER)[:5]}

    assert begin == {
        "Кузнецов": ("ivan", "/my/charges/"),
        "Лебедева": ("maria", "/my/charges/"),
        "Соловьёв": ("andrey", "/my/charges/"),
        "Гаврилова": ("anna", "/write/new/claim/"),
        "Никитин": ("petr", "/start/"),
    }


def test_a_draft_is_gone_on_with():
    user = User.objects.get(party=party_of(SUBSCRIBERS["maria"]))
    start(kind="claim", owner=user, party=user.party, answers={}, charges=[], language="ru",
          at=START)  # fmt: skip

    assert step_of("Лебедева").to == "/my/claims/"


def test_a_filed_claim_is_the_officers_until_it_is_answered():
    case = file_matter(MARIA, LATER)
    assert (step_of("Лебедева").who, step_of("Лебедева").is_end) == ("dmitry", False)
    assert case.reference in step_of("Лебедева").text

    take(case=case, by=staff("dmitry"), at=LATER)
    assert step_of("Лебедева").who == "dmitry"

    decide(case)
    step = step_of("Лебедева")
    assert (step.who, step.to, step.is_end) == ("maria", f"/my/claims/{case.reference}/", True)


def test_a_large_refund_waits_for_the_head_of_claims():
    case = decide(file_matter(ANDREY, LATER))
    assert step_of("Соловьёв").who == "natalia"

    approve_decision(decision=case.claim.decisions.get(), by=staff("natalia"), at=LATER)
    assert (step_of("Соловьёв").who, step_of("Соловьёв").is_end) == ("andrey", True)


def test_a_refused_claim_is_answered_too():
    decide(file_matter(ANNA, LATER), hundredths=0)

    assert (step_of("Гаврилова").who, step_of("Гаврилова").is_end) == ("anna", True)


def test_what_petr_writes_goes_to_the_contact_centre_and_its_answer_to_his_mailbox():
    case = file_matter(PETRS, LATER)
    assert step_of("Никитин").who == "pavel"

    reply(inquiry=case.inquiry, text="Номер закрыт.", by=staff("pavel"), at=LATER)
    step = step_of("Никитин")
    assert (step.who, step.to, step.is_end) == ("petr", "/demo/mail/", True)


def test_what_was_filed_before_the_first_start_is_no_story():
    assert Case.objects.filter(party=party_of(SUBSCRIBERS["maria"])).exists()
    assert step_of("Лебедева").to == "/my/charges/"


def test_a_story_outlives_the_person_whom_it_is_about():
    Party.objects.filter(surname=SUBSCRIBERS["ivan"].surname).update(surname="", erased_at=START)

    assert step_of("Кузнецов").to == "/my/charges/"
    assert subscriber("ivan") is None


@pytest.mark.parametrize("key", ["party-0", "party-x", "party-", "", "petr"])
def test_nobody_stands_behind_a_key_that_means_nothing(key):
    assert subscriber(key) is None


def test_companies_are_no_neighbours():
    firm = Number.objects.filter(account__contract__holder__kind="company").first()

    assert neighbours().count() == 40
    assert firm
    assert subscriber(f"party-{firm.account.contract.holder_id}") is None
