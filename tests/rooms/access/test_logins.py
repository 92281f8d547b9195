"""A subscriber's login: one per person, his as long as the number is."""

import pytest

from kabinet.access.actions import forget_person, login_for
from kabinet.access.models import User
from kabinet.journal.queries import notes_about
from tests.people import MONDAY, person

pytestmark = pytest.mark.django_db


def test_the_first_sign_in_makes_a_login_that_no_password_opens():
    ivan = person(language="en")

    user = login_for(party=ivan, phone="+79143965354", at=MONDAY)

    assert (user.party, user.name, user.language) == (ivan, "Сергеев Иван", "en")
    assert user.phone_verified
    assert not user.has_usable_password()
    assert not user.is_staff
    assert [note.what for note in notes_about(user)] == ["user.first_signed_in"]


def test_every_number_of_a_person_opens_the_same_login():
    ivan = person()

    first = login_for(party=ivan, phone="+79143965354", at=MONDAY)
    second = login_for(party=ivan, phone="+79110000001", at=MONDAY)

    assert first == second
    assert User.objects.count() == 1


def test_a_number_that_changed_hands_opens_the_new_holders_login_only():
    former, new = person(), person("Лебедева", "Мария")
    old_login = login_for(party=former, phone="+79143965354", at=MONDAY)

    new_login = login_for(party=new, phone="+79143965354", at=MONDAY)

    old_login.refresh_from_db()
    assert new_login.party == new
    assert old_login.party == former
    assert (old_login.phone, old_login.phone_verified) == (None, False)


def test_a_forgotten_person_leaves_a_login_without_a_name():
    ivan = person()
    user = login_for(party=ivan, phone="+79143965354", at=MONDAY)

    forget_person(party=ivan, at=MONDAY)

    user.refresh_from_db()
    assert (user.phone, user.email, user.name, user.is_active) == (None, None, "", False)
    assert [note.what for note in notes_about(user)][-1] == "user.forgotten"
