"""The invented world: who and how much, in order, the same for the same day."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Count, F, Min, Q, Sum

from kabinet.access.models import User
from kabinet.access.queries import roles_of
from kabinet.access.rules import Role
from kabinet.applications import queries as applications
from kabinet.applications.models import Application
from kabinet.bills import queries as bills
from kabinet.bills.models import Charge, ChargeKind
from kabinet.book import queries as book
from kabinet.book.models import BookEntry
from kabinet.cases.models import Case
from kabinet.cases.states import CaseState
from kabinet.claims.queries.facts import offer_for
from kabinet.contracts.models import Account
from kabinet.contracts.queries import balance_of
from kabinet.copies import queries as copies
from kabinet.copies.models import ContractCopy
from kabinet.demo.actions import ensure_world
from kabinet.demo.world.names import PETR
from kabinet.demo.world.stories import ANDREY, ANNA, IVAN, MARIA
from kabinet.journal import queries as journal
from kabinet.journal.models import Note
from kabinet.kit.registration import is_inn, is_ogrn
from kabinet.ledger import queries as ledger
from kabinet.ledger.models import Transfer
from kabinet.mailroom import queries as mailroom
from kabinet.mailroom.models import Message, MessageState
from kabinet.numbers.models import ConnectedService, Line, Number
from kabinet.numbers.queries import is_ours
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import IdentityPaper, Kind, Party
from kabinet.payments.models import LineState, StatementLine
from kabinet.payments.queries import checks as payments
from kabinet.tasks.models import Task
from tests.doors.demo.conftest import START

pytestmark = pytest.mark.usefixtures("world")
ANSWERED = {CaseState.ANSWERED, CaseState.SETTLED, CaseState.PARTLY}


def party(name) -> Party:
    return Party.objects.get(surname=name.surname, name=name.name)


def content_of(name) -> ConnectedService:
    """Find the content that somebody pays for."""
    content = [one.code for one in operator_pack().services if one.category == "content"]
    return ConnectedService.objects.get(
        number__account__contract__holder=party(name), service__in=content
    )


def test_every_step_says_a_line_before_it_begins(built):
    assert built.is_new
    assert len(built.lines) == 5


def test_a_second_start_builds_nothing():
    before = Note.objects.count()

    assert ensure_world(START + timedelta(days=1), pytest.fail) is False
    assert Note.objects.count() == before


@pytest.mark.parametrize("room", [bills, journal, ledger, mailroom])
def test_every_invariant_holds(room):
    assert room.verify() == []


def test_forty_people_three_companies_three_hundred_numbers():
    kinds = Counter(Party.objects.values_list("kind", flat=True))
    lines = Counter(Number.objects.values_list("line", flat=True))

    assert kinds == {Kind.PERSON: 40, Kind.COMPANY: 3}
    assert lines == {Line.MOBILE: 288, Line.INTERNET: 8, Line.TV: 4}


def test_every_mobile_number_lies_in_a_range_of_the_operator():
    mobile = Number.objects.filter(line=Line.MOBILE).values_list("identifier", flat=True)

    assert [one for one in mobile if not is_ours(one, START.date())] == []


def test_a_number_of_our_range_was_ported_away():
    assert not is_ours("+79143965354", START.date())
    assert is_ours("+79143965355", START.date())


def test_every_person_has_a_sealed_passport_and_every_company_right_check_digits():
    people = Party.objects.filter(kind=Kind.PERSON)
    companies = Party.objects.filter(kind=Kind.COMPANY)

    assert not people.filter(papers=None).exists()
    assert IdentityPaper.objects.filter(sealed=b"").count() == 0
    assert all(is_inn(one.inn) and is_ogrn(one.ogrn) for one in companies)


def test_every_desk_is_staffed_with_a_second_factor():
    staff = User.objects.filter(is_staff=True)
    held = Counter(role for user in staff for role in roles_of(user, START))

    assert held.keys() == set(Role) - {Role.SUBSCRIBER}
    assert held[Role.CLAIMS_OFFICER] == 2
    assert not staff.filter(authenticator=None).exists()


def test_charges_cover_six_months_and_end_before_the_first_day():
    days = list(Charge.objects.order_by("charged_at").values_list("charged_at", flat=True))
    kinds = set(Charge.objects.values_list("kind", flat=True))

    assert (START - days[0]).days > 180
    assert days[-1] < START.replace(hour=0, minute=0)
    assert kinds == set(ChargeKind.values)


def test_a_fee_rose():
    fees = Charge.objects.filter(kind=ChargeKind.TARIFF).values("number", "service")
    risen = fees.annotate(prices=Count("amount", distinct=True)).filter(prices__gt=1)

    assert risen.filter(number__account__contract__holder=party(IVAN)).exists()


def test_paid_services_have_a_consent_record_or_have_none():
    paid = ConnectedService.objects.filter(price__gt=0)

    assert paid.filter(consent=None).count() > 10
    assert paid.exclude(consent=None).count() > 50


def test_nothing_was_charged_before_a_service_was_on_or_after_it_was_off():
    charged = Charge.objects.exclude(connected=None)
    wrong = Q(charged_at__lt=F("connected__connected_at")) | Q(
        charged_at__gte=F("connected__stopped_at")
    )

    assert not charged.filter(wrong).exists()


def test_people_pay_ahead_and_few_owe_money():
    private = Account.objects.filter(contract__holder__kind=Kind.PERSON).select_related("ledger")
    owing = [one for one in private if balance_of(one) < 0]

    assert 0 < len(owing) < 6
    assert Transfer.objects.filter(code="top_up").count() > 200


def test_ivan_was_debited_three_times_and_no_record_shows_that_he_wanted_it():
    unwanted = content_of(IVAN)
    debits = list(unwanted.charges.select_related("connected"))

    assert (unwanted.consent, unwanted.stopped_at, len(debits)) == (None, None, 3)
    made = offer_for(debits, party=party(IVAN), at=START)
    assert made
    assert made.total == sum(one.amount for one in debits)


def test_ivans_three_debits_stand_on_the_first_page_of_his_charges():
    his = Charge.objects.filter(account__contract__holder=party(IVAN))
    first_page = list(his.order_by("-charged_at", "-pk")[: bills.PAGE])

    assert set(content_of(IVAN).charges.all()) <= set(first_page)


def test_marias_debits_have_a_consent_that_the_records_do_not_decide():
    clicked = content_of(MARIA)
    debits = list(clicked.charges.select_related("connected"))

    assert clicked.consent
    assert "не запрашивался" in clicked.consent.evidence
    assert len(debits) >= 3
    assert offer_for(debits, party=party(MARIA), at=START) is None


def test_andreys_roaming_is_above_what_one_officer_may_sign():
    lines = Charge.objects.filter(account__contract__holder=party(ANDREY), kind=ChargeKind.ROAMING)

    total = lines.aggregate(total=Sum("amount"))["total"]
    assert total > operator_pack().setting("claims.four_eyes_above")


def test_anna_has_home_internet_and_petr_nothing_at_all():
    assert Number.objects.filter(account__contract__holder=party(ANNA), line=Line.INTERNET).exists()
    assert not Party.objects.filter(surname=PETR.surname, name=PETR.name).exists()


def test_no_story_has_begun():
    theirs = Case.objects.filter(party__in=[party(one) for one in (IVAN, ANDREY, ANNA)])

    assert not theirs.exists()
    assert not Case.objects.filter(party=party(MARIA), closed_at=None).exists()


def test_the_desks_have_work_some_of_it_late_and_some_due_today():
    waiting = Case.objects.filter(closed_at=None)
    midnight = START.replace(hour=0, minute=0) + timedelta(days=1)

    assert 12 <= waiting.count() <= 40
    assert waiting.filter(due_at__lte=START).count() >= 3
    assert waiting.filter(due_at__gt=START, due_at__lte=midnight).count() >= 2
    assert waiting.filter(state=CaseState.PROPOSED).count() == 1
    assert waiting.filter(assignee=None).count() >= 4


def test_what_was_answered_was_upheld_in_part_and_refused_too():
    closed = Case.objects.exclude(closed_at=None)
    outcomes = set(closed.values_list("claim__decisions__outcome", flat=True)) - {None}

    assert {one.state for one in closed} == ANSWERED
    assert outcomes == {"upheld", "partly", "refused"}


def test_the_register_runs_in_the_order_of_days():
    for kind in ("claim", "question", "fraud"):
        filed = Case.objects.filter(kind=kind).order_by("entry__number")
        days = list(filed.values_list("filed_at", flat=True))
        assert days == sorted(days)


def test_nothing_of_old_waits_to_be_sent():
    assert not Message.objects.filter(state=MessageState.QUEUED).exists()
    assert not Task.objects.filter(done_at=None).exists()
    assert Message.objects.aggregate(first=Min("sent_at"))["first"] < START - timedelta(days=30)


def test_some_passports_were_read_and_their_owners_see_by_whom():
    readings = Note.objects.filter(is_reading=True).select_related("by")

    assert readings.count() == 3
    assert all(one.by and one.data["case"] for one in readings)


def test_the_counters_have_something_to_do():
    assert Application.objects.filter(case__closed_at=None).count() == 1
    assert ContractCopy.objects.filter(letter=None).count() == 1
    assert StatementLine.objects.filter(state=LineState.UNMATCHED).count() == 2
    assert BookEntry.objects.exclude(answer="").count() == 1
    assert BookEntry.objects.filter(answer="", about__isnull=False).count() == 1
    assert [one.verify() for one in (applications, book, copies, payments)] == [[], [], [], []]
