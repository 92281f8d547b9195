"""The library for anybody: found, read, shared, blank or filled in, and nothing kept."""

from typing import Any

import pytest
from django.test import Client

from kabinet.claims.models import Draft
from kabinet.claims.queries.library import every_question, papers
from kabinet.kit import clock
from tests.papers import full
from tests.rules.claims.test_library import PAPERS, answers_to, docx_text

pytestmark = pytest.mark.django_db


def test_the_list_has_every_paper_and_finds_by_words(client: Client):
    client.cookies["django_language"] = "ru"
    html = client.get("/letters/").content.decode()
    for one in papers(clock.now().date()):
        assert f'href="/letters/{one.id}/"' in html

    found = client.get("/letters/", {"words": "сим-карту"}).content.decode()
    assert "/letters/sim_swap/" in found
    assert "/letters/goods_return/" not in found
    none = client.get("/letters/", {"words": "щщщ"}).content.decode()
    assert 'class="kb-empty' in none


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_can_be_read_shared_and_downloaded_blank(client: Client, name: str):
    html = client.get(f"/letters/{name}/").content.decode()

    assert '<article class="letter"' in html
    assert f"http://testserver/letters/{name}/" in html
    assert client.get(f"/letters/{name}/code.svg").headers["Content-Type"] == "image/svg+xml"
    assert client.get(f"/letters/{name}/blank.docx").content.startswith(b"PK")
    assert client.get(f"/letters/{name}/blank.exe").status_code == 404


def sent(name: str) -> dict[str, Any]:
    one = PAPERS[name]
    fields: dict[str, Any] = {"as": "docx"}
    kinds = {q.id: q.kind for q in every_question(one)}
    for field, answer in answers_to(one, full).items():
        if kinds.get(field) == "date":
            year, month, day = answer.split("-")
            parts = {f"{field}_day": day, f"{field}_month": month, f"{field}_year": year}
            fields |= parts
        else:
            fields[field] = "450" if kinds.get(field) == "money" else answer
    return fields


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_filled_in_without_an_account_and_nothing_is_kept(client: Client, name: str):
    assert client.get(f"/letters/{name}/fill/").status_code == 200

    answer = client.post(f"/letters/{name}/fill/", sent(name))

    assert answer.status_code == 200, answer.content.decode()
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Кузнецовой Марии Ивановны" in docx_text(answer.content) or "Ромашка" in docx_text(
        answer.content
    )
    assert not Draft.objects.exists()


def test_what_is_lacking_is_said_and_what_was_typed_stays(client: Client):
    typed = {"party_kind": "person", "full_name": "Петров Пётр", "as": "pdf"}

    answer = client.post("/letters/spam/fill/", typed)

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Петров Пётр" in html
    assert "govuk-error-summary" in html


def test_an_unknown_paper_is_not_there(client: Client):
    for page in ("", "fill/", "code.svg", "blank.pdf"):
        assert client.get(f"/letters/nothing/{page}").status_code == 404
