"""A file's name as it may be kept and offered again."""

import re
import unicodedata

LIMIT = 120  # characters
_UNSAFE = re.compile(r'[<>:"|?*%]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def extension(name: str) -> str:
    """Give what stands after the last dot, in small letters, or nothing."""
    stem, dot, tail = name.rpartition(".")
    return tail.lower() if dot and stem else ""


def clean(name: str, *, ending: str) -> str:
    """Keep the last part of a path, without invisible characters, with this ending."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem = last.rpartition(".")[0] or last.lstrip(".")
    seen = "".join(char for char in stem if unicodedata.category(char)[0] != "C")
    plain = " ".join(_UNSAFE.sub("_", seen).split()).strip(". ")
    if not plain or _RESERVED.match(plain):
        plain = f"file {plain}".strip()
    return f"{plain[: LIMIT - len(ending) - 1].rstrip('. ')}.{ending}"
