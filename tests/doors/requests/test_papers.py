"""My papers: the checklist, the filled forms, what I send; nobody else's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kabinet.access.models import User
from kabinet.cases.actions import close_case
from kabinet.cases.models import Case
from kabinet.papers.actions import judge
from kabinet.papers.models import Paper
from tests.doors.backoffice.desk import text_of
from tests.doors.requests.conftest import TUESDAY, signed_in
from tests.people import MONDAY, person, subscriber
from tests.rooms.documents.corpus import pdf
from tests.rules.documents.reading import docx_paragraphs


def at(case: Case, tail: str = "") -> str:
    return f"/my/papers/{case.reference}/{tail}"


def a_file(name: str = "signed.pdf", body: bytes = pdf()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def test_the_list_says_how_many_papers_are_missing(case: Case, ivans: Client):
    page = ivans.get("/my/papers/").content.decode()

    assert case.reference in page
    assert 'data-label="Papers still missing">3<' in page


def test_each_side_sees_its_own_list_and_what_the_other_lacks(
    case: Case, ivans: Client, marias: Client
):
    mine, hers = text_of(ivans.get(at(case))), text_of(marias.get(at(case)))

    assert "Application to hand over" in mine
    assert "What the other party brings" in mine
    assert mine.index("What the other party") < mine.index("Application of a private receiver")
    assert hers.index("Application of a private receiver") < hers.index("What the other party")


def test_a_form_comes_filled_in_word_and_in_pdf(case: Case, ivans: Client):
    word = ivans.get(at(case, "application-giver/form.docx"))
    sheet = ivans.get(at(case, "application-giver/form.pdf"))
    copy = ivans.get(at(case, "application-giver/form.docx") + "?language=en")

    said = "\n".join(docx_paragraphs(word.content)).replace("\xa0", " ")
    assert "от Сергеева Ивана Петровича" in said
    assert "Новый абонент: Волкова Мария" in said
    assert "+7 914 396-53-54" in said
    assert sheet.content.startswith(b"%PDF")
    assert f"{case.reference}-application-giver.pdf" in sheet["Content-Disposition"]
    assert docx_paragraphs(copy.content)[0].startswith("Copy for reading")
    assert Paper.objects.get(kind="application-giver").state == "filled"


@pytest.mark.parametrize(
    "tail",
    [
        "identity/form.pdf",  # it has no form
        "application-giver/form.exe",
        "application-receiver-person/form.pdf",  # the other side's
        "horoscope/form.pdf",
        "application-giver/file",  # nothing was sent
    ],
)
def test_what_is_not_there_is_not_found(case: Case, ivans: Client, tail: str):
    assert ivans.get(at(case, tail)).status_code == 404


def test_a_signed_paper_is_sent_and_comes_back_as_it_was(case: Case, ivans: Client):
    answer = ivans.post(at(case, "application-giver/"), {"file": a_file()})

    assert answer.status_code == 302
    assert "signed.pdf" in text_of(ivans.get(at(case)))
    assert ivans.get(at(case, "application-giver/file")).content == pdf()


def test_a_refused_file_is_told_beside_its_paper(case: Case, ivans: Client):
    answer = ivans.post(at(case, "application-giver/"), {"file": a_file("a.pdf", b"MZ\x90")})

    assert answer.status_code == 422
    assert "Error:" in answer.content.decode()
    assert Paper.objects.get(kind="application-giver").state == "missing"
    assert ivans.post(at(case, "application-giver/")).status_code == 422


def test_the_reason_of_a_refusal_is_read_by_its_sender(case: Case, ivans: Client, alla: User):
    ivans.post(at(case, "application-giver/"), {"file": a_file()})
    paper = Paper.objects.get(kind="application-giver")
    judge(paper=paper, accepted=False, reason="Нет подписи", by=alla, at=TUESDAY)

    page = text_of(ivans.get(at(case)))
    assert "Refused: Нет подписи" in page
    assert "Send the signed paper" in page


def test_a_stranger_finds_nothing(case: Case):
    client = signed_in(subscriber(person("Чужой", "Семён"), "+79110000009"))

    for tail in ("", "visit/", "application-giver/form.pdf", "application-giver/file"):
        assert client.get(at(case, tail)).status_code == 404
    assert client.post(at(case, "application-giver/"), {"file": a_file()}).status_code == 404
    assert "No request of yours needs papers." in text_of(client.get("/my/papers/"))
    assert not Paper.objects.exclude(file=None).exists()


def test_a_closed_request_shows_its_papers_and_takes_none(case: Case, ivans: Client):
    close_case(case=case, state="withdrawn", by=None, at=MONDAY)

    page = text_of(ivans.get(at(case)))
    assert "can no longer be changed" in page
    assert "Send the signed paper" not in page
    assert "Book a visit" not in page
    assert ivans.post(at(case, "application-giver/"), {"file": a_file()}).status_code == 422


@pytest.mark.parametrize("language", ["ru", "en", "fr"])
def test_the_pages_are_built_in_a_fixed_number_of_queries(
    case: Case, ivans_login: User, language: str, django_assert_max_num_queries
):
    client = signed_in(ivans_login, language)
    client.get(at(case))

    with django_assert_max_num_queries(16):
        client.get(at(case))
    with django_assert_max_num_queries(10):
        client.get("/my/papers/")
