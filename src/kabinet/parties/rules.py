"""How papers are written and checked. Plain Python."""

import re

SEALED = "sealed:"  # what a sealed passport begins with where an answer would stand
_SPACES = re.compile(r"[\s\u00a0\u202f№-]+")
_SNILS_UNCHECKED = 1_001_998  # numbers up to 001-001-998 carry no check digits


def passport_rf(typed: str) -> str | None:
    """Turn `45 09 123456`, `4509 123456` or `4509№123456` into `4509123456`; None if it is not one.

    Series: two digits of the region, two of the year the blank was printed. Number: six digits.
    """
    plain = _SPACES.sub("", typed)
    return plain if re.fullmatch(r"(?!00)[0-9]{2}[0-9]{2}(?!000000)[0-9]{6}", plain) else None


def masked(answer: str) -> str:
    """Show a sealed answer: its last two digits, no more."""
    return f"•• •• ••••{answer[-2:]}" if answer.startswith(SEALED) else answer


def department_code(typed: str) -> str | None:
    """Turn `770 001` into `770-001`: the office that issued a passport."""
    plain = _SPACES.sub("", typed)
    return f"{plain[:3]}-{plain[3:]}" if re.fullmatch(r"[0-9]{6}", plain) else None


def is_snils(typed: str) -> bool:
    """Check an insurance number, `112-233-445 95`; the oldest ones have nothing to check."""
    plain = _SPACES.sub("", typed)
    if not re.fullmatch(r"[0-9]{11}", plain):
        return False
    number, control = int(plain[:9]), int(plain[9:])
    if number <= _SNILS_UNCHECKED:
        return number > 0
    total = sum(int(digit) * weight for digit, weight in zip(plain, range(9, 0, -1), strict=False))
    return total % 101 % 100 == control
