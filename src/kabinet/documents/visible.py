"""Characters that a form cannot show are written out, so that no character is lost."""

import re
from collections.abc import Set as AbstractSet

_WRITTEN_OUT = re.compile("⟨U\\+([0-9A-F]{4,6})⟩")
# LRE, RLE, PDF, LRO, RLO; LRI, RLI, FSI, PDI: the controls of Unicode's bidirectional algorithm.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def write_out(text: str, places: AbstractSet[int]) -> str:
    """Write the characters at these places as ⟨U+202E⟩.

    A bracket that was typed before U+ is written out too, so that `read_back` undoes it exactly.
    """
    if not places and "⟨U+" not in text:
        return text
    return "".join(
        f"⟨U+{ord(char):04X}⟩" if place in places or text.startswith("⟨U+", place) else char
        for place, char in enumerate(text)
    )


def read_back(text: str) -> str:
    """Undo `write_out`, exactly."""
    return _WRITTEN_OUT.sub(lambda found: chr(int(found[1], 16)), text)


def turners(text: str) -> set[int]:
    """Find the controls that can show a text in another order than it was typed."""
    return {found.start() for found in _TURNING.finditer(text)}
