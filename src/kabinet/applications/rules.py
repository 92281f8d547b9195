"""What a company says of itself, and which of it cannot be right. Plain Python."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from kabinet.kit.registration import (
    is_bic,
    is_correspondent_account,
    is_inn,
    is_kpp,
    is_ogrn,
    is_settlement_account,
)

_COMPANY = 10  # digits of its INN; a sole trader has twelve, no KPP, and fifteen of OGRN


class Wrong(StrEnum):
    """What cannot be right; the name is that of the field."""

    INN = "inn"
    KPP = "kpp"
    OGRN = "ogrn"
    BIC = "bic"
    ACCOUNT = "account"
    CORRESPONDENT = "correspondent"


def tidy(typed: str) -> str:
    """Take out the blanks and hyphens with which people group digits."""
    return "".join(char for char in typed.upper() if char.isalnum())


def wrong_in(said: Mapping[str, str]) -> list[Wrong]:
    """List the fields whose digits do not hold together, in the order of the form."""
    return [name for name, is_right in _CHECKS.items() if not is_right(said)]


def is_company(inn: str) -> bool:
    return len(inn) == _COMPANY


def _kpp(said: Mapping[str, str]) -> bool:
    """Check that a company has one, and a sole trader none."""
    return is_kpp(said["kpp"]) if is_company(said["inn"]) else not said["kpp"]


def _ogrn(said: Mapping[str, str]) -> bool:
    """Check it, and its length: 13 digits of a company, 15 of a sole trader."""
    long_enough = 13 if is_company(said["inn"]) else 15
    return len(said["ogrn"]) == long_enough and is_ogrn(said["ogrn"])


_CHECKS: Mapping[Wrong, Callable[[Mapping[str, str]], bool]] = {
    Wrong.INN: lambda said: is_inn(said["inn"]),
    Wrong.KPP: _kpp,
    Wrong.OGRN: _ogrn,
    Wrong.BIC: lambda said: is_bic(said["bic"]),
    Wrong.ACCOUNT: lambda said: is_settlement_account(said["account"], said["bic"]),
    Wrong.CORRESPONDENT: lambda said: is_correspondent_account(said["correspondent"], said["bic"]),
}
