"""Taking, giving, routing, noting and closing a case: before, after, refused, twice."""

import pytest

from kabinet.access.actions import end_role
from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.cases.actions import (
    add_internal_note,
    assign,
    close_case,
    move,
    put_back,
    route,
    take,
)
from kabinet.cases.actions.handling import (
    NothingSaid,
    NotYours,
    TakenByAnother,
    TakesNoCases,
)
from kabinet.cases.models import Case, InternalNote
from kabinet.cases.queries import history_of, timeline_of
from kabinet.cases.queries.checks import verify
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from tests.people import MONDAY, person, staff, subscriber
from tests.rooms.cases.matters import filed, moment, officer

pytestmark = pytest.mark.django_db

LATER = moment(24)


@pytest.fixture
def anna() -> User:
    return officer()


@pytest.fixture
def boris() -> User:
    return officer("Орлов Борис", "boris@example.ru")


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def what(case: Case) -> list[str]:
    return [note.what for note in history_of(case)]


def test_who_takes_a_case_examines_it(anna: User):
    case = filed()

    take(case=case, by=anna, at=LATER)

    taken = again(case)
    assert (taken.assignee, taken.state) == (anna, "examined")
    assert taken.version > case.version
    assert what(case)[1:] == ["case.moved", "case.assigned"]


def test_a_case_taken_by_another_stays_his(anna: User, boris: User):
    case = filed()
    take(case=case, by=anna, at=LATER)
    before = what(case)

    with pytest.raises(TakenByAnother, match="Смирнова Анна"):
        take(case=case, by=boris, at=LATER)

    assert again(case).assignee == anna
    assert what(case) == before


def test_taking_twice_is_taking_once(anna: User):
    case = filed()
    take(case=case, by=anna, at=LATER)
    before = what(case)

    take(case=case, by=anna, at=LATER)

    assert what(case) == before


def test_who_took_a_case_may_put_it_back(anna: User, boris: User):
    case = filed()
    take(case=case, by=anna, at=LATER)

    with pytest.raises(NotYours):
        put_back(case=case, by=boris, at=LATER)
    assert again(case).assignee == anna

    put_back(case=case, by=anna, at=LATER)
    assert again(case).assignee is None
    assert what(case)[-1] == "case.freed"


def test_a_case_is_put_back_once(anna: User):
    case = filed()
    take(case=case, by=anna, at=LATER)
    put_back(case=case, by=anna, at=LATER)
    before = what(case)

    with pytest.raises(NotYours):
        put_back(case=case, by=anna, at=LATER)

    assert what(case) == before


def test_a_closed_case_is_not_taken(anna: User):
    case = filed()
    close_case(case=case, state="withdrawn", by=None, at=MONDAY)

    with pytest.raises(WrongMove):
        take(case=case, by=anna, at=LATER)

    assert again(case).assignee is None


@pytest.mark.parametrize("role", [Role.REGISTRY, Role.AUDITOR, Role.ADMINISTRATOR])
def test_other_desks_do_not_take_cases(role: Role):
    case = filed()

    with pytest.raises(NotPermitted):
        take(case=case, by=staff(role), at=LATER)

    assert again(case).assignee is None


def test_a_subscriber_does_not_take_a_case():
    case = filed()

    with pytest.raises(NotPermitted):
        take(case=case, by=subscriber(person()), at=LATER)


def test_whose_role_has_ended_takes_nothing_any_more(anna: User):
    case = filed()
    end_role(user=anna, role=Role.CLAIMS_OFFICER, by=None, at=MONDAY)

    with pytest.raises(NotPermitted):
        take(case=case, by=anna, at=LATER)


def test_a_case_is_given_and_put_back(anna: User, boris: User):
    case = filed()

    assign(case=case, to=boris, by=anna, at=LATER)
    assert again(case).assignee == boris

    assign(case=case, to=None, by=anna, at=LATER)
    assert again(case).assignee is None
    assert what(case)[-2:] == ["case.assigned", "case.freed"]


def test_who_takes_no_cases_is_given_none(anna: User):
    case = filed()

    for stranger in (staff(Role.AUDITOR), subscriber(person())):
        with pytest.raises(TakesNoCases):
            assign(case=case, to=stranger, by=anna, at=LATER)

    assert again(case).assignee is None


