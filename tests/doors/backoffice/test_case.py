"""The page of a case: the letter, the facts, the clocks; what is done with it there."""

import pytest
from django.test import Client

from kabinet.access.rules import Role
from kabinet.cases.actions import add_internal_note, close_case, take
from kabinet.cases.models import Case, InternalNote
from kabinet.claims.models import Claim
from kabinet.documents.actions import store_file
from kabinet.journal.models import Note
from tests.doors.backoffice.conftest import TUESDAY, Desk, file_one
from tests.doors.backoffice.desk import address, text_of
from tests.people import staff
from tests.rooms.cases.conftest import PAUSABLE, Change, change_pack  # noqa: F401 - a fixture
from tests.rooms.cases.matters import filed
from tests.world import MONDAY, World


@pytest.fixture
def anna(world: World, desk: Desk) -> Client:
    return desk(world.anna)


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_the_letter_and_the_facts_are_beside_each_other(case: Case, anna: Client):
    page = text_of(anna.get(address(case)))

    for said in (
        "Я этого не заказывала.",  # the letter
        "Disputed charges",
        "click on a mobile page",  # the record of consent
        "Earlier cases",
        "Answer to the claim",
        "How it is counted",
        "Registered under number 2026-00001",
    ):
        assert said in page


def test_what_it_is_about_is_read_in_the_language_of_the_desk(case: Case, anna: Client):
    assert case.title == "Подключили платную услугу без моего согласия"
    assert "A paid service was connected without my consent" in text_of(anna.get(address(case)))
    assert "A paid service was connected without my consent" in text_of(anna.get("/desk/queue/"))


def test_an_earlier_claim_stands_beside_the_new_one(world: World, case: Case, anna: Client):
    newer = file_one(world).case

    assert address(case) in anna.get(address(newer)).content.decode()


def test_an_unknown_case_is_not_there(case: Case, anna: Client):
    assert anna.get("/desk/cases/2026-99999/").status_code == 404
    assert anna.get("/desk/cases/%00/").status_code == 404
    assert anna.get(address(case, "evidence/%00/")).status_code == 404
    assert anna.post("/desk/cases/2026-99999/take/").status_code == 404


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_has_no_business_with_cases_does_not_open_them(case: Case, desk: Desk, role: Role):
    client = desk(staff(role, email="other@example.ru"))

    assert client.get(address(case)).status_code == 403


def test_its_own_subscriber_finds_no_desk(world: World, case: Case):
    client = Client()
    client.force_login(world.marias_login)

    assert client.get(address(case)).status_code == 404
    assert client.post(address(case, "take/")).status_code == 404
    assert again(case).assignee is None


def test_a_case_is_taken_and_put_back(world: World, case: Case, anna: Client):
    page = anna.post(address(case, "take/"), follow=True)
    assert again(case).assignee == world.anna
    assert "It is yours." in text_of(page)
    assert "Put it back" in text_of(page)

    page = anna.post(address(case, "put-back/"), follow=True)
    assert again(case).assignee is None
    assert "Take it" in text_of(page)


def test_a_case_taken_meanwhile_says_by_whom(world: World, case: Case, anna: Client):
    take(case=case, by=world.boris, at=TUESDAY)

    page = anna.post(address(case, "take/"), follow=True)

    assert "took this case before you" in text_of(page)
    assert again(case).assignee == world.boris


def test_the_supervisor_gives_a_case_to_a_colleague_and_frees_it(
    world: World, case: Case, desk: Desk
):
    sergey = desk(world.sergey)

    page = sergey.post(address(case, "give/"), {"officer": world.boris.pk}, follow=True)
    assert again(case).assignee == world.boris
    assert "Given to Boris Gromov." in text_of(page)

    sergey.post(address(case, "give/"), {"officer": ""})
    assert again(case).assignee is None


def test_a_case_is_given_only_to_those_who_take_cases(world: World, case: Case, desk: Desk):
    page = desk(world.sergey).post(address(case, "give/"), {"officer": world.irina.pk})

    assert page.status_code == 422
    assert again(case).assignee is None
    assert "Irina" not in text_of(page)


def test_another_desk_gets_the_case_with_the_reason(world: World, case: Case, anna: Client):
    page = anna.post(
        address(case, "route/"), {"desk": "fraud", "reason": "Чужой договор"}, follow=True
    )

    assert again(case).desk == "fraud"
    assert InternalNote.objects.get().text == "Чужой договор"
    assert "Passed on to another desk: Fraud" in text_of(page)


def test_without_a_reason_the_form_comes_back_as_typed(case: Case, anna: Client):
    page = anna.post(address(case, "route/"), {"desk": "fraud", "reason": " "})

    assert page.status_code == 422
    assert "Say why it belongs there" in text_of(page)
    assert '<option value="fraud" selected>' in page.content.decode()
    assert again(case).desk == "claims"


