"""People at the desks: found, their passport shown once and recorded, copied out, erased."""

import json

import pytest
from django.test import Client

from kabinet.journal.models import Note
from kabinet.parties.actions import seal_paper
from kabinet.parties.models import ErasureAct, Party
from tests.doors.backoffice.conftest import Desk
from tests.doors.backoffice.desk import text_of
from tests.people import person
from tests.world import MONDAY, World

PASSPORT = "4509 987654"


@pytest.fixture
def maria(world: World) -> Party:
    seal_paper(party=world.maria, series_number=PASSPORT, issued_by="ОВД", at=MONDAY)
    return world.maria


def page(party: Party, tail: str = "") -> str:
    return f"/desk/people/{party.pk}/{tail}"


def readings() -> int:
    return Note.objects.filter(is_reading=True).count()


def test_a_persons_page_keeps_the_passport_covered(world: World, maria: Party, desk: Desk):
    words = text_of(desk(world.anna).get(page(maria)))

    assert "•• •• ••••••" in words
    assert "987654" not in words
    assert readings() == 0


def test_the_passport_is_shown_once_and_its_owner_reads_who_looked(
    world: World, maria: Party, desk: Desk
):
    anna = desk(world.anna)

    shown = anna.post(page(maria, "passport/"), {"reason": "claim", "case": "2026-00001"})
    assert "4509987654" in text_of(shown).replace(" ", "")
    assert shown["Cache-Control"] == "no-store"
    note = Note.objects.get(is_reading=True)
    assert (note.by, note.data["reason"], note.data["case"]) == (world.anna, "claim", "2026-00001")

    assert "987654" not in text_of(anna.get(page(maria)))
    own = Client()
    own.force_login(world.marias_login)
    assert "Анна Белова" in text_of(own.get("/my/privacy/"))


@pytest.mark.parametrize("reason", ["", "curiosity", "own"])
def test_without_a_good_reason_nothing_is_shown(
    world: World, maria: Party, desk: Desk, reason: str
):
    answer = desk(world.anna).post(page(maria, "passport/"), {"reason": reason}, follow=True)

    assert "Say why you need the passport." in text_of(answer)
    assert "987654" not in text_of(answer)
    assert readings() == 0


@pytest.mark.parametrize("who", ["olga", "vera", "irina"])
def test_other_desks_do_not_open_passports(world: World, maria: Party, desk: Desk, who: str):
    client = desk(getattr(world, who))

    assert "Show it once" not in text_of(client.get(page(maria)))
    assert client.post(page(maria, "passport/"), {"reason": "claim"}).status_code == 403
    assert readings() == 0


def test_a_person_without_a_passport_is_told(world: World, desk: Desk):
    answer = desk(world.anna).post(page(world.ivan, "passport/"), {"reason": "claim"}, follow=True)

    assert "No passport is recorded." in text_of(answer)


def test_nobody_is_at_an_unknown_address(world: World, desk: Desk):
    assert desk(world.anna).get("/desk/people/999/").status_code == 404
    assert desk(world.irina).post("/desk/people/999/erase/").status_code == 404


def test_the_data_officer_copies_everything_out_and_that_is_recorded(
    world: World, maria: Party, desk: Desk
):
    answer = desk(world.irina).get(page(maria, "data.json"))

    found = json.loads(answer.content)
    assert found["person"]["party"]["surname"] == "Волкова"
    assert answer["Content-Disposition"].startswith("attachment")
    assert Note.objects.get(is_reading=True).what == "person.exported"
    assert desk(world.anna).get(page(maria, "data.json")).status_code == 403


def test_who_still_has_a_contract_is_not_erased(world: World, maria: Party, desk: Desk):
    answer = desk(world.irina).post(page(maria, "erase/"), follow=True)

    assert "A contract is in force" in text_of(answer)
    assert Party.objects.get(pk=maria.pk).surname == "Волкова"
    assert not ErasureAct.objects.exists()


def test_a_person_is_erased_with_an_act(world: World, desk: Desk):
    petr = person("Петров", "Пётр")

    answer = desk(world.irina).post(page(petr, "erase/"), follow=True)

    words = text_of(answer)
    assert "Erased. The act is below." in words
    assert f"Act of destruction {ErasureAct.objects.get().number}" in words
    assert "Петров" not in words
    again = desk(world.irina).post(page(petr, "erase/"), follow=True)
    assert "erased before" in text_of(again)


def test_an_officer_erases_nobody(world: World, desk: Desk):
    petr = person("Петров", "Пётр")

    assert desk(world.anna).post(page(petr, "erase/")).status_code == 403
    assert Party.objects.get(pk=petr.pk).erased_at is None


def test_a_persons_page_is_a_fixed_number_of_queries(
    world: World, maria: Party, desk: Desk, django_assert_max_num_queries
):
    for who in (world.anna, world.irina):
        client = desk(who)
        with django_assert_max_num_queries(10):
            client.get(page(maria))
