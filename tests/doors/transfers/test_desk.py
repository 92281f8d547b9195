"""The desks: what waits, what stands in the way, carried out, confirmed, refused."""

import pytest
from django.test import Client

from kabinet.transfers.models import Transfer
from tests import deals
from tests.deals import Cast
from tests.doors.backoffice.desk import desk_of
from tests.doors.transfers.test_mine import text_of


@pytest.fixture
def processing(cast: Cast) -> Client:
    return desk_of(cast.zoya)


@pytest.fixture
def asked(cast: Cast) -> Transfer:
    return deals.ask(cast.ivans_login, [cast.ivans], "person-person")


def test_the_list_shows_what_waits(processing, asked):
    assert asked.case.reference in text_of(processing.get("/desk/transfers/"))
    assert asked.case.reference not in text_of(processing.get("/desk/transfers/?state=ready"))


def test_the_page_tells_what_stands_in_the_way(processing, asked):
    page = text_of(processing.get(f"/desk/transfers/{asked.case.reference}/"))

    assert "The receiver has not agreed yet" in page


def test_too_early_nothing_happens_and_the_list_is_shown(processing, asked):
    answer = processing.post(f"/desk/transfers/{asked.case.reference}/carry-out/")

    asked.refresh_from_db()
    assert answer.status_code == 422
    assert asked.state == "invited"


def test_it_is_carried_out(processing, asked, cast):
    deals.complete(asked, cast)

    processing.post(f"/desk/transfers/{asked.case.reference}/carry-out/")

    asked.refresh_from_db()
    assert asked.state == "carried_out"


def test_a_refusal_without_a_reason_refuses_nothing(processing, asked):
    answer = processing.post(f"/desk/transfers/{asked.case.reference}/refuse/", {"reason": " "})

    asked.refresh_from_db()
    assert answer.status_code == 422
    assert asked.state == "invited"


def test_a_refusal_is_read_by_the_giver(processing, asked, ivan):
    processing.post(
        f"/desk/transfers/{asked.case.reference}/refuse/", {"reason": "Номер арестован судом."}
    )

    assert "Номер арестован судом." in text_of(ivan.get(f"/my/transfers/{asked.case.reference}/"))


def test_the_personal_manager_confirms_the_programme(cast):
    asked = deals.ask(cast.pavel, cast.works[:1], "my-numbers")
    marta = desk_of(cast.marta)

    marta.post(f"/desk/transfers/{asked.case.reference}/confirm/")

    asked.refresh_from_db()
    assert asked.confirmed_at is not None


def test_the_pages_ask_a_fixed_number_of_questions(
    processing, asked, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60):
        processing.get(f"/desk/transfers/{asked.case.reference}/")
    with django_assert_max_num_queries(15):
        processing.get("/desk/transfers/")
