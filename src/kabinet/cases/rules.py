"""How a reference and a status code are read, however a person types them. Plain Python."""

import re

# Letters that look alike in both alphabets: people copy a reference from paper.
_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
_REFERENCE = re.compile(r"(?:([QF])-?)?(20\d\d)-?(\d{1,6})")


def read_reference(typed: str) -> str:
    """Read `2026 - 17`, `q-2026-00003`, `№ 2026-00017` as the register writes them; "" for none."""
    plain = re.sub(r"[\s№N#]+", "", typed.upper().translate(_LOOK_ALIKE))
    found = _REFERENCE.fullmatch(plain.replace("–", "-").replace("—", "-"))
    if not found:
        return ""
    prefix, year, number = found.groups()
    return f"{prefix + '-' if prefix else ''}{year}-{int(number):05d}"


def write_reference(prefix: str, year: int, number: int) -> str:
    return f"{prefix}{year}-{number:05d}"


def read_code(typed: str) -> str:
    """Read a status code: case, spaces and hyphens do not matter."""
    return re.sub(r"[\s-]+", "", typed).lower()
