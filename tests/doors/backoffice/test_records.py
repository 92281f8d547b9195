"""The journal at the auditor's desk: by whom, about whom, when; only readings."""

from datetime import UTC, datetime, timedelta

import pytest

from kabinet.cases.actions import add_internal_note, take
from kabinet.cases.models import Case
from kabinet.journal.queries import PAGE
from kabinet.parties.actions import reveal, seal_paper
from tests.doors.backoffice.conftest import TUESDAY, Desk, file_one
from tests.doors.backoffice.desk import text_of
from tests.world import MONDAY, World


def codes(page) -> list[str]:
    return [row["note"].what for row in page.context["rows"]]


def test_the_newest_comes_first_and_says_whose_case_it_is(world: World, case: Case, desk: Desk):
    take(case=case, by=world.anna, at=TUESDAY)

    page = desk(world.irina).get("/desk/journal/")

    assert codes(page)[:2] == ["case.assigned", "case.moved"]
    assert f'href="/desk/cases/{case.reference}/"' in page.content.decode()
    assert "Anna Belova" in text_of(page)


def test_one_officers_deeds(world: World, case: Case, desk: Desk):
    take(case=case, by=world.anna, at=TUESDAY)

    page = desk(world.irina).get(f"/desk/journal/?by={world.anna.pk}")

    assert set(codes(page)) == {"case.assigned", "case.moved"}


def test_who_read_what_of_one_person(world: World, desk: Desk):
    paper = seal_paper(party=world.maria, series_number="4509 123456", at=MONDAY)
    seal_paper(party=world.ivan, series_number="4509 123457", at=MONDAY)
    reveal(paper=paper, by=world.anna, at=TUESDAY, reason="claim", case="2026-00001")

    page = desk(world.irina).get(f"/desk/journal/?person={world.maria.pk}&readings=on")

    assert codes(page) == ["paper.revealed"]
    assert "Journal: " in text_of(page)
    everything = desk(world.irina).get(f"/desk/journal/?person={world.maria.pk}")
    assert codes(everything)[:2] == ["paper.revealed", "paper.sealed"]
    assert all(row["note"].about_id == world.maria.pk for row in everything.context["rows"])


def test_a_time_is_half_open_by_days_of_the_house(world: World, case: Case, desk: Desk):
    take(case=case, by=world.anna, at=datetime(2026, 11, 24, 20, 59, tzinfo=UTC))
    add_internal_note(
        case=case, text="После полуночи", by=world.anna, at=datetime(2026, 11, 24, 21, tzinfo=UTC)
    )
    irina = desk(world.irina)

    tuesday = irina.get("/desk/journal/?since=2026-11-24&until=2026-11-24")
    wednesday = irina.get("/desk/journal/?since=2026-11-25")

    assert codes(tuesday) == ["case.assigned", "case.moved"]
    assert codes(wednesday) == ["case.note"]


def test_a_day_that_does_not_exist_is_told(world: World, desk: Desk):
    page = desk(world.irina).get("/desk/journal/?since=2026-02-30")

    assert page.status_code == 422
    assert "Error:" in text_of(page)


def test_pages_follow_each_other(world: World, case: Case, desk: Desk):
    for turn in range(PAGE + 5):
        at = TUESDAY + timedelta(minutes=turn)
        add_internal_note(case=case, text=f"Раз {turn}", by=world.anna, at=at)
    irina = desk(world.irina)

    first = irina.get(f"/desk/journal/?by={world.anna.pk}")
    second = irina.get(f"/desk/journal/{first.context['older']}")

    assert (len(first.context["rows"]), len(second.context["rows"])) == (PAGE, 5)
    assert f"by={world.anna.pk}" in first.context["older"]
    assert second.context["older"] == ""
    ids = [row["note"].pk for row in [*first.context["rows"], *second.context["rows"]]]
    assert ids == sorted(ids, reverse=True)


def test_nothing_in_this_time_offers_to_reset(world: World, desk: Desk):
    page = text_of(desk(world.irina).get("/desk/journal/?until=2020-01-01"))

    assert "Nothing was written down in this time." in page


@pytest.mark.parametrize("who", ["anna", "boris", "olga", "sergey", "oleg", "vera"])
def test_only_the_auditor_reads_the_journal(world: World, desk: Desk, who: str):
    assert desk(getattr(world, who)).get("/desk/journal/").status_code == 403


def test_a_page_of_the_journal_is_a_few_queries(
    world: World, desk: Desk, django_assert_max_num_queries
):
    for _ in range(10):
        take(case=file_one(world).case, by=world.anna, at=TUESDAY)
    irina = desk(world.irina)

    with django_assert_max_num_queries(9):
        irina.get("/desk/journal/")
