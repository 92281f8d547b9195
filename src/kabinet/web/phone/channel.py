"""FastAGI as Asterisk speaks it: lines over TCP, one command at a time, one answer to each."""

import asyncio
import re
from dataclasses import dataclass, field

LINE_WITHIN = 30.0  # seconds for an answer, above what a command itself may take
HELLO_WITHIN = 5.0
LONGEST_LINE = 2048
MOST_VARIABLES = 100
_RESULT = re.compile(r"200 result=(?P<result>-?[0-9*#]*)\s*(?P<rest>.*)")


class Ended(Exception):
    """The caller hung up, or what is at the other end speaks no AGI or no more."""


@dataclass
class Channel:
    """A call. `variables` are what Asterisk told of it at the beginning (`agi_…`)."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    variables: dict[str, str] = field(default_factory=dict)

    async def greet(self) -> None:
        """Read what Asterisk tells of the call, up to an empty line. Raises Ended."""
        while line := await self._line(HELLO_WITHIN):
            name, colon, value = line.partition(":")
            if not colon or not name.startswith("agi_") or len(self.variables) >= MOST_VARIABLES:
                raise Ended("no AGI")
            self.variables[name] = value.strip()
        if "agi_channel" not in self.variables and "agi_network" not in self.variables:
            raise Ended("no AGI")

    async def command(self, said: str, *, within: float = 0) -> tuple[str, str]:
        """Have a command done; give its result and what stands beside it. Raises Ended.

        A command that Asterisk does not know is no reason to leave the caller alone.
        """
        self.writer.write(f"{said}\n".encode())
        await self.writer.drain()
        line = await self._line(LINE_WITHIN + within)
        while line == "HANGUP" or line.startswith("520-"):
            if line == "HANGUP":
                raise Ended("hung up")
            line = await self._line(LINE_WITHIN)
        if line.startswith("511"):
            raise Ended("the channel is dead")
        found = _RESULT.match(line)
        if not found and line[:3] not in {"510", "520"}:
            raise Ended("no AGI")
        result, rest = (found["result"], found["rest"]) if found else ("0", line)
        if result == "-1":
            raise Ended("hung up")
        return result, rest

    async def _line(self, within: float) -> str:
        try:
            raw = await asyncio.wait_for(self.reader.readline(), within)
        except (TimeoutError, ValueError, OSError) as trouble:
            raise Ended(type(trouble).__name__) from trouble
        if not raw.endswith(b"\n"):
            raise Ended("hung up")
        return raw.decode(errors="replace").rstrip("\r\n")


def quoted(text: str) -> str:
    """Put a text where AGI takes one argument: nothing in it ends the line or the quotes."""
    plain = re.sub(r"[\x00-\x1f\x7f]+", " ", text)
    return '"' + re.sub(r'["\\$]', "", plain) + '"'
