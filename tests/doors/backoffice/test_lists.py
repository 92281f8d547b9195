"""The desks' lists: my work, the queue, the register, the board."""

from datetime import UTC, datetime

import pytest

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.cases.actions import take
from kabinet.cases.models import Case
from kabinet.claims.models import Claim
from tests.doors.backoffice.conftest import TUESDAY, Desk, TimeIs, file_one
from tests.doors.backoffice.desk import address, text_of
from tests.people import staff
from tests.rooms.cases.matters import filed
from tests.world import MONDAY, World


def references(answer) -> list[str]:
    groups = answer.context["groups"]
    return [case.reference for group in groups for case in group["cases"]]


def test_my_work_begins_empty_and_says_what_to_do(world: World, desk: Desk):
    page = desk(world.anna).get("/desk/")

    assert page.status_code == 200
    assert "Nothing waits for you." in text_of(page)
    assert 'href="/desk/queue/"' in page.content.decode()


def test_my_work_shows_my_cases_and_what_nobody_has_taken(world: World, desk: Desk):
    mine, free = file_one(world).case, file_one(world).case
    take(case=mine, by=world.anna, at=TUESDAY)

    page = desk(world.anna).get("/desk/")

    assert references(page) == [mine.reference]
    assert [case.reference for case in page.context["free"]] == [free.reference]


def test_the_lead_sees_what_awaits_his_signature_but_not_his_own(
    world: World, desk: Desk, big_claim: Claim
):
    annas, own = big_claim.case, file_one(world).case
    typed = {"outcome": "upheld", "amount": "6000", "reasons": "", "send": "yes", "version": "0"}
    desk(world.anna).post(address(annas, "decide/"), typed)
    desk(world.boris).post(address(own, "decide/"), typed)
    gleb = staff(Role.CLAIMS_LEAD, email="gleb@example.ru")

    assert desk(world.boris).get("/desk/").context["awaiting"] == [annas]
    assert desk(gleb).get("/desk/").context["awaiting"] == [annas, own]
    assert desk(world.anna).get("/desk/").context["awaiting"] == []
    assert "Awaiting your signature" in text_of(desk(gleb).get("/desk/"))


def test_the_queue_groups_by_urgency(world: World, desk: Desk, time_is: TimeIs):
    file_one(world)
    filed("fraud", at=MONDAY)
    time_is(datetime(2026, 12, 5, 9, tzinfo=UTC))

    page = desk(world.sergey).get("/desk/queue/")

    names = [str(group["name"]) for group in page.context["groups"]]
    assert names == ["More than a week late", "Late"]
    assert references(page) == ["F-2026-00001", "2026-00001"]


def test_the_queue_can_be_narrowed_and_the_address_kept(world: World, desk: Desk):
    mine, free, fraud = file_one(world).case, file_one(world).case, filed("fraud")
    take(case=mine, by=world.anna, at=TUESDAY)
    officer = desk(world.anna)

    def seen(query: str) -> set[str]:
        return set(references(officer.get(f"/desk/queue/{query}")))

    assert seen("") == {mine.reference, free.reference, fraud.reference}
    assert seen("?desk=fraud") == {fraud.reference}
    assert seen("?kind=claim") == {mine.reference, free.reference}
    assert seen("?whose=mine") == {mine.reference}
    assert seen("?whose=free&kind=claim") == {free.reference}
    assert seen(f"?officer={world.anna.pk}") == {mine.reference}


@pytest.mark.parametrize("query", ["?desk=moon", "?officer=x", "?after=nonsense", "?kind=%00"])
def test_a_strange_filter_is_no_filter(world: World, desk: Desk, query: str):
    case = file_one(world).case

    page = desk(world.anna).get(f"/desk/queue/{query}")

    assert page.status_code == 200
    assert references(page) == [case.reference]


