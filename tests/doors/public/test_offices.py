"""The office finder: by town, by what one comes for, and what it says when there is none."""

import pytest
from django.test import Client

from kabinet.offices import queries as offices

pytestmark = pytest.mark.django_db


def find(client: Client, language: str = "ru", **wanted: str) -> str:
    client.cookies["django_language"] = language
    answer = client.get("/offices/", wanted)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_office_is_shown_with_what_a_visitor_needs(client):
    html = find(client)

    for office in offices.offices_in():
        for text in (office.address, office.hours, office.postal_address):
            assert text["ru"] in html
        assert office.manager_post["nominative"] in html


def test_a_town_and_a_service_leave_only_the_offices_that_have_both(client):
    town = offices.towns("ru")[0]
    service = offices.offices_in(town)[0].services[0]
    html = find(client, town=town, service=service)

    right = {office.code for office in offices.offices_in(town, service)}
    shown = {office.code for office in offices.offices_in() if office.address["ru"] in html}
    assert shown == right


@pytest.mark.parametrize("language", ["ru", "en", "fr"])
def test_a_town_is_found_by_its_name_in_the_language_of_the_page(client, language):
    for town in offices.towns(language):
        assert f'<option value="{town}" selected>' in find(client, language, town=town)


@pytest.mark.parametrize("wanted", [{"town": "Атлантида"}, {"service": "<script>"}])
def test_what_nobody_offers_is_said_with_a_way_on(client, wanted):
    html = find(client, "en", **wanted)

    assert "No office here does that" in html
    assert 'href="/offices/"' in html
    assert "<script>" not in html.replace('<script type="module"', "")