def test_a_closed_case_is_given_to_nobody(anna: User):
    case = filed()
    close_case(case=case, state="withdrawn", by=None, at=MONDAY)

    with pytest.raises(WrongMove):
        assign(case=case, to=anna, by=anna, at=LATER)


def test_another_desk_gets_the_case_free_and_with_the_reason(anna: User):
    case = filed()
    take(case=case, by=anna, at=LATER)

    route(case=case, desk="fraud", reason=" Чужой договор ", by=anna, at=LATER)

    sent = again(case)
    assert (sent.desk, sent.assignee) == ("fraud", None)
    why = InternalNote.objects.get()
    assert (why.text, why.by) == ("Чужой договор", anna)
    assert history_of(case)[-1].data == {"from": "claims", "desk": "fraud", "note": why.pk}


def test_without_a_reason_a_case_stays_where_it_is(anna: User):
    case = filed()

    with pytest.raises(NothingSaid):
        route(case=case, desk="fraud", reason="  ", by=anna, at=LATER)

    assert again(case).desk == "claims"


def test_the_contact_centre_routes_nothing():
    case = filed()

    with pytest.raises(NotPermitted):
        route(case=case, desk="fraud", reason="Чужой", by=staff(Role.CARE_AGENT), at=LATER)

    assert again(case).desk == "claims"


def test_what_colleagues_say_never_reaches_the_claimant(anna: User):
    case = filed()

    add_internal_note(case=case, text=" Звонил дважды ", by=anna, at=LATER)

    assert InternalNote.objects.get().text == "Звонил дважды"
    assert what(case)[-1] == "case.note"
    assert [note.what for note in timeline_of(case)] == ["case.registered"]
    assert "Звонил" not in str([note.data for note in history_of(case)])


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_note_is_refused(anna: User, text: str):
    case = filed()

    with pytest.raises(NothingSaid):
        add_internal_note(case=case, text=text, by=anna, at=LATER)

    assert not InternalNote.objects.exists()


def test_the_auditor_writes_no_notes():
    case = filed()

    with pytest.raises(NotPermitted):
        add_internal_note(case=case, text="Видел", by=staff(Role.AUDITOR), at=LATER)


def test_a_closed_case_has_kept_its_clocks_and_left_the_queue(anna: User):
    case = filed()

    close_case(case=case, state="answered", by=anna, at=LATER)

    closed = again(case)
    assert (closed.closed_at, closed.due_at) == (LATER, None)
    assert set(closed.clocks.values_list("state", flat=True)) == {"met"}
    assert verify() == []


def test_a_clock_that_had_run_out_is_missed(anna: User):
    case = filed()
    after_the_money_was_due = moment(4, month=12)

    close_case(case=case, state="answered", by=anna, at=after_the_money_was_due)

    states = dict(case.clocks.values_list("rule", "state"))
    assert states["claim.refund.consumer"] == "missed"
    assert states["claim.answer"] == "met"


def test_the_last_moment_of_the_last_day_is_in_time(anna: User):
    first_too_late = filed().clocks.get(rule="claim.refund.consumer").due_at
    late = filed()

    close_case(case=late, state="answered", by=anna, at=first_too_late)

    assert late.clocks.get(rule="claim.refund.consumer").state == "missed"
    assert (first_too_late.hour, first_too_late.minute) == (21, 0)  # midnight in Moscow


def test_a_case_is_closed_once(anna: User):
    case = filed()
    close_case(case=case, state="answered", by=anna, at=LATER)

    with pytest.raises(WrongMove):
        close_case(case=again(case), state="withdrawn", by=anna, at=LATER)

    assert again(case).state == "answered"


def test_a_decision_goes_back_to_its_writer_but_nobody_unregisters_a_case(anna: User):
    case = filed()
    move(case=case, to="proposed", by=anna, at=LATER)
    move(case=case, to="examined", by=anna, at=LATER)

    with pytest.raises(WrongMove):
        move(case=case, to="registered", by=anna, at=LATER)

    assert again(case).state == "examined"
