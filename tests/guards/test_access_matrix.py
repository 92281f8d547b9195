"""Who may open what: the site as it is, beside the file that people have reviewed."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kabinet.parties.queries import readings_of
from kabinet.web.policy import ANYONE, policy_of
from tests.guards import access_matrix as matrix
from tests.guards.examples import ACTORS, Scene, arguments, build, client_of, variants
from tests.guards.routes import Route, routes

HOW = "Look at the difference, then: python -m tests.guards.print_matrix > " + str(
    matrix.REVIEWED.relative_to(matrix.REVIEWED.parents[2])
)


# Asking every address takes seconds a visitor: those who come from outside are asked always.
OUTSIDE = {"anonymous", "owner", "stranger", "dismissed", "one_factor"}
ASKED = [pytest.param(one, marks=[] if one in OUTSIDE else [pytest.mark.slow]) for one in ACTORS]


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ASKED)
def test_every_cell_is_as_reviewed(actor):
    now, expected = matrix.ask_everything(actor), matrix.reviewed(actor)
    wrong = [
        f"{name} {method} {actor}: {cell} instead of {expected.get((name, method), 'nothing')}"
        for (name, method), cell in now.items()
        if cell != expected.get((name, method))
    ]

    assert wrong == [], HOW
    assert sorted(expected.keys() - now.keys()) == [], HOW
    assert {name.split("/")[0] for name, _ in now} == {route.name for route in routes()}


def test_the_matrix_has_every_visitor_and_thousands_of_cells():
    assert matrix.columns() == ["address", "method", *ACTORS]
    assert sum(len(matrix.reviewed(actor)) for actor in ACTORS) > 5000


# What holds whatever the file says: rules that no review may overlook.
def words(actor: str, *, pages: str = "", method: str = "", but: tuple[str, ...] = ()) -> set[str]:
    return {
        cell
        for (name, asked), cell in matrix.reviewed(actor).items()
        if name.startswith(pages) and method in {"", asked} and name not in but
    }


@pytest.mark.parametrize("actor", ACTORS)
def test_nothing_breaks_or_leaks_whoever_asks(actor):
    assert not {"broken", "leak"} & words(actor)


@pytest.mark.parametrize("actor", ["anonymous", "dismissed"])
@pytest.mark.parametrize("pages", ["desk:", "portal:"])
def test_without_signing_in_no_page_behind_a_door_opens(actor, pages):
    assert words(actor, pages=pages) == {"login", "405"}


def test_with_one_factor_no_desk_opens():
    assert words("one_factor", pages="desk:") == {"enroll", "405"}


@pytest.mark.parametrize("actor", ["owner", "stranger"])
def test_no_subscriber_finds_a_desk(actor):
    # The first page leads him home; the shortcuts are a setting of his own.
    assert words(actor, pages="desk:", but=("desk:home", "desk:keys")) == {"404", "405"}


def test_a_stranger_finds_nothing_that_has_an_owner():
    owned = {
        name
        for route in routes()
        if route.arguments and route.name.startswith(("portal:", "draft:"))
        for name in (route.name, f"{route.name}/filed")
        if route.name not in {"portal:consent", "portal:export_numbers", "draft:new"}
    }
    seen = {asked: cell for asked, cell in matrix.reviewed("stranger").items() if asked[0] in owned}

    assert len(seen) > 60
    assert set(seen.values()) == {"404", "405"}


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("actor", ACTORS)
def test_no_address_takes_a_method_that_nobody_named(actor, method):
    assert words(actor, method=method) == {"405"}


@pytest.fixture
def scene(db: None) -> Scene:
    return build()


def without_tokens(page: bytes) -> str:
    return re.sub(r'(value|content)="[\w-]{64}"', "", page.decode())


MISSING = {
    "reference": "2026-99999",
    "identifier": "+79169999999",
    "connected_id": 10**9,
    "token": "no-such-token",
    "evidence_id": 10**9,
}


def test_what_is_somebody_elses_looks_like_what_never_was(scene):
    ivan = client_of(scene, "stranger")
    different = []
    for route in routes():
        if not {"reference", "identifier", "token"} & set(route.arguments):
            continue
        if not route.name.startswith(("portal:", "draft:")):
            continue
        for address in variants(scene, route).values():
            if scene.visitors_draft.token in address:
                continue
            foreign, never = (page_of(ivan, one) for one in (address, never_was(scene, route)))
            if foreign != never:
                different.append(route.name)

    assert different == []


def page_of(client: Client, address: str) -> tuple[int, str]:
    answer = client.get(address)
    return answer.status_code, without_tokens(answer.content.replace(address.encode(), b""))


def never_was(scene: Scene, route: Route) -> str:
    given = arguments(scene, route, scene.open_draft)
    return reverse(route.name, kwargs={**given, **{k: v for k, v in MISSING.items() if k in given}})


def test_every_open_page_is_open_on_purpose():
    """Pages that anybody may open are few; a new one is thought about here."""
    open_pages = {
        route.name.split(":")[0]
        for route in routes()
        for rules in (policy_of(route.view) or {}).values()
        if ANYONE in rules
    }

    assert open_pages == {
        "account_inactive", "account_login", "draft", "invited", "mfa_authenticate",
        "mfa_login_webauthn", "phone", "public", "signin",
    }  # fmt: skip


@pytest.mark.parametrize("actor", ["claims_officer", "claims_lead"])
def test_as_many_records_as_passports_shown(scene, actor):
    clerk, place = client_of(scene, actor), f"/desk/people/{scene.world.maria.pk}/passport/"

    answers = [
        clerk.post(place, {"reason": reason, "case": scene.case.reference})
        for reason in ("claim", "", "own", "identify", "because")
    ]

    shown = [matrix.shows(answer, place, (matrix.PASSPORT,)) for answer in answers]
    recorded = readings_of(scene.world.maria)
    assert shown == [True, False, False, True, False]
    assert [one.reason for one in recorded] == ["identify", "claim"]
    assert {one.case for one in recorded} == {scene.case.reference}


def test_the_canaries_sing_where_they_may(scene):
    address = f"/my/claims/{scene.case.reference}/"
    answer = client_of(scene, "owner").get(address)

    assert matrix.shows(answer, address, matrix.WHO_SHE_IS)
