"""One field finds cases, people and numbers; a search by passport is written down."""

import pytest

from kabinet.cases.models import Case
from kabinet.journal.models import Note
from kabinet.parties.actions import seal_paper
from tests.doors.backoffice.conftest import Desk, file_one
from tests.doors.backoffice.desk import address, text_of
from tests.world import MONDAY, World


def find(client, typed: str):
    return client.get("/desk/search/", {"q": typed})


@pytest.mark.parametrize("typed", ["2026-00001", " № 2026 - 1 "])
def test_a_reference_opens_its_case(world: World, case: Case, desk: Desk, typed: str):
    assert find(desk(world.anna), typed)["Location"] == address(case)


@pytest.mark.parametrize("typed", ["не заказывала", "ЗАКАЗЫВАЛИ", "(гороскоп)", "волкова"])
def test_words_find_cases(world: World, case: Case, desk: Desk, typed: str):
    page = find(desk(world.anna), typed)

    assert page.context["cases"] == [case]
    assert address(case) in page.content.decode()


def test_the_words_of_an_answer_find_its_case(world: World, case: Case, desk: Desk):
    form = {"outcome": "refused", "amount": "", "reasons": "Согласие дано кликом.",
            "version": str(case.version), "send": "yes"}  # fmt: skip
    desk(world.anna).post(address(case, "decide/"), form)

    assert find(desk(world.anna), "согласием кликнул").context["cases"] == []
    assert find(desk(world.anna), "согласие клик").context["cases"] == [case]


@pytest.mark.parametrize("typed", ["8 916 123-45-67", "+79161234567"])
def test_a_number_finds_its_holder_and_cases(world: World, case: Case, desk: Desk, typed: str):
    page = find(desk(world.anna), typed)

    assert page.context["cases"] == [case]
    assert f'href="/desk/people/{world.maria.pk}/"' in page.content.decode()


@pytest.mark.parametrize("typed", ["Волкова", "волкова мария", "ВОЛК", "maria@example.ru"])
def test_people_are_found_by_name_in_any_case(world: World, desk: Desk, typed: str):
    assert list(find(desk(world.anna), typed).context["people"]) == [world.maria]


@pytest.mark.parametrize("typed", ["", "()", "а" * 3000, "\0", "'; DROP TABLE", "%", "_"])
def test_nothing_sensible_finds_nothing_and_breaks_nothing(
    world: World, case: Case, desk: Desk, typed: str
):
    page = find(desk(world.anna), typed)

    assert page.status_code == 200
    assert list(page.context["cases"]) == []
    assert list(page.context["people"]) == []


def test_what_was_typed_is_never_run(world: World, desk: Desk):
    page = find(desk(world.anna), '"><script>alert(1)</script>')

    assert "<script>alert" not in page.content.decode()


def test_a_search_by_passport_needs_a_reason_and_is_recorded(world: World, desk: Desk):
    seal_paper(party=world.maria, series_number="4509 123456", at=MONDAY)
    olga = desk(world.olga)

    bad = olga.post("/desk/search/passport/", {"passport": "45", "reason": "identify"})
    assert bad.status_code == 422
    assert "A passport has a series of four digits" in text_of(bad)
    assert not Note.objects.filter(what="paper.searched").exists()

    page = olga.post("/desk/search/passport/", {"passport": "4509123456", "reason": "identify"})
    assert list(page.context["people"]) == [world.maria]
    assert Note.objects.filter(what="paper.searched", is_reading=True).count() == 1


def test_a_search_that_finds_nobody_is_recorded_too(world: World, desk: Desk):
    page = desk(world.olga).post(
        "/desk/search/passport/", {"passport": "4510 654321", "reason": "identify"}
    )

    assert "Nobody is known under this passport." in text_of(page)
    assert Note.objects.filter(what="paper.searched").count() == 1


def test_officers_do_not_search_by_passport(world: World, desk: Desk):
    anna = desk(world.anna)

    assert "Find by passport" not in text_of(anna.get("/desk/search/"))
    answer = anna.post("/desk/search/passport/", {"passport": "4509123456", "reason": "identify"})
    assert answer.status_code == 403
    assert not Note.objects.filter(what="paper.searched").exists()


def test_the_administrator_searches_for_nobody(world: World, desk: Desk):
    assert desk(world.oleg).get("/desk/search/?q=волкова").status_code == 403


def test_a_search_is_a_few_queries(world: World, desk: Desk, django_assert_max_num_queries):
    for _ in range(6):
        file_one(world)
    anna = desk(world.anna)

    with django_assert_max_num_queries(8):
        assert len(find(anna, "заказывала").context["cases"]) == 6
