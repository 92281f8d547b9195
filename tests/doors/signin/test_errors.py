"""Pages for what went wrong: one sentence, what to do, and they never break themselves."""

import pytest
from django.db import DatabaseError
from django.test import Client

from kabinet.web import errors
from tests.people import person, subscriber

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sorry", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.not_found, 404),
        (errors.too_many, 429),
        (errors.locked_out, 429),
        (errors.server_error, 500),
    ],
)
def test_each_says_what_and_what_to_do(rf, sorry, status):
    request = rf.get("/")
    request.user, request.session = subscriber(person()), {}

    answer = sorry(request)

    assert answer.status_code == status
    assert b"<h1" in answer.content


def test_when_even_the_page_for_errors_fails_a_plain_sentence_is_left(rf):
    class Broken:
        @property
        def is_authenticated(self) -> bool:
            raise DatabaseError

    request = rf.get("/")
    request.user, request.session = Broken(), {}

    answer = errors.server_error(request)

    assert (answer.status_code, answer["Content-Type"]) == (500, "text/plain")
    assert len(answer.content) > 40


def test_nothing_is_said_about_what_there_is(client):
    page = client.get("/my/no/such/page/")

    assert page.status_code == 404
    assert b"Traceback" not in page.content
    assert b"kabinet." not in page.content.replace(b"kabinet.css", b"").replace(b"kabinet.js", b"")


def test_a_form_that_is_too_large_is_a_bad_request_and_no_crash():
    client = Client(raise_request_exception=False)

    answer = client.post("/sign-in/", {"number": "9" * 3_000_000})

    assert answer.status_code in {400, 413}
