"""Who may open what: the site as it is, beside the file that people have reviewed."""

import re

import pytest
from django.test import Client

from kabinet.web.policy import ANYONE, policy_of
from tests.guards import access_matrix as matrix
from tests.guards.examples import ACTORS, Scene, build, client_of, variants
from tests.guards.routes import routes

HOW = "Look at the difference, then: python -m tests.guards.print_matrix > " + str(
    matrix.REVIEWED.relative_to(matrix.REVIEWED.parents[2])
)


@pytest.fixture(scope="module")
def now(django_db_setup, django_db_blocker) -> matrix.Matrix:
    """Ask once for all tests of this file."""
    from django.db import transaction  # noqa: PLC0415 - beside what it undoes

    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined] # noqa: SLF001 - as Django's TestCase does
    with django_db_blocker.unblock(), block:
        asked = matrix.ask_everything()
        transaction.set_rollback(True)
    return asked


def test_every_cell_is_as_reviewed(now):
    expected = matrix.reviewed()
    wrong = [
        f"{name} {method} {actor}: {is_} instead of {should}"
        for (name, method), cells in now.items()
        for actor, is_, should in zip(
            ACTORS, cells, expected.get((name, method), ["nothing"] * len(ACTORS)), strict=True
        )
        if is_ != should
    ]

    assert wrong == [], HOW


def test_no_line_outlives_its_address(now):
    assert sorted(matrix.reviewed().keys() - now.keys()) == [], HOW


def test_the_matrix_looks_at_everything(now):
    asked = {name.split("/")[0] for name, _ in now}

    assert asked == {route.name for route in routes()}
    assert sum(len(cells) for cells in now.values()) > 4000


def test_nothing_breaks_whoever_asks(now):
    broken = [f"{name} {method}" for (name, method), cells in now.items() if "broken" in cells]

    assert broken == []


# What holds whatever the file says: rules that no review may overlook.
def column(rows: matrix.Matrix, actor: str, *, pages: str) -> set[str]:
    place = ACTORS.index(actor)
    return {cells[place] for (name, _), cells in rows.items() if name.startswith(pages)}


@pytest.mark.parametrize("actor", ["anonymous", "dismissed"])
@pytest.mark.parametrize("pages", ["desk:", "portal:"])
def test_without_signing_in_no_page_behind_a_door_opens(now, actor, pages):
    assert column(now, actor, pages=pages) == {"login", "405"}


def test_with_one_factor_no_desk_opens(now):
    assert column(now, "one_factor", pages="desk:") == {"enroll", "405"}


@pytest.mark.parametrize("actor", ["owner", "stranger"])
def test_no_subscriber_finds_a_desk(now, actor):
    own = {("desk:home", "GET"), ("desk:keys", "POST")}
    rows = {asked: cells for asked, cells in now.items() if asked not in own}

    assert column(rows, actor, pages="desk:") <= {"404", "405"}


def test_a_stranger_finds_nothing_that_has_an_owner(now):
    owned = {
        name
        for route in routes()
        if route.arguments and route.name.startswith(("portal:", "draft:"))
        for name in (route.name, f"{route.name}/filed")
        if route.name not in {"portal:consent", "draft:new"}
    }
    place = ACTORS.index("stranger")
    seen = {asked: cells[place] for asked, cells in now.items() if asked[0] in owned}

    assert set(seen.values()) <= {"404", "405"}, seen


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_no_address_takes_a_method_that_nobody_named(now, method):
    assert {word for (_, asked), cells in now.items() if asked == method for word in cells} == {
        "405"
    }


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


def never_was(scene: Scene, route) -> str:
    from django.urls import reverse  # noqa: PLC0415 - used here alone

    from tests.guards.examples import arguments  # noqa: PLC0415 - likewise

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
        "account_inactive", "account_login", "draft", "mfa_authenticate", "mfa_login_webauthn",
        "public", "signin",
    }  # fmt: skip
