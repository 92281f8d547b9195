"""The tables in the database are those of the models, and each step has a name of its own."""

import re

import pytest
from django.core.management import call_command

from tests.guards.source import ROOT, SOURCE

NAMED_BY_HAND = re.compile(r"\d{4}_(?!auto_|initial|alter_|add_|remove_)[a-z][a-z0-9_]+")


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_every_migration_is_named_by_hand():
    names = [path.stem for path in SOURCE.glob("*/migrations/0*.py")]

    assert names
    assert [name for name in names if not NAMED_BY_HAND.fullmatch(name)] == []


@pytest.mark.parametrize("name", ["0002_auto_20261124_0915", "0001_initial", "0003_alter_user_x"])
def test_a_name_that_django_gave_would_be_seen(name: str):
    assert not NAMED_BY_HAND.fullmatch(name)


def test_no_migration_is_changed_twice_by_number():
    for room in SOURCE.glob("*/migrations"):
        numbers = [path.name[:4] for path in room.glob("0*.py")]
        assert len(numbers) == len(set(numbers)), room.relative_to(ROOT)
