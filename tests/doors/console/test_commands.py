"""What the console says: its list, its help, and why it does not start."""

import sys

import pytest

from kabinet.project.cli import COMMANDS, main
from tests.doors.console.installation import Installation


def test_without_words_it_lists_what_it_can_do(installation: Installation):
    said = installation.kabinet()

    assert said.returncode == 0
    assert [name for name in COMMANDS if f"  {name} " not in said.stdout] == []


def test_an_unknown_command_is_named_and_is_misuse(installation: Installation):
    said = installation.kabinet("rnu")

    assert said.returncode == 2
    assert "no command 'rnu'" in said.stderr


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"manage"}))
def test_each_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        sys.exit(main([name, "--help"]))

    assert ended.value.code == 0
    assert f"usage: kabinet {name}" in capsys.readouterr().out


def test_help_needs_no_setting(installation: Installation):
    said = installation.kabinet("run", "--help", KABINET_SECRET_KEY=None, KABINET_DATA=None)

    assert said.returncode == 0, said.stderr
    assert "usage: kabinet run" in said.stdout


def test_keys_are_four_long_and_all_different(installation: Installation):
    lines = installation.kabinet("keys", KABINET_SECRET_KEY=None).stdout.splitlines()

    names, values = zip(*(line.split("=", 1) for line in lines), strict=True)
    assert names == tuple(f"KABINET_{name}_KEY" for name in ("SECRET", "PAPER", "INDEX", "JOURNAL"))
    assert len(set(values)) == 4
    assert min(map(len, values)) >= 50


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"KABINET_SECRET_KEY": None}, "KABINET_SECRET_KEY"),
        ({"KABINET_PAPER_KEY": "short"}, "KABINET_PAPER_KEY"),
        ({"KABINET_DEBUG": "perhaps"}, "KABINET_DEBUG: say yes or no"),
        ({"KABINET_DEBUG": "yes"}, "KABINET_DEBUG shows the inside"),
        ({"KABINET_SMTP_PORT": "many"}, "KABINET_SMTP_PORT: a whole number"),
        ({"KABINET_DATABASE": "mysql://x/y"}, "KABINET_DATABASE: postgresql://"),
        ({"KABINET_SECRET_KEY_FILE": "/nowhere"}, "KABINET_SECRET_KEY_FILE: cannot read"),
        ({"KABINET_HOSTS": "*"}, "KABINET_HOSTS must name the hosts"),
        ({"KABINET_PUBLIC_URL": "http://care.example.ru"}, "must begin with https://"),
        ({"KABINET_PUBLIC_URL": "https://care.example.ru"}, "KABINET_SMS=record"),
        ({"KABINET_PUBLIC_URL": "https://care.example.ru"}, "KABINET_PROXIES must name"),
        ({"KABINET_SMS": "pigeon"}, "KABINET_SMS: say record or http"),
        ({"KABINET_SMS": "http", "KABINET_SMS_URL": "https://sms.example.ru/"}, "KABINET_SMS_URL"),
        ({"KABINET_INDEX_KEY": "the same key in two places, and long"}, "must differ"),
        ({"KABINET_PACK": "ru-nobody"}, "ru-nobody"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_a_setting_that_is_wrong_or_unsafe_stops_the_start_by_name(
    installation: Installation, changed: dict[str, str | None], named: str
):
    if "must differ" in named:
        changed["KABINET_JOURNAL_KEY"] = changed["KABINET_INDEX_KEY"]
        changed["KABINET_PUBLIC_URL"] = "https://care.example.ru"

    said = installation.kabinet("migrate", **changed)

    assert said.returncode == 1
    assert "Kabinet does not start:" in said.stderr
    assert named in said.stderr
    assert "Traceback" not in said.stderr
    assert not (installation.data / "kabinet.sqlite3").exists()


def test_a_demonstration_is_never_opened_as_a_real_installation(installation: Installation):
    installation.data.mkdir()
    (installation.data / "demo-keys.json").write_text("{}")

    said = installation.kabinet("run", KABINET_SECRET_KEY=None)

    assert said.returncode == 1
    assert "holds a demonstration" in said.stderr


def test_run_says_that_the_database_was_never_prepared(installation: Installation):
    installation.data.mkdir()

    said = installation.kabinet("run")

    assert said.returncode == 1
    assert "run `kabinet migrate`" in said.stderr


def test_a_database_that_does_not_answer_is_a_sentence(installation: Installation):
    said = installation.kabinet("verify", KABINET_DATABASE="postgresql://nobody@127.0.0.1:1/none")

    assert said.returncode == 1
    assert "the database: " in said.stderr
    assert "Traceback" not in said.stderr


def test_what_is_written_down_is_for_its_owner_alone(prepared: Installation):
    assert (prepared.data / "kabinet.sqlite3").stat().st_mode & 0o077 == 0


def test_migrating_again_does_nothing(prepared: Installation):
    before = (prepared.data / "kabinet.sqlite3").stat().st_mtime_ns

    said = prepared.kabinet("migrate")

    assert said.returncode == 0
    assert said.stdout.strip() == "Up to date."
    assert (prepared.data / "kabinet.sqlite3").stat().st_mtime_ns == before
