"""Who acts for a company: invited, joined, changed, removed; never without an administrator."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from kabinet.access.actions import (
    AlreadyMember,
    AttorneyAllowsLess,
    AttorneyEnded,
    HasAdministrators,
    InvitationOver,
    LastAdministrator,
    MailboxTaken,
    NewLogin,
    NoSuchMember,
    Place,
    StaffActsForNobody,
    WholeCompanyOnly,
    begin_company,
    change_member,
    invite,
    join,
    remove_member,
    withdraw_invitation,
)
from kabinet.access.models import Invitation, Membership, User
from kabinet.access.queries import administrators_of, members_of, memberships_of
from kabinet.access.rules import CompanyRole, Role, Scope, ScopeKind
from kabinet.journal.models import Note
from kabinet.kit.errors import NotPermitted, Refused
from tests.people import (
    MONDAY,
    PASSWORD,
    attorney,
    company,
    member,
    person,
    seat_id,
    staff,
    subscriber,
)

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=1)
FINANCE = Place(role=CompanyRole.FINANCE)
LOGIN = NewLogin(name="Рита Белова", password=PASSWORD)


@pytest.fixture
def romashka():
    return company()


@pytest.fixture
def pavel(romashka) -> User:
    return member(romashka)


def ask(by: User, place: Place = FINANCE, email: str = "rita@romashka.example", **more):
    return invite(by=by, place=place, name="Рита Белова", email=email, at=MONDAY, **more)


def seat_of(user: User, at=LATER) -> Membership:
    return memberships_of(user, at).get()


def test_whoever_is_invited_joins_with_the_role_and_the_part_that_was_meant(romashka, pavel):
    scope = Scope(ScopeKind.NUMBER, "+79161110001")
    asked = ask(pavel, Place(role=CompanyRole.NUMBERS, scopes=(scope,)))

    joined = join(invitation_id=asked.pk, user=None, login=LOGIN, at=LATER)

    assert joined.role == CompanyRole.NUMBERS
    assert [(one.kind, one.value) for one in joined.scopes.all()] == [("number", "+79161110001")]
    assert joined.user.email == "rita@romashka.example"
    assert joined.user.check_password(PASSWORD)
    assert joined.invited_by == pavel
    whats = list(Note.objects.filter(about_kind="parties.party").values_list("what", flat=True))
    assert whats[-2:] == ["member.invited", "member.joined"]


def test_an_invitation_is_taken_up_once(pavel):
    asked = ask(pavel)
    join(invitation_id=asked.pk, user=None, login=LOGIN, at=LATER)

    with pytest.raises(InvitationOver):
        join(invitation_id=asked.pk, user=subscriber(person()), login=LOGIN, at=LATER)

    assert Membership.objects.count() == 2


@pytest.mark.parametrize("days", [7, 8])
def test_an_old_invitation_opens_nothing(pavel, days):
    asked = ask(pavel)

    with pytest.raises(InvitationOver):
        join(invitation_id=asked.pk, user=None, login=LOGIN, at=MONDAY + timedelta(days=days))

    assert not User.objects.filter(email="rita@romashka.example").exists()


def test_an_invitation_that_was_taken_back_opens_nothing(pavel):
    asked = ask(pavel)
    withdraw_invitation(by=pavel, invitation_id=asked.pk, at=LATER)

    with pytest.raises(InvitationOver):
        join(invitation_id=asked.pk, user=None, login=LOGIN, at=LATER)


def test_a_second_invitation_ends_the_first(pavel):
    first, second = ask(pavel), ask(pavel, email="Rita@romashka.example ")

    first.refresh_from_db()
    assert first.withdrawn_at == MONDAY
    assert second.is_open(LATER)


def test_one_login_serves_himself_and_several_companies(romashka, pavel):
    other = company("ООО «Лютик»")
    ivan = subscriber(person())
    join(invitation_id=ask(pavel).pk, user=ivan, login=LOGIN, at=LATER)
    lyutik = ask(member(other, email="boss@lyutik.example"), email="ivan@lyutik.example")

    join(invitation_id=lyutik.pk, user=ivan, login=None, at=LATER)

    assert {one.company for one in memberships_of(ivan, LATER)} == {romashka, other}
    assert ivan.email == "rita@romashka.example"  # the first mailbox stays his name at the door
    assert ivan.party is not None


def test_staff_of_the_operator_act_for_nobody(pavel):
    with pytest.raises(StaffActsForNobody):
        join(invitation_id=ask(pavel).pk, user=staff(Role.REGISTRY), login=None, at=LATER)


def test_a_mailbox_that_somebody_signs_in_with_is_not_given_twice(pavel):
    staff(Role.REGISTRY, email="rita@romashka.example")

    with pytest.raises(MailboxTaken):
        join(invitation_id=ask(pavel).pk, user=None, login=LOGIN, at=LATER)

    assert Invitation.objects.get().taken_at is None


def test_nobody_is_invited_who_is_there_already(pavel):
    join(invitation_id=ask(pavel).pk, user=None, login=LOGIN, at=MONDAY)

    with pytest.raises(AlreadyMember):
        ask(pavel)


@pytest.mark.parametrize("role", [role for role in CompanyRole if role != "administrator"])
def test_only_administrators_let_people_in(romashka, role):
    with pytest.raises(NotPermitted):
        ask(member(romashka, role))

    assert not Invitation.objects.exists()


def test_an_administrator_is_not_limited_to_a_part(pavel):
    scopes = (Scope(ScopeKind.ACCOUNT, "A1"),)

    with pytest.raises(WholeCompanyOnly):
        ask(pavel, Place(role=CompanyRole.ADMINISTRATOR, scopes=scopes))


def test_a_power_of_attorney_of_somebody_else_or_ended_stands_behind_nobody(romashka, pavel):
    foreign = attorney(company("ООО «Лютик»"))
    ended = attorney(romashka, MONDAY.date() - timedelta(days=1))

    for paper in (foreign, ended):
        with pytest.raises(AttorneyEnded):
            ask(pavel, Place(role=CompanyRole.READER, attorney=paper))


def test_a_power_of_attorney_must_allow_the_role(romashka, pavel):
    paper = attorney(romashka, powers=["money"])

    with pytest.raises(AttorneyAllowsLess):
        ask(pavel, Place(role=CompanyRole.NUMBERS, attorney=paper))

    assert ask(pavel, Place(role=CompanyRole.FINANCE, attorney=paper)).attorney == paper


def test_another_role_holds_at_once_and_the_old_one_stays_readable(romashka, pavel):
    rita = member(romashka, CompanyRole.READER)

    change_member(by=pavel, membership_id=seat_id(rita), place=FINANCE, at=LATER)

    assert seat_of(rita).role == CompanyRole.FINANCE
    past = Membership.objects.get(pk=seat_id(rita))
    assert (past.role, past.active_until) == (CompanyRole.READER, LATER)


def test_whoever_is_removed_is_out_at_once(romashka, pavel):
    rita = member(romashka, CompanyRole.READER)

    remove_member(by=pavel, membership_id=seat_id(rita), at=LATER)

    assert not memberships_of(rita, LATER).exists()
    with pytest.raises(NoSuchMember):
        remove_member(by=pavel, membership_id=seat_id(rita), at=LATER)


def test_nobody_is_removed_from_another_company(pavel):
    stranger = member(company("ООО «Лютик»"), email="boss@lyutik.example")

    with pytest.raises(NoSuchMember):
        remove_member(by=pavel, membership_id=seat_id(stranger), at=LATER)

    assert memberships_of(stranger, LATER).exists()


def test_the_last_administrator_can_neither_be_removed_nor_made_less(romashka, pavel):
    mine = seat_id(pavel)

    with pytest.raises(LastAdministrator):
        remove_member(by=pavel, membership_id=mine, at=LATER)
    with pytest.raises(LastAdministrator):
        change_member(by=pavel, membership_id=mine, place=FINANCE, at=LATER)

    assert administrators_of(romashka, LATER).get().pk == mine


def test_an_administrator_whose_power_of_attorney_ended_does_not_count(romashka, pavel):
    ended = attorney(romashka, MONDAY.date() - timedelta(days=1))
    member(romashka, email="gone@romashka.example", attorney=ended)

    with pytest.raises(LastAdministrator):
        remove_member(by=pavel, membership_id=seat_id(pavel), at=LATER)


def test_a_seat_from_before_the_removal_lets_nobody_act(romashka, pavel):
    rita = member(romashka, email="rita@romashka.example")
    remove_member(by=pavel, membership_id=seat_id(rita), at=LATER)

    with pytest.raises(NotPermitted):
        invite(by=rita, place=FINANCE, name="Друг", email="friend@romashka.example", at=LATER)
    with pytest.raises(NotPermitted):
        remove_member(by=rita, membership_id=seat_id(pavel), at=LATER)

    assert members_of(romashka, LATER).count() == 1


def begin(of, email: str = "pavel@romashka.example", at=MONDAY):
    return begin_company(company=of, name="Павел Котов", email=email, at=at)


def test_a_company_begins_with_an_administrator(romashka):
    joined = join(invitation_id=begin(romashka).pk, user=None, login=LOGIN, at=LATER)

    assert (joined.role, joined.invited_by) == (CompanyRole.ADMINISTRATOR, None)


def test_a_company_with_an_administrator_does_not_begin_again(romashka):
    one, two = begin(romashka), begin(romashka, "other@romashka.example")
    join(invitation_id=one.pk, user=None, login=LOGIN, at=LATER)

    with pytest.raises(HasAdministrators):
        join(invitation_id=two.pk, user=None, login=LOGIN, at=LATER)
    with pytest.raises(HasAdministrators):
        begin(romashka, at=LATER)


def test_a_company_whose_administrators_are_all_gone_begins_again(romashka):
    ended = attorney(romashka, MONDAY.date() - timedelta(days=1))
    member(romashka, attorney=ended)

    assert begin(romashka).is_open(LATER)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_leave_one(romashka, pavel):
    rita = member(romashka, email="rita@romashka.example")

    def press(pair: tuple[User, User]) -> str:
        by, whom = pair
        try:
            remove_member(by=by, membership_id=seat_id(whom), at=LATER)
        except Refused as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "removed"

    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = sorted(pool.map(press, [(pavel, rita), (rita, pavel)]))

    assert outcomes == ["NotPermitted", "removed"]
    assert administrators_of(romashka, LATER).count() == 1
