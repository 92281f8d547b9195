"""Browsers of people who act for companies."""

from django.test import Client

from kabinet.access.models import User
from kabinet.parties.models import Party
from tests.guards.examples import prove
from tests.people import company


def seated(user: User) -> Client:
    """Give a browser in which a member of a company has come in, both steps proved."""
    client = Client()
    client.force_login(user)
    prove(client, user)
    return client


def romashka(**more) -> Party:
    given = {
        "inn": "7707083893",
        "email": "office@romashka.example",
        "phone": "+79161112233",
    }
    return company(**(given | more))
