"""The pages for anybody: they open in each language, without an account, and say what they must."""

import pytest
from django.test import Client
from django.utils.html import escape

from kabinet.kit import clock
from kabinet.offices import queries as offices
from kabinet.pack.queries import operator_pack
from kabinet.web.policy import ANYONE, policy_of
from kabinet.web.public import urls

pytestmark = pytest.mark.django_db

PAGES = ["/", "/start/", "/offices/", "/help/", "/about/", "/accessibility/", "/privacy/"]


def page(client: Client, address: str, language: str = "en") -> str:
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["ru", "en", "fr"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_for_anybody_in_each_language(client, address, language):
    html = page(client, address, language)

    assert f'<html lang="{language}"' in html
    assert "Traceback" not in html


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_heading_a_title_and_a_way_past_the_menu(client, address):
    html = page(client, address)

    assert html.count("<h1") == 1
    assert html.count('id="main"') == 1
    assert 'href="#main"' in html
    assert "<title> –" not in html


@pytest.mark.parametrize("address", PAGES)
def test_the_hotlines_stand_on_every_page(client, address):
    html = page(client, address)

    assert all(f'href="tel:{line.tel}"' in html for line in offices.hotlines())


def test_the_first_page_leads_to_the_three_ways(client):
    html = page(client, "/")

    for way in ("/sign-in/", "/start/#claim", "/start/#question", "/start/#fraud", "/status/"):
        assert f'href="{way}"' in html


def test_the_choice_leads_to_each_kind_of_writing(client):
    html = page(client, "/start/")

    assert all(f"/new/{kind}/" in html for kind in ("claim", "question", "fraud"))


def test_every_term_of_the_law_and_every_promise_is_listed(client):
    html = page(client, "/about/")

    for rule in operator_pack().clocks_on(clock.now().date()):
        assert (escape(rule.name["en"]) in html) == (rule.kind != "internal")


def test_every_purpose_of_personal_data_is_named(client):
    html = page(client, "/privacy/")

    assert all(purpose.name["en"] in html for purpose in operator_pack().purposes)


def test_the_operator_is_named_by_the_pack_alone(client):
    assert operator_pack().operator.short_name["ru"] in page(client, "/", "ru")
    assert operator_pack().operator.short_name["en"] in page(client, "/", "en")


def test_a_lost_address_gets_a_page_of_ours(client):
    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    assert "tel:" in answer.content.decode()


def test_nothing_here_asks_for_an_account():
    policies = [policy_of(pattern.callback) or {} for pattern in urls.urlpatterns]

    assert all(policies)
    assert all(ANYONE in rules for policy in policies for rules in policy.values())
