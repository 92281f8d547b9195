"""The language and the colours that a visitor chooses."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_language_stays_chosen(client):
    answer = client.post("/i18n/setlang/", {"language": "fr", "next": "/help/"})

    assert (answer.status_code, answer["Location"]) == (302, "/help/")
    assert '<html lang="fr"' in client.get("/").content.decode()


def test_an_unknown_language_changes_nothing(client):
    before = client.get("/").content.decode().split(">", 2)[1]

    client.post("/i18n/setlang/", {"language": "xx", "next": "/"})

    assert client.get("/").content.decode().split(">", 2)[1] == before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_colours_stay_chosen(client, theme):
    answer = client.post("/theme/", {"theme": theme, "next": "/help/"})

    assert (answer.status_code, answer["Location"]) == (302, "/help/")
    assert f'data-theme="{theme}"' in client.get("/").content.decode()


@pytest.mark.parametrize("theme", ["", "pink", '"><script>'])
def test_anything_else_means_as_the_device_is_set(client, theme):
    client.post("/theme/", {"theme": "dark", "next": "/"})

    client.post("/theme/", {"theme": theme, "next": "/"})

    assert "data-theme" not in client.get("/").content.decode()


@pytest.mark.parametrize("away", ["https://example.com/", "//example.com/", "javascript:x", ""])
def test_nobody_is_sent_to_another_site(client, away):
    answer = client.post("/theme/", {"theme": "dark", "next": away})

    assert answer["Location"] == "/"


def test_a_choice_is_not_made_by_following_a_link(client):
    assert client.get("/theme/").status_code == 405
    assert client.get("/i18n/setlang/").status_code == 405
