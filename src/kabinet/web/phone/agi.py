"""A call: ask for the reference and the number, say where the matter stands, three tries."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from django.db import connections

from kabinet.cases.queries.spoken import Spoken, answer, by_keys, prompt
from kabinet.kit import clock
from kabinet.web.limits import is_too_often_for
from kabinet.web.phone.channel import Channel, Ended, quoted

T = TypeVar("T")

log = logging.getLogger(__name__)

LANGUAGES = ("ru", "en", "fr")
TRIES = 3  # in one call
TRIES_OF_NUMBER = 10  # an hour, whoever calls
WHOLE_CALL = 240.0  # seconds
KEYS_WITHIN = 15_000  # ms
MOST_CALLS = 100  # at once
SUBROUTINE = "kabinet-say,s,1"  # of the dialplan: it reads KABINET_SAY out


async def serve(host: str, port: int, *, peers: frozenset[str]) -> asyncio.Server:
    """Listen for Asterisk; whoever is not on the list of peers is not spoken to."""
    calls = asyncio.Semaphore(MOST_CALLS)

    async def call(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = (writer.get_extra_info("peername") or ("",))[0]
        try:
            if peer not in peers or calls.locked():
                log.warning("agi: %s is not answered", peer)
                return
            async with calls:
                await asyncio.wait_for(_converse(Channel(reader, writer)), WHOLE_CALL)
        except (Ended, TimeoutError, ConnectionError) as ended:
            log.info("agi: the call ended: %s", repr(ended))
        except Exception:  # one call must not end the others
            log.exception("agi: a call failed")
        finally:
            writer.close()

    return await asyncio.start_server(call, host, port, limit=4096)


async def _converse(channel: Channel) -> None:
    await channel.greet()
    language = language_of(channel.variables)
    await channel.command("ANSWER")
    for _ in range(TRIES):
        found = await _ask(channel, language)
        if found:
            speech = answer(found, language, clock.now())
            await _say(channel, speech)
            await _leave(channel, "found", language)
            return
    await _leave(channel, "not_found", language)


async def _ask(channel: Channel, language: str) -> list[Spoken]:
    """Ask once; nothing found is told, and the caller may try again."""
    reference = await _keys(channel, "ask_reference", language, most=11)
    if not reference:
        await _say(channel, prompt("nothing_typed", language))
        return []
    number = await _keys(channel, "ask_number", language, most=11)
    number = number or channel.variables.get("agi_callerid", "")
    if await _aside(lambda: is_too_often_for(f"agi:{number}", TRIES_OF_NUMBER)):
        await _say(channel, prompt("too_often", language))
        await _leave(channel, "too_often", language)
        raise Ended("too many tries")
    found = await _aside(lambda: by_keys(number, reference))
    if not found:
        await _say(channel, prompt("unknown", language))
    return found


async def _keys(channel: Channel, asked: str, language: str, *, most: int) -> str:
    await _say(channel, prompt(asked, language))
    result, _ = await channel.command(
        f"GET DATA silence/1 {KEYS_WITHIN} {most}", within=KEYS_WITHIN / 1000 * most
    )
    return result


async def _say(channel: Channel, text: str) -> None:
    """Hand the words to the dialplan, which knows the voice."""
    await channel.command(f"SET VARIABLE KABINET_SAY {quoted(text)}")
    await channel.command(f"EXEC Gosub {quoted(SUBROUTINE)}", within=60)


async def _leave(channel: Channel, status: str, language: str) -> None:
    """Tell the dialplan how it ended, so that it can put the caller through to somebody."""
    await channel.command(f"SET VARIABLE KABINET_STATUS {quoted(status)}")
    if status == "found":
        await _say(channel, prompt("goodbye", language))


async def _aside(read: Callable[[], T]) -> T:
    """Read the database in a thread: other calls go on meanwhile."""

    def there() -> T:
        try:
            return read()
        finally:
            connections.close_all()

    return await asyncio.to_thread(there)


def language_of(variables: dict[str, str]) -> str:
    """Choose by the address (`agi://host/status?language=en`), else by the channel's language."""
    asked = parse_qs(urlsplit(variables.get("agi_request", "")).query).get("language", [""])[0]
    wanted = (asked or variables.get("agi_language", ""))[:2].lower()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]
