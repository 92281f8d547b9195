"""Check digits of registration numbers and bank accounts. Plain Python.

Taxpayer (INN), register (OGRN), reason (KPP), bank (BIC), and the two kinds of accounts.
"""

import re

_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_OF_COMPANY = 10  # digits of a company's INN; a person's has twelve


def is_inn(typed: str) -> bool:
    """Check a taxpayer's number: 10 digits of a company, 12 of a person."""
    if not re.fullmatch(r"[0-9]{10}|[0-9]{12}", typed) or not typed.strip("0"):
        return False
    digits = [int(digit) for digit in typed]
    if len(digits) == _OF_COMPANY:
        return digits[-1] == _weighed(digits, _INN_12[2:])
    return digits[-2:] == [_weighed(digits, _INN_12[1:]), _weighed(digits, _INN_12)]


def is_inn_of_company(typed: str) -> bool:
    return len(typed) == _OF_COMPANY and is_inn(typed)


def is_ogrn(typed: str) -> bool:
    """Check a register number: 13 digits of a company, 15 of a sole trader."""
    if not re.fullmatch(r"[1-9][0-9]{12}|[1-9][0-9]{14}", typed):
        return False
    return int(typed[:-1]) % (len(typed) - 2) % 10 == int(typed[-1])


def is_kpp(typed: str) -> bool:
    """Check the shape of a reason code: tax office, reason, number; it has no check digit."""
    return bool(re.fullmatch(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}", typed)) and bool(typed[:4].strip("0"))


def is_bic(typed: str) -> bool:
    """Check the shape of a bank's code in Russia: nine digits, the first of them 0."""
    return bool(re.fullmatch(r"0[0-9]{8}", typed)) and bool(typed.strip("0"))


def is_settlement_account(typed: str, bic: str) -> bool:
    """Check a client's account against his bank: its last three digits come first."""
    return _is_account(typed, bic, bic[-3:])


def is_correspondent_account(typed: str, bic: str) -> bool:
    """Check a bank's own account with the central bank: it begins with 301 and ends as the BIC."""
    looks_right = typed.startswith("301") and typed[-3:] == bic[-3:]
    return looks_right and _is_account(typed, bic, f"0{bic[4:6]}")


def _is_account(typed: str, bic: str, key: str) -> bool:
    if not re.fullmatch(r"[0-9]{20}", typed) or not is_bic(bic) or not typed.strip("0"):
        return False
    weights = (7, 1, 3) * 8
    digits = (int(digit) for digit in key + typed)
    total = sum(digit * weight for digit, weight in zip(digits, weights, strict=False))
    return total % 10 == 0


def _weighed(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10
