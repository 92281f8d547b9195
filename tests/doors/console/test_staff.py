"""The first administrator, and what the doctor says."""

import sqlite3
from contextlib import closing

from tests.doors.console.installation import Installation


def rows(prepared: Installation, statement: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(prepared.data / "kabinet.sqlite3")) as database:
        return database.execute(statement).fetchall()


def test_the_first_administrator_gets_a_start_password_that_is_shown_once(prepared: Installation):
    said = prepared.kabinet("createstaff", "--print", "Anna@Example.ru", "Анна Сергеева")

    assert said.returncode == 0
    assert "Start password: " in said.stdout
    assert "/desk/sign-in/" in said.stdout
    assert rows(prepared, "SELECT email FROM access_user WHERE is_staff") == [("anna@example.ru",)]
    assert rows(prepared, "SELECT role FROM access_rolegrant") == [("administrator",)]
    assert rows(prepared, "SELECT what FROM journal_note ORDER BY id") != []


def test_the_same_address_twice_is_refused(prepared: Installation):
    prepared.kabinet("createstaff", "--print", "anna@example.ru", "Анна Сергеева")

    said = prepared.kabinet("createstaff", "--print", "anna@example.ru", "Анна Петрова")

    assert said.returncode == 1
    assert "already signs in with this e-mail" in said.stderr
    assert rows(prepared, "SELECT name FROM access_user") == [("Анна Сергеева",)]


def test_what_is_no_address_is_refused(prepared: Installation):
    said = prepared.kabinet("createstaff", "--print", "anna", "Анна Сергеева")

    assert said.returncode == 1
    assert "valid email" in said.stderr
    assert rows(prepared, "SELECT name FROM access_user") == []


def test_the_doctor_calls_a_trial_unsafe_and_says_why(prepared: Installation):
    said = prepared.kabinet("doctor", KABINET_SMPT_HOST="mail.example.ru")

    assert said.returncode == 1
    assert "KABINET_SMS=record" in said.stdout
    assert "codes and passwords travel in the open" in said.stdout
    assert "KABINET_SMPT_HOST is set, but nothing reads it" in said.stdout


def test_the_doctor_finds_a_well_set_installation_safe(prepared: Installation):
    said = prepared.kabinet(
        "doctor",
        KABINET_PUBLIC_URL="https://care.example.ru",
        KABINET_HOSTS="care.example.ru",
        KABINET_PROXIES="127.0.0.1",
        KABINET_SMS="http",
        KABINET_SMS_URL="https://sms.example.ru/send?to={to}&text={text}&key={key}",
    )

    assert said.returncode == 0, said.stdout
    assert "nothing found" in said.stdout


def test_the_doctor_says_that_the_database_does_not_answer(installation: Installation):
    said = installation.kabinet("doctor", KABINET_DATABASE="postgresql://nobody@127.0.0.1:1/none")

    assert said.returncode == 1
    assert "the database does not answer" in said.stdout
    assert "Traceback" not in said.stderr


def test_verify_names_what_is_broken_and_fails(prepared: Installation):
    prepared.kabinet("createstaff", "--print", "anna@example.ru", "Анна Сергеева")
    with closing(sqlite3.connect(prepared.data / "kabinet.sqlite3")) as database, database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute("UPDATE journal_note SET what = 'user.forgotten'")

    said = prepared.kabinet("verify")

    assert said.returncode == 1
    assert "BROKEN" in said.stdout
    assert "do not hold" in said.stderr