def test_a_note_for_colleagues_is_marked_as_such(world: World, case: Case, anna: Client):
    page = anna.post(address(case, "note/"), {"text": "Звонила дважды"}, follow=True)

    html = page.content.decode()
    inside = html[html.index("kb-inside") :]
    assert "Звонила дважды" in inside
    assert "Звонила" not in html[: html.index("kb-inside")]


def test_an_empty_note_is_told_and_nothing_is_written(case: Case, anna: Client):
    page = anna.post(address(case, "note/"), {"text": "  "})

    assert page.status_code == 422
    assert text_of(page).startswith(" Error:")
    assert not InternalNote.objects.exists()


def test_the_claimant_never_sees_what_colleagues_wrote(world: World, case: Case):
    add_internal_note(case=case, text="Между нами говоря", by=world.anna, at=TUESDAY)
    maria = Client()
    maria.force_login(world.marias_login)

    page = maria.get(f"/my/claims/{case.reference}/")

    assert page.status_code == 200
    assert "Между нами" not in page.content.decode()


def test_the_law_offers_no_button_to_stop_its_clock(case: Case, anna: Client):
    assert "Pause" not in text_of(anna.get(address(case)))

    page = anna.post(
        address(case, "clocks/claim.answer/"), {"reason": "awaiting_customer"}, follow=True
    )

    assert "cannot be paused" in text_of(page)
    assert case.clocks.get(rule="claim.answer").state == "running"


def test_a_clock_is_paused_for_a_reason_of_its_rule_and_runs_on(
    world: World,
    anna: Client,
    change_pack: Change,  # noqa: F811
):
    change_pack({"clocks": PAUSABLE})
    case = file_one(world).case
    clock = address(case, "clocks/claim.trial/")
    assert "waiting for the customer" in text_of(anna.get(address(case)))

    page = anna.post(clock, {"reason": "awaiting_customer"}, follow=True)
    assert case.clocks.get(rule="claim.trial").state == "paused"
    assert "Let it run" in text_of(page)

    anna.post(clock, {"resume": "yes"})
    assert case.clocks.get(rule="claim.trial").state == "running"


def test_an_unknown_clock_is_not_there(case: Case, anna: Client):
    assert anna.post(address(case, "clocks/moon.phase/")).status_code == 404


def test_a_closed_case_can_only_be_read_and_noted(world: World, case: Case, anna: Client):
    close_case(case=again(case), state="withdrawn", by=world.anna, at=TUESDAY)

    page = text_of(anna.get(address(case)))

    for gone in ("Take it", "Decide", "Send to another desk", "Give to a colleague"):
        assert gone not in page
    assert "Write it down" in page
    assert anna.post(address(case, "take/")).status_code == 302
    assert again(case).assignee is None


def evidence(claim: Claim, name: str = "screen.html.txt", data: bytes = b"<b>hi</b>") -> str:
    file = store_file(upload=data, name=name, by=None, at=MONDAY)
    claim.evidence.add(file)
    return file.token


def test_evidence_is_a_download_and_its_reading_is_written_down(claim: Claim, anna: Client):
    token = evidence(claim)

    answer = anna.get(address(claim.case, f"evidence/{token}/"))

    assert answer.content == b"<b>hi</b>"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    reading = Note.objects.get(what="evidence.opened")
    assert (reading.is_reading, reading.by_id) == (True, anna.get("/desk/").context["user"].pk)


def test_evidence_of_one_case_is_not_given_with_another(world: World, anna: Client, claim: Claim):
    token = evidence(claim)
    other = file_one(world).case

    assert anna.get(address(other, f"evidence/{token}/")).status_code == 404
    assert not Note.objects.filter(what="evidence.opened").exists()


def test_without_signing_in_evidence_leads_to_the_door(claim: Claim):
    answer = Client().get(address(claim.case, f"evidence/{evidence(claim)}/"))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/sign-in/")


@pytest.mark.parametrize(("form", "beginning"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_letter_can_be_kept(case: Case, anna: Client, form: str, beginning: bytes):
    answer = anna.get(address(case, f"letter/claim.{form}"))

    assert answer.content.startswith(beginning)
    assert f"{case.reference}-claim.{form}" in answer["Content-Disposition"]
    assert anna.get(address(case, "letter/answer.pdf")).status_code == 404
    assert anna.get(address(case, "letter/claim.exe")).status_code == 404


@pytest.mark.parametrize("form", ["note/", "route/", "give/", "decide/"])
def test_the_address_of_a_form_leads_to_its_case(case: Case, anna: Client, form: str):
    assert anna.get(address(case, form))["Location"] == address(case)


def test_a_question_has_its_own_page(world: World, desk: Desk):
    case = filed("question")

    assert desk(world.vera).get(address(case)).status_code == 200


def test_the_page_of_a_case_is_a_fixed_number_of_queries(
    world: World, case: Case, anna: Client, django_assert_max_num_queries
):
    for turn in range(5):
        add_internal_note(case=case, text=f"Раз {turn}", by=world.anna, at=TUESDAY)
        file_one(world)
    anna.get(address(case))

    with django_assert_max_num_queries(17):
        anna.get(address(case))
