"""The showroom's counter: today's visits, a code, who came, seen, signed; papers beside it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.cases.models import Case
from kabinet.journal.queries import notes_about
from kabinet.papers.actions import upload
from kabinet.papers.models import Paper
from kabinet.parties.actions import seal_paper
from kabinet.parties.models import Party
from kabinet.showroom.actions import Comer, arrive, book
from kabinet.showroom.models import Appearance, Visit
from tests.doors.backoffice.desk import desk_of, text_of
from tests.doors.requests.conftest import TUESDAY
from tests.people import MONDAY, staff
from tests.rooms.cases.matters import filed
from tests.rooms.documents.corpus import pdf
from tests.rooms.showroom.conftest import OFFICE, TEN

IVANS = "4509 123456"
TODAY = TEN.replace(day=24, hour=12)


@pytest.fixture
def today(case: Case, ivans_login: User) -> Visit:
    return book(case=case, side="both", office=OFFICE, starts_at=TODAY, by=ivans_login, at=MONDAY)


@pytest.fixture
def counter(alla: User) -> Client:
    return desk_of(alla)


def at(visit: Visit, tail: str = "") -> str:
    return f"/desk/visits/{visit.code}/{tail}"


def comes(**more: str) -> dict[str, str]:
    return {"side": "giver", "who": "Сергеев Иван Петрович", "capacity": "owner", **more}


def test_the_day_shows_its_visits_and_the_code_opens_one(today: Visit, counter: Client):
    page = text_of(counter.get("/desk/visits/"))
    assert "12:00" in page
    assert today.case.reference in page

    scanned = counter.get("/desk/visits/", {"code": f"https://example.ru/visit/{today.code}/"})
    assert scanned["Location"] == at(today)
    unknown = counter.get("/desk/visits/", {"code": "nonsense"})
    assert unknown.status_code == 422
    assert "No visit has this code" in text_of(unknown)


def test_an_empty_day_says_what_to_do(alla: User, counter: Client):
    assert "No visit is booked for this day." in text_of(counter.get("/desk/visits/"))


def test_from_the_door_to_the_signature(today: Visit, counter: Client, ivan: Party, alla: User):
    seal_paper(party=ivan, series_number=IVANS, at=MONDAY)
    counter.post(at(today, "arrive/"), comes())
    who = Appearance.objects.get()
    assert who.party == ivan

    page = text_of(counter.get(at(today)))
    assert "Series and number of the passport" in page
    assert "Has signed" not in page

    counter.post(at(today, f"{who.token}/identity/"), {"passport": IVANS})
    assert "Identity seen" in text_of(counter.get(at(today)))
    assert "4509" not in text_of(counter.get(at(today)))
    counter.post(at(today, f"{who.token}/sign/"))
    counter.post(at(today, "end/"), {"act": "finish"})

    who.refresh_from_db()
    today.refresh_from_db()
    assert who.signed_at is not None
    assert today.state == "done"
    assert "paper.compared" in [note.what for note in notes_about(ivan)]


def test_another_passport_is_told_beside_its_field(today: Visit, counter: Client, ivan: Party):
    seal_paper(party=ivan, series_number=IVANS, at=MONDAY)
    counter.post(at(today, "arrive/"), comes())
    who = Appearance.objects.get()

    answer = counter.post(at(today, f"{who.token}/identity/"), {"passport": "4509 654321"})

    assert answer.status_code == 422
    assert "This is not the passport that we know" in text_of(answer)
    assert "654321" not in answer.content.decode()


def test_an_attorney_that_ended_yesterday_is_a_clear_sentence(today: Visit, counter: Client):
    ended = comes(
        capacity="representative", attorney_form="notarised", attorney_number="77 АВ 1",
        attorney_on_day="1", attorney_on_month="2", attorney_on_year="2026",
        attorney_until_day="23", attorney_until_month="11", attorney_until_year="2026",
    )  # fmt: skip

    answer = counter.post(at(today, "arrive/"), ended)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This power of attorney ended on" in page
    assert 'value="77 АВ 1"' in page  # what was typed is kept
    assert not Appearance.objects.exists()


def test_a_nameless_comer_is_asked_for_his_name(today: Visit, counter: Client):
    answer = counter.post(at(today, "arrive/"), comes(who=" "))

    assert answer.status_code == 422
    assert "Write the name of who has come" in text_of(answer)


def test_papers_lie_beside_the_visit_and_are_judged_there(
    today: Visit, case: Case, counter: Client, ivans_login: User, alla: User
):
    paper = Paper.objects.get(kind="application-giver")
    upload(paper=paper, upload=pdf(), name="a.pdf", by=ivans_login, at=MONDAY)
    paper.refresh_from_db()
    assert paper.file

    answer = counter.post(
        f"/desk/papers/{paper.token}/",
        {"act": "accept", "file": paper.file.token, "next": at(today)},
    )
    assert answer["Location"] == at(today)
    counter.post(f"/desk/papers/{paper.token}/original/", {"next": at(today)})
    identity = Paper.objects.get(kind="identity", side="giver")
    counter.post(f"/desk/papers/{identity.token}/original/", {"next": at(today)})

    paper.refresh_from_db()
    identity.refresh_from_db()
    assert paper.state == identity.state == "accepted"
    assert paper.original_seen_by == alla


def test_a_scan_may_be_put_in_at_the_counter(today: Visit, counter: Client):
    paper = Paper.objects.get(kind="deed")
    scan = SimpleUploadedFile("deed.pdf", pdf())
    counter.post(f"/desk/papers/{paper.token}/scan/", {"file": scan, "next": at(today)})

    paper.refresh_from_db()
    assert paper.state == "uploaded"


def test_the_desk_of_papers_shows_the_longest_waiting_and_keeps_a_refused_reason(
    case: Case, ivans_login: User, alla: User
):
    processing = desk_of(staff(Role.PROCESSING, email="p@example.ru"))
    assert "No paper waits to be judged." in text_of(processing.get("/desk/papers/"))
    paper = Paper.objects.get(kind="application-giver")
    upload(paper=paper, upload=pdf(), name="Заявление.pdf", by=ivans_login, at=MONDAY)

    page = text_of(processing.get("/desk/papers/"))
    assert "Заявление.pdf" in page
    assert "Original seen" not in page  # that is the showroom's

    address = f"/desk/papers/{paper.token}/"
    answer = processing.post(address, {"act": "refuse", "reason": " "})
    assert answer.status_code == 422
    assert "Say why the paper is refused" in text_of(answer)
    processing.post(address, {"act": "refuse", "reason": "Нет подписи"})
    paper.refresh_from_db()
    assert (paper.state, paper.reason) == ("refused", "Нет подписи")
    assert processing.get(f"{address}file").content == pdf()
    assert notes_about(case).filter(what="paper.opened", is_reading=True).count() == 1


def test_who_walks_in_is_received(case: Case, counter: Client):
    typed = {"reference": f" {case.reference.lower()} ", "side": "both", "office": OFFICE}
    answer = counter.post("/desk/visits/walk-in/", typed)
    assert answer["Location"] == at(Visit.objects.get())

    again = counter.post("/desk/visits/walk-in/", typed)
    assert again.status_code == 422
    assert "A visit is booked already" in text_of(again)
    unknown = counter.post("/desk/visits/walk-in/", typed | {"reference": "Q-2026-99999"})
    assert "No request has this reference." in text_of(unknown)


def test_nobody_came_is_written_down_from_the_hour_on(today: Visit, visit_later: Visit, counter):
    early = counter.post(at(visit_later, "end/"), {"act": "no_show"})
    assert early.status_code == 422

    counter.post(at(today, "end/"), {"act": "no_show"})
    today.refresh_from_db()
    assert today.state == "no_show"


@pytest.fixture
def visit_later(db: None) -> Visit:
    return book(
        case=filed("question"), side="giver", office=OFFICE, starts_at=TEN, actor="x", at=MONDAY
    )


@pytest.mark.parametrize("role", [Role.CARE_AGENT, Role.PROCESSING, Role.AUDITOR])
def test_other_desks_do_not_meet_visitors(today: Visit, role: Role):
    client = desk_of(staff(role, email="other@example.ru"))

    assert client.get("/desk/visits/").status_code == 403
    assert client.get(at(today)).status_code == 403
    assert client.post(at(today, "arrive/"), comes()).status_code == 403


@pytest.mark.parametrize("language", ["ru", "en", "fr"])
def test_the_pages_are_built_in_a_fixed_number_of_queries(
    today: Visit, alla: User, ivan: Party, language: str, django_assert_max_num_queries
):
    client = desk_of(alla)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    arrive(
        visit=today,
        comer=Comer(side="giver", who="Сергеев Иван", capacity="owner", party=ivan),
        by=alla,
        at=TUESDAY,
    )
    client.get(at(today))

    with django_assert_max_num_queries(16):
        client.get(at(today))
    with django_assert_max_num_queries(12):
        client.get("/desk/visits/")
