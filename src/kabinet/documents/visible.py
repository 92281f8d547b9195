"""Characters that a form cannot show are written out, so that no character is lost."""

import re
import unicodedata
from collections.abc import Callable

_WRITTEN_OUT = re.compile("⟨U\\+([0-9A-F]{4,6})⟩")
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def turns_text_around(char: str) -> bool:
    """Tell the controls that can show a text in another order than it was typed."""
    return unicodedata.bidirectional(char) in _TURNING


def write_out(text: str, is_shown: Callable[[str], bool]) -> str:
    """Write what is not shown as ⟨U+202E⟩; a bracket that says ⟨U+ by itself, as ⟨U+27E8⟩."""
    return "".join(
        char if is_shown(char) and not text.startswith("⟨U+", place) else f"⟨U+{ord(char):04X}⟩"
        for place, char in enumerate(text)
    )


def read_back(text: str) -> str:
    """Undo `write_out`, exactly."""
    return _WRITTEN_OUT.sub(lambda found: chr(int(found[1], 16)), text)
