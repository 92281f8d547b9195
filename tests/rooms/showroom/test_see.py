"""Identity seen without showing a passport; signed together or one after the other."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kabinet.access.rules import Role
from kabinet.journal.queries import notes_about
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from kabinet.parties.actions import BadPassport, seal_paper
from kabinet.parties.models import IdentityPaper, LoosePaper
from kabinet.parties.queries import readings_of
from kabinet.showroom.actions import arrive, finish, see_identity, sign, walk_in
from kabinet.showroom.errors import AttorneyExpired, NotSeenYet, PassportDiffers
from kabinet.showroom.models import Appearance
from kabinet.showroom.queries import unseen
from tests.people import MONDAY, person, staff
from tests.rooms.power import power_cut
from tests.rooms.showroom.conftest import OFFICE, TEN
from tests.rooms.showroom.test_meet import SEALED, of_romashka, owner

IVANS = "4509 123456"
BOTH = [("giver", ("owner",)), ("receiver", ("head", "representative"))]


@pytest.fixture
def came(visit, ivan, alla) -> Appearance:
    return arrive(visit=visit, comer=owner(ivan), by=alla, at=TEN)


@pytest.fixture
def known(ivan):
    return seal_paper(party=ivan, series_number=IVANS, at=MONDAY)


def fresh(appearance: Appearance) -> Appearance:
    return Appearance.objects.get(pk=appearance.pk)


def test_the_right_passport_is_ticked_and_each_look_is_written_down(came, known, ivan, alla):
    see_identity(appearance=came, typed="45 09 № 123456", by=alla, at=TEN)

    assert (fresh(came).identity_seen_by, fresh(came).identity_seen_at) == (alla, TEN)
    (reading,) = readings_of(ivan)
    assert (reading.what, reading.who, reading.case) == (
        "paper.compared",
        "Алла Котова",
        came.case.reference,
    )
    assert IdentityPaper.objects.count() == 1


def test_another_passport_is_refused_and_that_look_is_written_down_too(came, known, ivan, alla):
    with pytest.raises(PassportDiffers):
        see_identity(appearance=came, typed="4509 654321", by=alla, at=TEN)

    assert fresh(came).identity_seen_at is None
    assert len(readings_of(ivan)) == 1
    assert "654321" not in str([note.data for note in notes_about(ivan)])


def test_a_passport_that_was_replaced_is_not_taken_for_the_new_one(came, known, ivan, alla):
    IdentityPaper.objects.update(valid_from=MONDAY.date() - timedelta(days=9), valid_until=TEN)
    seal_paper(party=ivan, series_number="4520 000111", at=MONDAY)

    with pytest.raises(PassportDiffers):
        see_identity(appearance=came, typed=IVANS, by=alla, at=TEN)
    see_identity(appearance=came, typed="4520000111", by=alla, at=TEN)

    assert fresh(came).identity_seen_at == TEN


def test_what_cannot_be_a_passport_is_no_look(came, known, ivan, alla):
    with pytest.raises(BadPassport):
        see_identity(appearance=came, typed="паспорт", by=alla, at=TEN)

    assert readings_of(ivan) == []


def test_the_first_passport_of_a_known_person_is_sealed(came, ivan, alla):
    see_identity(appearance=came, typed=IVANS, by=alla, at=TEN)

    assert IdentityPaper.objects.get().party == ivan
    assert fresh(came).loose is None


def test_the_passport_of_somebody_unknown_is_sealed_apart(visit, alla):
    came = arrive(visit=visit, comer=of_romashka(), by=alla, at=TEN)

    see_identity(appearance=came, typed=IVANS, by=alla, at=TEN)

    assert fresh(came).loose == LoosePaper.objects.get()
    assert not IdentityPaper.objects.exists()


def test_a_second_tick_changes_nothing(came, known, alla):
    later = TEN + timedelta(minutes=5)
    see_identity(appearance=came, typed=IVANS, by=alla, at=TEN)
    see_identity(appearance=came, typed=IVANS, by=alla, at=later)
    sign(appearance=came, by=alla, at=later)
    sign(appearance=came, by=alla, at=later + timedelta(minutes=5))

    assert fresh(came).identity_seen_at == TEN
    assert fresh(came).signed_at == later


def test_only_the_showroom_looks_at_passports(came, known, ivan, ivans_login):
    for who in (ivans_login, staff(Role.CARE_AGENT), staff(Role.PROCESSING)):
        with pytest.raises(NotPermitted):
            see_identity(appearance=came, typed=IVANS, by=who, at=TEN)
        with pytest.raises(NotPermitted):
            sign(appearance=came, by=who, at=TEN)

    assert readings_of(ivan) == []


def test_nobody_signs_before_he_was_seen(came, alla):
    with pytest.raises(NotSeenYet):
        sign(appearance=came, by=alla, at=TEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appearance.objects.update(signed_at=TEN)

    assert fresh(came).signed_at is None


def test_nothing_is_ticked_when_the_visit_is_over(came, known, alla):
    finish(visit=came.visit, by=alla, at=TEN)

    with pytest.raises(WrongMove):
        see_identity(appearance=came, typed=IVANS, by=alla, at=TEN)
    with pytest.raises(WrongMove):
        sign(appearance=came, by=alla, at=TEN)


def test_who_represents_signs_only_while_his_attorney_holds(visit, alla):
    ends_today = replace(SEALED, valid_until=TEN.date())
    came = arrive(visit=visit, comer=of_romashka(ends_today), by=alla, at=TEN)
    see_identity(appearance=came, typed=IVANS, by=alla, at=TEN)

    with pytest.raises(AttorneyExpired):
        sign(appearance=came, by=alla, at=TEN + timedelta(days=1))

    assert fresh(came).signed_at is None


def test_what_is_unseen_is_told_step_by_step_for_both(visit, case, ivan, alla):
    def whys() -> list[tuple[str, str]]:
        return [(one.side, one.why) for one in unseen(case, BOTH)]

    assert whys() == [("giver", "not_come"), ("receiver", "not_come")]
    came = arrive(visit=visit, comer=owner(ivan), by=alla, at=TEN)
    assert whys()[0] == ("giver", "not_identified")
    see_identity(appearance=came, typed=IVANS, by=alla, at=TEN)
    assert whys()[0] == ("giver", "not_signed")
    sign(appearance=came, by=alla, at=TEN)
    assert whys() == [("receiver", "not_come")]

    # The other side comes alone, on another day.
    finish(visit=visit, by=alla, at=TEN)
    day_after = TEN + timedelta(days=1)
    second = walk_in(case=case, side="receiver", office=OFFICE, by=alla, at=day_after)
    theirs = arrive(visit=second, comer=of_romashka(side="receiver"), by=alla, at=day_after)
    see_identity(appearance=theirs, typed="4510 111222", by=alla, at=day_after)
    sign(appearance=theirs, by=alla, at=day_after)
    assert unseen(case, BOTH) == []


def test_somebody_in_a_capacity_that_does_not_count_leaves_his_side_unseen(visit, case, alla):
    came = arrive(visit=visit, comer=of_romashka(side="receiver"), by=alla, at=TEN)
    see_identity(appearance=came, typed=IVANS, by=alla, at=TEN)
    sign(appearance=came, by=alla, at=TEN)

    assert [one.why for one in unseen(case, [("receiver", ("manager",))])] == ["not_come"]


def test_when_the_commit_fails_nothing_was_ticked_nor_sealed(visit, alla):
    maria = person("Лебедева", "Мария")
    came = arrive(visit=visit, comer=owner(maria), by=alla, at=TEN)
    with power_cut():
        see_identity(appearance=came, typed=IVANS, by=alla, at=TEN)

    assert fresh(came).identity_seen_at is None
    assert not IdentityPaper.objects.exists()
