"""Characters that a form cannot show are written out, so that no character is lost."""

import re
import unicodedata
from collections.abc import Container

_WRITTEN_OUT = re.compile("⟨U\\+([0-9A-F]{4,6})⟩")
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def write_out(text: str, places: Container[int]) -> str:
    """Write the characters at these places as ⟨U+202E⟩.

    A bracket that was typed before U+ is written out too, so that `read_back` undoes it exactly.
    """
    return "".join(
        f"⟨U+{ord(char):04X}⟩" if place in places or text.startswith("⟨U+", place) else char
        for place, char in enumerate(text)
    )


def read_back(text: str) -> str:
    """Undo `write_out`, exactly."""
    return _WRITTEN_OUT.sub(lambda found: chr(int(found[1], 16)), text)


def turners(text: str) -> set[int]:
    """Find the controls that can show a text in another order than it was typed."""
    if text.isascii():
        return set()
    return {place for place, char in enumerate(text) if unicodedata.bidirectional(char) in _TURNING}
