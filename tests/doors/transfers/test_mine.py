"""The giver's pages: before one starts, the start, the request, its end."""

import pytest
from django.test import Client

from kabinet.transfers.models import Transfer
from tests import deals
from tests.deals import Cast
from tests.doors.backoffice.desk import desk_of

CHECK = "/my/transfers/check/?moves=numbers&numbers=%2B79141110001&receiver=person"
START = {
    "moves": "numbers",
    "numbers": "+79141110001",
    "receiver": "person",
    "kind": "person-person",
    "name": "Вера",
    "phone": "8 916 111-22-33",
}


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_list_is_empty_and_says_what_to_do(ivan):
    page = text_of(ivan.get("/my/transfers/"))

    assert "/my/transfers/check/" in page


def test_before_one_starts_all_is_told(ivan):
    page = text_of(ivan.get(CHECK))

    assert "35,40" in page
    assert "Акт о передаче прав и обязанностей" in page
    assert "Согласие на обработку персональных данных" in page  # of one who is no client
    assert "30–50 тысяч" in page
    assert Transfer.objects.count() == 0


def test_nothing_chosen_is_said_and_what_was_typed_is_kept(ivan):
    answer = ivan.get("/my/transfers/check/?moves=numbers&receiver=company")

    assert answer.status_code == 422
    assert "Choose at least one number" in text_of(answer) or "Выберите хотя бы" in text_of(answer)


def test_a_bad_phone_keeps_what_was_typed(ivan):
    answer = ivan.post("/my/transfers/start/", START | {"phone": "12"})

    assert answer.status_code == 422
    assert 'value="12"' in text_of(answer)
    assert Transfer.objects.count() == 0


def test_he_begins_and_sees_what_is_missing(ivan):
    answer = ivan.post("/my/transfers/start/", START, follow=True)

    made = Transfer.objects.get()
    page = text_of(answer)
    assert made.case.reference in page
    assert "Получатель ещё не согласился" in page or "has not agreed" in page


def test_a_number_of_somebody_else_is_refused_without_saying_whose(ivan, cast):
    answer = ivan.post("/my/transfers/start/", START | {"numbers": cast.marias.identifier})

    assert answer.status_code == 422
    assert "Волков" not in text_of(answer)
    assert Transfer.objects.count() == 0


def test_a_number_is_in_one_request_at_a_time(ivan):
    ivan.post("/my/transfers/start/", START)

    answer = ivan.post("/my/transfers/start/", START)

    assert answer.status_code == 422
    assert Transfer.objects.count() == 1


def test_he_withdraws_it(ivan, cast):
    made = deals.ask(cast.ivans_login, [cast.ivans], "person-person")

    ivan.post(f"/my/transfers/{made.case.reference}/withdraw/")

    made.refresh_from_db()
    assert (made.state, made.ended_by) == ("withdrawn", "giver")


def test_a_stranger_finds_nothing(cast):
    made = deals.ask(cast.ivans_login, [cast.ivans], "person-person")
    maria = Client()
    maria.force_login(cast.marias_login)

    assert maria.get(f"/my/transfers/{made.case.reference}/").status_code == 404
    assert maria.post(f"/my/transfers/{made.case.reference}/withdraw/").status_code == 404


@pytest.mark.parametrize("which", ["statement", "welcome"])
def test_each_side_reads_its_own_letter_only(ivan, cast, which):
    made = deals.ask(cast.ivans_login, [cast.ivans], "person-person")
    deals.carry_out(deals.complete(made, cast), cast)

    answer = ivan.get(f"/my/transfers/{made.case.reference}/{which}.docx")

    assert answer.status_code == (200 if which == "statement" else 404)


def test_the_page_asks_a_fixed_number_of_questions(ivan, cast, django_assert_max_num_queries):
    made = deals.ask(cast.ivans_login, [cast.ivans], "person-person")

    with django_assert_max_num_queries(60):
        ivan.get(f"/my/transfers/{made.case.reference}/")


def test_of_a_thousand_numbers_it_asks_as_many_as_of_one(cast: Cast, django_assert_max_num_queries):
    made = deals.ask(cast.pavel, cast.works)
    pavel = desk_of(cast.pavel)

    with django_assert_max_num_queries(60):
        pavel.get(f"/my/transfers/{made.case.reference}/")


def test_a_company_is_told_what_the_law_says_of_those_who_leave(cast: Cast):
    pavel = desk_of(cast.pavel)

    page = text_of(pavel.get("/my/transfers/check/"))

    assert "30–50 thousand roubles" in page or "30–50 тысяч" in page


def test_the_programme_has_the_operators_own_name(cast: Cast):
    pavel = desk_of(cast.pavel)

    asked = "?moves=numbers&numbers=%2B79140000001&receiver=person&kind=my-numbers"
    page = text_of(pavel.get(f"/my/transfers/check/{asked}"))

    assert "«Мои номера»" in page
