"""The register of numbers: found, selected page after page, kept, exported; and its few queries."""

import pytest
from django.test import Client
from django.urls import reverse

from kabinet.access.rules import CompanyRole
from kabinet.numbers.models import Number, SavedView
from tests.guards.examples import prove
from tests.people import company, member, number
from tests.rooms.orders.firm import Firm, firm, identifier, more_numbers

pytestmark = pytest.mark.django_db
PAGE = reverse("portal:register")


@pytest.fixture
def romashka() -> Firm:
    return firm(120)


def acting_for(made: Firm, user=None) -> Client:
    client, who = Client(), user or made.pavel
    client.force_login(who)
    prove(client, who)
    session = client.session
    session["acting_for"] = made.party.pk
    session.save()
    return client


@pytest.fixture
def pavel(romashka: Firm) -> Client:
    return acting_for(romashka)


def numbers_on(page) -> list[str]:
    return [one.identifier for one, _ in page.context["rows"]]


def test_it_is_read_page_after_page(pavel: Client):
    first = pavel.get(PAGE)
    second = pavel.get(PAGE + first.context["older"])

    assert len(numbers_on(first)) == len(numbers_on(second)) == 50
    assert numbers_on(first)[-1] < numbers_on(second)[0]
    assert first.context["page"].count == 120


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "8 (914) 000-00-07"}, [identifier(7)]),
        ({"q": "+79140000007"}, [identifier(7)]),
        ({"q": "0000007"}, [identifier(7)]),
        ({"q": "Работник 11"}, [identifier(nth) for nth in (11, *range(110, 120))]),
        ({"cost_centre": "ЦФО-3", "q": "0000003"}, [identifier(3)]),
        ({"state": "blocked"}, []),
        ({"q": "79149999999"}, []),
    ],
)
def test_a_number_is_found_by_what_one_knows_of_it(pavel: Client, asked, found):
    assert numbers_on(pavel.get(PAGE, asked)) == found


def test_another_companys_numbers_are_not_in_it(pavel: Client):
    number(company("ООО «Другие»"), "+79150000009")

    assert numbers_on(pavel.get(PAGE, {"q": "9150000009"})) == []
    assert pavel.get(PAGE).context["page"].count == 120


def test_the_selection_is_kept_from_page_to_page(pavel: Client):
    shown = [identifier(nth) for nth in range(50)]
    pavel.post(
        reverse("portal:select_numbers"),
        {"shown": shown, "number": shown[:2], "act": "next", "after": shown[-1]},
    )
    answer = pavel.post(
        reverse("portal:select_numbers"),
        {"shown": [identifier(60)], "number": [identifier(60)], "act": "order"},
    )

    assert answer.headers["Location"] == reverse("portal:new_order")
    page = pavel.get(PAGE)
    assert page.context["chosen"] == {*shown[:2], identifier(60)}


def test_a_tick_taken_away_is_forgotten_and_all_may_be_selected(pavel: Client):
    choose = reverse("portal:select_numbers")
    pavel.post(choose, {"shown": [identifier(1)], "number": [identifier(1)], "act": "keep"})
    pavel.post(choose, {"shown": [identifier(1)], "act": "keep"})
    assert not pavel.get(PAGE).context["chosen"]

    pavel.post(choose, {"act": "all"})
    assert pavel.get(PAGE).context["chosen_count"] == 120


def test_a_view_is_kept_and_dropped(pavel: Client):
    pavel.post(reverse("portal:keep_view"), {"name": "Касса", "query": "cost_centre=ЦФО-3&evil=1"})
    (view,) = SavedView.objects.all()
    assert "evil" not in view.query
    assert "Касса" in pavel.get(PAGE).content.decode()

    pavel.post(reverse("portal:drop_view", args=[view.pk]))
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_export_holds_all_that_was_found_and_no_formula(romashka: Firm, pavel: Client, form):
    Number.objects.filter(identifier=identifier(0)).update(user_name='=HYPERLINK("http://x")')

    body = pavel.get(reverse("portal:export_numbers", args=[form])).content

    if form == "csv":
        lines = body.decode("utf-8-sig").strip().split("\r\n")
        assert len(lines) == 121
        assert "'=HYPERLINK" in lines[1]
    else:
        assert body.startswith(b"PK")


def test_who_may_not_see_money_sees_no_balance(romashka: Firm):
    reader = member(romashka.party, CompanyRole.READER)

    page = acting_for(romashka, reader).get(PAGE)

    assert "₽" not in page.content.decode().partition("<main")[2]
    assert "Балан" not in page.content.decode().partition("<main")[2]


def test_ten_times_the_numbers_cost_no_query_more(
    romashka: Firm, pavel: Client, django_assert_max_num_queries
):
    more_numbers(romashka.account, range(1000, 2000))

    with django_assert_max_num_queries(14):
        pavel.get(PAGE)
