"""How papers and registration numbers are written and checked. Plain Python."""

import re

SEALED = "sealed:"  # what a sealed passport begins with where an answer would stand
_SPACES = re.compile(r"[\s\u00a0\u202f№-]+")
_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
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


def is_inn(typed: str) -> bool:
    """Check a taxpayer's number: 10 digits of a company, 12 of a person."""
    if not re.fullmatch(r"[0-9]{10}|[0-9]{12}", typed) or not typed.strip("0"):
        return False
    digits = [int(digit) for digit in typed]
    if len(digits) == len("7740000076"):
        return digits[-1] == _weighed(digits, _INN_12[2:])
    return digits[-2:] == [_weighed(digits, _INN_12[1:]), _weighed(digits, _INN_12)]


def is_ogrn(typed: str) -> bool:
    """Check a registration number: 13 digits of a company, 15 of a sole trader."""
    if not re.fullmatch(r"[1-9][0-9]{12}|[1-9][0-9]{14}", typed):
        return False
    return int(typed[:-1]) % (len(typed) - 2) % 10 == int(typed[-1])


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


def _weighed(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10
