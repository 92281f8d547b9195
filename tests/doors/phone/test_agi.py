"""Asterisk itself, played over a real socket: it calls, keys in, hears, hangs up, falls silent."""

import asyncio
import contextlib
import re

import pytest
from django.core.cache import cache

from kabinet.web.phone import agi, channel
from tests import world as worlds
from tests.doors.backoffice.conftest import file_one, time_is  # noqa: F401 - the clock of Tuesday

pytestmark = pytest.mark.django_db(transaction=True)
HELLO = (
    "agi_network: yes\nagi_request: agi://127.0.0.1/status{query}\nagi_channel: SIP/1\n"
    "agi_language: ru\nagi_callerid: 89161234567\n\n"
)
HERE = frozenset({"127.0.0.1"})


@pytest.fixture(autouse=True)
def fresh(transactional_db):
    cache.clear()


@pytest.fixture
def case(db):
    return file_one(worlds.build()).case


class Asterisk:
    """A caller's telephone: `keys` are what he types at each question; None means he hangs up."""

    def __init__(self, *keys, hello=HELLO, query="", quirks=None):
        self.keys, self.hello = list(keys), hello.format(query=query)
        self.quirks = quirks or {}
        self.said, self.commands, self.status = [], [], ""

    async def call(self, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(self.hello.encode())
        with contextlib.suppress(ConnectionError):
            while line := (await asyncio.wait_for(reader.readline(), 5)).decode().rstrip("\n"):
                self.commands.append(line)
                answer = self.answer(line)
                if answer is None:
                    break
                writer.write(answer.encode())
                await writer.drain()
        writer.close()
        return self

    def answer(self, line):
        for begins, answer in self.quirks.items():
            if line.startswith(begins):
                return answer
        if line.startswith("GET DATA"):
            typed = self.keys.pop(0) if self.keys else ""
            return None if typed is None else f"200 result={typed}{'' if typed else ' (timeout)'}\n"
        if found := re.match(r'SET VARIABLE KABINET_SAY "(.*)"$', line):
            self.said.append(found[1])
        if found := re.match(r'SET VARIABLE KABINET_STATUS "(.*)"$', line):
            self.status = found[1]
        return "200 result=0\n"


def play(*phones, peers=HERE):
    """Let all of them call at once; give them back when they have put the receiver down."""

    async def evening():
        server = await agi.serve("127.0.0.1", 0, peers=peers)
        port = server.sockets[0].getsockname()[1]
        async with server:
            return await asyncio.gather(*(phone.call(port) for phone in phones))

    return asyncio.run(evening())


def test_a_caller_keys_in_both_and_hears_where_his_claim_stands(case):
    (phone,) = play(Asterisk("2026*1", "9161234567"))

    assert phone.commands[0] == "ANSWER"
    assert phone.said[0].startswith("Наберите номер обращения")
    assert phone.said[2].startswith("Претензия номер 1 за 2026 год.")
    assert phone.said[-1] == "Спасибо за звонок."
    assert phone.status == "found"
    assert not any("Волков" in said for said in phone.said)


def test_a_caller_from_the_number_itself_presses_the_hash_key_only(case):
    (phone,) = play(Asterisk("20261", ""))

    assert phone.status == "found"


def test_the_address_chooses_the_language(case):
    (phone,) = play(Asterisk("20261", "", query="?language=en"))

    assert phone.said[2].startswith("Claim number 1 of 2026.")


def test_a_wrong_number_may_be_tried_again_three_times(case):
    (phone,) = play(Asterisk("20269", "9161234567", "", "20261", "9161234567"))

    assert phone.status == "found"
    assert any("ничего не зарегистрировано" in said for said in phone.said)
    assert "Мы не услышали номера." in phone.said


def test_after_three_tries_somebody_will_help(case):
    (phone,) = play(Asterisk("1", "2", "3", "4", "5", "6"))

    assert phone.status == "not_found"


def test_a_reference_cannot_be_guessed_over_many_calls(case):
    guesses = [f"2026{n}" for n in range(2, 14)]
    calls = [[guess, "9161234567"] * 1 for guess in guesses]
    for keys in calls:
        play(Asterisk(*keys, None))

    (phone,) = play(Asterisk("20261", "9161234567"))

    assert phone.status == "too_often"


@pytest.mark.parametrize(
    "phone",
    [
        Asterisk(None),  # hangs up at the first question
        Asterisk("20261", None),
        Asterisk(quirks={"ANSWER": "200 result=-1\n"}),
        Asterisk(quirks={"GET DATA": "HANGUP\n200 result=-1\n"}),
        Asterisk(quirks={"GET DATA": "511 Command Not Permitted on a dead channel\n"}),
        Asterisk(quirks={"ANSWER": "SIP/2.0 400 Bad Request\n"}),
        Asterisk(hello="GET / HTTP/1.1\nHost: here\n\n"),
        Asterisk(hello="agi_network: yes\n" * 300),
        Asterisk(hello="agi_" + "x" * 9000 + "\n\n"),
        Asterisk(hello="\n"),
        Asterisk(hello=""),
    ],
    ids=range(11),
)
def test_who_hangs_up_or_speaks_no_agi_disturbs_nobody(case, phone, monkeypatch):
    monkeypatch.setattr(channel, "HELLO_WITHIN", 0.2)

    odd, other = play(phone, Asterisk("20261", ""))

    assert odd.status == ""
    assert other.status == "found"


def test_a_command_that_asterisk_does_not_know_does_not_end_the_call(case):
    usage = "520-Invalid command syntax. Proper usage follows:\n520 End of proper usage.\n"
    (phone,) = play(Asterisk("20261", "", quirks={"EXEC": usage, "ANSWER": "510 Invalid\n"}))

    assert phone.status == "found"


def test_a_silent_line_is_put_down(case, monkeypatch):
    monkeypatch.setattr(channel, "LINE_WITHIN", 0.2)

    (phone,) = play(Asterisk(quirks={"ANSWER": ""}))

    assert phone.commands == ["ANSWER"]


def test_a_call_does_not_last_for_ever(case, monkeypatch):
    monkeypatch.setattr(agi, "WHOLE_CALL", 0.3)

    (phone,) = play(Asterisk(quirks={"SET": ""}))

    assert phone.status == ""


def test_strangers_are_not_answered(case):
    (phone,) = play(Asterisk("20261", ""), peers=frozenset({"192.0.2.1"}))

    assert (phone.commands, phone.status) == ([], "")


def test_twenty_callers_are_answered_side_by_side(case):
    phones = play(*(Asterisk("20261", f"916123456{n % 10}") for n in range(10)))

    assert [phone.status for phone in phones].count("found") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [('a "b"', '"a b"'), ("a\nHANGUP", '"a HANGUP"'), ("${SHELL(x)}", '"{SHELL(x)}"')],
)
def test_a_text_cannot_leave_its_quotes(text, said):
    assert channel.quoted(text) == said