def test_a_filter_that_fits_nothing_offers_to_reset(world: World, desk: Desk):
    file_one(world)

    page = desk(world.anna).get("/desk/queue/?kind=fraud")

    assert "No open case fits these filters." in text_of(page)
    assert "Reset the filters" in text_of(page)


def test_the_ticked_are_taken_at_once_and_one_that_is_not_free_stops_no_other(
    world: World, desk: Desk
):
    first, taken, last = (file_one(world).case for _ in range(3))
    take(case=taken, by=world.boris, at=TUESDAY)
    ticked = [first.reference, taken.reference, last.reference, "2026-99999"]

    page = desk(world.anna).post(
        "/desk/queue/take/", {"case": ticked, "next": "/desk/queue/?kind=claim"}, follow=True
    )

    assert page.redirect_chain == [("/desk/queue/?kind=claim", 302)]
    assert set(Case.objects.filter(assignee=world.anna)) == {first, last}
    assert Case.objects.get(pk=taken.pk).assignee == world.boris
    assert f"2 cases are yours: {first.reference}, {last.reference}" in text_of(page)
    assert f"{taken.reference}: Борис Громов took this case before you." in text_of(page)


def test_ticking_nothing_says_so(world: World, desk: Desk):
    page = desk(world.anna).post("/desk/queue/take/", follow=True)

    assert "Tick the cases first." in text_of(page)


def test_nobody_is_led_away_by_the_next_page(world: World, desk: Desk, case: Case):
    answer = desk(world.anna).post(
        "/desk/queue/take/", {"case": case.reference, "next": "https://evil.example/"}
    )

    assert answer["Location"] == "/desk/queue/"


def test_the_register_says_what_arrived_and_what_it_lacks(world: World, desk: Desk):
    whole, poor = file_one(world), file_one(world)
    poor.lines.all().delete()
    Claim.objects.filter(pk=poor.pk).update(signed_at=None)

    page = desk(world.olga).get("/desk/register/")

    lacks = {row["case"].reference: list(map(str, row["lacks"])) for row in page.context["rows"]}
    assert lacks == {
        poor.case.reference: ["evidence", "your signature"],
        whole.case.reference: [],
    }
    assert "evidence, your signature" in text_of(page)


def test_the_register_is_kept_by_the_registry(world: World, desk: Desk, case: Case):
    assert desk(world.olga).get("/desk/register/?kind=question").context["rows"] == []
    assert desk(world.vera).get("/desk/register/").status_code == 403


def test_the_board_tells_the_supervisor_who_is_late(world: World, desk: Desk, time_is: TimeIs):
    case = file_one(world).case
    take(case=case, by=world.anna, at=TUESDAY)
    time_is(datetime(2026, 12, 20, 9, tzinfo=UTC))

    page = desk(world.sergey).get("/desk/board/")

    assert "Анна Белова" not in text_of(page)  # Latin letters on an English page
    assert "Anna Belova" in text_of(page)
    assert page.context["board"].total.late == 1
    assert f'href="/desk/queue/?officer={world.anna.pk}"' in page.content.decode()


def test_an_empty_board_is_good_news(world: World, desk: Desk):
    page = text_of(desk(world.sergey).get("/desk/board/"))

    assert "Nothing is late." in page
    assert "Nobody has taken a case." in page


@pytest.mark.parametrize(
    ("who", "path", "most"),
    [
        ("anna", "/desk/", 12),
        ("boris", "/desk/", 12),
        ("anna", "/desk/queue/", 8),
        ("olga", "/desk/register/", 8),
        ("sergey", "/desk/board/", 9),
    ],
)
def test_a_list_is_a_few_queries_however_long(
    world: World, desk: Desk, who: str, path: str, most: int, django_assert_max_num_queries
):
    for turn in range(12):
        case = file_one(world).case
        if turn % 2:
            take(case=case, by=(world.anna, world.boris)[turn // 2 % 2], at=TUESDAY)
    user: User = getattr(world, who)
    client = desk(user)
    client.get(path)

    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200
