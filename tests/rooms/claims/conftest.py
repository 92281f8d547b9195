"""A world for the tests of claims, and a draft that only wants filing."""

import pytest

from kabinet.claims.actions import drafts
from kabinet.claims.models import Draft
from tests import world as worlds
from tests.world import MONDAY, World


@pytest.fixture
def world(db: None) -> World:
    return worlds.build()


def finished(world: World, **answers) -> Draft:
    """Give Maria's draft with every question answered."""
    known = {
        "ground": "unconsented_service",
        "service_kind": "mobile",
        "party_kind": "person",
        "number": "+79161234567",
        "contract": "",
        "service_name": "Гороскоп",
        "noticed_on": "2026-11-20",
        "noticed_how": "charges",
        "got_notice": "no",
        "used_it": "no",
        "essence": "Я этого не заказывала.",
        "asked_before": "no",
        "demands": ["refund", "stop"],
        "full_name": "Волкова Мария Олеговна",
        "sex": "female",
        "address": "101000, Москва, ул. Мясницкая, 1",
        "city": "Москва",
        "reply_by": "email",
        "phone": "+79161234567",
        "email": "maria@example.ru",
    }
    return drafts.start(
        kind="claim",
        owner=world.marias_login,
        party=world.maria,
        answers={**known, **answers},
        charges=world.marias_debits,
        language="ru",
        at=MONDAY,
    )


@pytest.fixture
def draft(world: World) -> Draft:
    return finished(world)
