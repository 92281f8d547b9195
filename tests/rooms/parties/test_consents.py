"""Consents to processing: given in today's wording, withdrawn as easily."""

from datetime import timedelta

import pytest

from kabinet.journal.queries import timeline
from kabinet.kit.errors import NotPermitted
from kabinet.pack.queries import operator_pack
from kabinet.parties.actions import (
    AlreadyGiven,
    NeededByLaw,
    NotGiven,
    give_consent,
    withdraw_consent,
)
from kabinet.parties.models import ProcessingConsent
from kabinet.parties.queries import consents_of, export_of, has_consented
from tests.people import MONDAY, person, subscriber

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def ivan():
    return person()


@pytest.fixture
def purpose() -> str:
    return next(one.id for one in operator_pack().purposes if not one.needed)


def give(ivan, purpose, by=None, at=MONDAY):
    return give_consent(party=ivan, purpose=purpose, channel="portal", by=by, at=at)


def withdraw(ivan, purpose, by=None, at=LATER):
    return withdraw_consent(party=ivan, purpose=purpose, channel="portal", by=by, at=at)


def test_a_consent_is_shown_beside_what_it_is_for(ivan, purpose):
    given = give(ivan, purpose, subscriber(ivan))

    lines = {line.purpose.id: line for line in consents_of(ivan)}
    assert lines[purpose].consent == given
    assert lines[purpose].may_be_withdrawn
    assert given.edition == lines[purpose].purpose.edition
    assert set(lines) == {one.id for one in operator_pack().purposes}


def test_a_withdrawn_consent_is_over_and_stays_in_the_record(ivan, purpose):
    me = subscriber(ivan)
    give(ivan, purpose, me)

    withdraw(ivan, purpose, me)

    assert not has_consented(ivan, purpose)
    (line,) = export_of(ivan)["consents"]
    assert (line["given_at"], line["withdrawn_at"]) == (MONDAY.isoformat(), LATER.isoformat())
    assert [note.what for note in timeline(ivan)] == ["consent.given", "consent.withdrawn"]
    give(ivan, purpose, me, at=LATER)
    assert has_consented(ivan, purpose)


def test_a_consent_is_given_once(ivan, purpose):
    give(ivan, purpose)

    with pytest.raises(AlreadyGiven):
        give(ivan, purpose)

    assert ProcessingConsent.objects.count() == 1


def test_what_was_not_given_is_not_withdrawn(ivan, purpose):
    with pytest.raises(NotGiven):
        withdraw(ivan, purpose)


def test_nobody_consents_for_another_nor_withdraws(ivan, purpose):
    maria = subscriber(person("Лебедева", "Мария"), "+79110000001")

    with pytest.raises(NotPermitted):
        give(ivan, purpose, maria)
    give(ivan, purpose)
    with pytest.raises(NotPermitted):
        withdraw(ivan, purpose, maria)

    assert has_consented(ivan, purpose)


def test_what_the_law_needs_is_not_withdrawn(ivan):
    needed = next(one.id for one in operator_pack().purposes if one.needed)

    with pytest.raises(NeededByLaw):
        withdraw(ivan, needed)


def test_an_unknown_purpose_is_no_purpose(ivan):
    with pytest.raises(KeyError):
        give(ivan, "to_sell_it")
