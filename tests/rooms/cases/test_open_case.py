"""Opening a case: a number, clocks, a status code, a line in the journal; all or nothing."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kabinet.cases.actions import NewCase, open_case
from kabinet.cases.models import Case, CaseClock, SearchEntry
from kabinet.cases.queries import by_status_code, timeline_of
from kabinet.cases.queries.checks import verify
from kabinet.journal.models import Note
from kabinet.mailroom.models import RegisterEntry
from kabinet.mailroom.queries import verify_register
from tests.people import MONDAY
from tests.rooms.cases.matters import CONSUMER, filed, moment, new

pytestmark = pytest.mark.django_db


def clocks(case: Case) -> dict[str, tuple[date, str]]:
    return {clock.rule: (clock.due_on, clock.state) for clock in case.clocks.all()}


def open_now(what: NewCase) -> tuple[Case, str]:
    return open_case(what, received_at=MONDAY, by=None, at=MONDAY)


def test_each_kind_has_its_own_numbers():
    references = [filed(kind).reference for kind in ("claim", "claim", "question", "fraud")]

    assert references == ["2026-00001", "2026-00002", "Q-2026-00001", "F-2026-00001"]
    assert verify_register() == []


def test_the_number_is_of_the_year_at_the_registering_office():
    new_year_in_moscow = moment(31, 22, month=12)

    assert filed(at=new_year_in_moscow).reference == "2027-00001"


def test_a_consumers_claim_for_money_runs_four_clocks_of_which_one_is_kept_at_once():
    case = filed()

    assert clocks(case) == {
        "claim.register": (date(2026, 11, 24), "met"),
        "claim.answer": (date(2026, 12, 23), "running"),
        "claim.answer.promise": (date(2026, 12, 7), "running"),
        "claim.refund.consumer": (date(2026, 12, 3), "running"),
    }
    assert case.due_at == case.clocks.get(rule="claim.refund.consumer").due_at
    assert verify() == []


def test_a_companys_claim_has_no_consumers_term():
    case = filed(facts={**CONSUMER, "party": "company"})

    assert "claim.refund.consumer" not in clocks(case)


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("question", {"question.answer.promise"}),
        ("fraud", {"fraud.report", "fraud.answer.promise"}),
    ],
)
def test_questions_and_fraud_reports_run_their_own_clocks(kind: str, rules: set[str]):
    assert set(clocks(filed(kind))) == rules


def test_a_clock_of_the_house_does_not_order_the_queue():
    case = filed("fraud")

    inside = case.clocks.get(rule="fraud.report")
    assert inside.due_at < case.clocks.get(rule="fraud.answer.promise").due_at
    assert case.due_at != inside.due_at


def test_received_and_registered_are_two_moments():
    case, _ = open_case(new(), received_at=moment(20), by=None, at=MONDAY)

    started = {clock.rule: clock.started_at for clock in case.clocks.all()}
    assert started["claim.answer"] == MONDAY
    assert started["claim.answer.promise"] == moment(20)
    assert case.filed_at == MONDAY


def test_how_a_deadline_was_counted_is_kept_with_it():
    clock = filed().clocks.get(rule="claim.answer.promise")

    skipped = [step for step in clock.steps if step["what"] == "skipped"]
    assert [step["on"] for step in skipped][:2] == ["2026-11-28", "2026-11-29"]
    assert clock.edition == "2014"


def test_the_status_code_is_told_once_and_kept_as_a_digest():
    case, code = open_now(new())

    assert code not in str(Case.objects.values_list().get())
    status = by_status_code(case.reference, code)
    assert status is not None
    assert status.reference == case.reference


def test_the_claimant_reads_that_it_was_registered():
    case = filed()

    (line,) = timeline_of(case)
    assert (line.what, line.public, line.data["reference"]) == (
        "case.registered",
        True,
        case.reference,
    )


def test_when_a_late_step_fails_nothing_was_opened_and_no_number_is_lost():
    filed()
    Case.objects.update(reference="2026-00002")  # the next one is taken
    clocks_before = CaseClock.objects.count()

    with pytest.raises(IntegrityError), transaction.atomic():  # as the action that opens it
        open_now(new())

    assert RegisterEntry.objects.count() == Case.objects.count() == SearchEntry.objects.count() == 1
    assert CaseClock.objects.count() == clocks_before
    assert Note.objects.count() == 1
    assert verify_register() == []


def test_opening_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        open_now(new())
