"""The checks before a start, one by one."""

import pytest
from django.db import connection

from kabinet.project import checks


def ids(found) -> set[str]:
    return {message.id for message in found}


def test_what_the_tests_run_with_is_safe_on_this_machine_alone(settings):
    settings.DEBUG = False

    assert ids(checks.safe_enough()) == set()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_a_trial_on_this_machine_may_go_without_https(host: str):
    assert checks.is_only_here(f"http://{host}:8000")


@pytest.mark.parametrize("host", ["10.0.0.5", "care.example.ru", "127.0.0.1.example.ru", ""])
def test_any_other_address_may_not(host: str):
    assert not checks.is_only_here(f"http://{host}")


def test_a_demonstration_is_let_through(settings):
    settings.DEMO, settings.DEBUG, settings.ALLOWED_HOSTS = True, True, ["*"]

    assert checks.safe_enough() == []


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        ({"transaction_mode": "DEFERRED"}, "kabinet.E010"),
        ({}, "kabinet.E010"),
        ({"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"}, "kabinet.E011"),
        ({"init_command": "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"}, "kabinet.E011"),
    ],
)
def test_sqlite_that_may_lose_or_lock_is_refused(options: dict[str, str], refused: str):
    assert refused in ids(checks.weaknesses(options))


@pytest.mark.django_db
def test_the_database_of_the_tests_keeps_its_word():
    assert checks.answers_only_after_the_disk() == []
    assert checks.postgresql_keeps_its_word(databases=["default"]) == []


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_that_answers_before_the_disk_has_it_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")

    assert ids(checks.postgresql_keeps_its_word(databases=["default"])) == {"kabinet.E012"}
