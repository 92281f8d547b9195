"""Old codes, ended sessions and old tries are thrown away; the living stay."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client

from kabinet.access.actions import make_code, sweep
from kabinet.access.models import OneTimeCode
from tests.people import MONDAY, person, subscriber

pytestmark = pytest.mark.django_db


def test_what_is_over_goes_and_what_lives_stays():
    make_code(purpose="sign", about="old", address="a@b.ru", at=MONDAY)
    make_code(purpose="sign", about="new", address="a@b.ru", at=MONDAY + timedelta(days=2))
    AccessAttempt.objects.create(failures_since_start=1, username="x")
    AccessAttempt.objects.update(attempt_time=MONDAY)  # the package itself writes the real moment
    client = Client()
    client.force_login(subscriber(person()))
    Session.objects.create(session_key="over", session_data="", expire_date=MONDAY)

    sweep(before=MONDAY + timedelta(days=1))

    assert [code.about for code in OneTimeCode.objects.all()] == ["new"]
    assert [one.session_key for one in Session.objects.all()] == [client.session.session_key]
    assert not AccessAttempt.objects.exists()
