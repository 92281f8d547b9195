"""What people write into the cells of a spreadsheet: numbers, SIM cards, actions, headings."""

import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from kabinet.numbers.rules import normalize

_EXPONENT = re.compile(r"\s*\+?(\d+(?:[.,]\d+)?)[eEеЕ]\+?(\d{1,2})\s*")
_PLAIN = re.compile(r"(?:\+?7|8)?(9\d{9})")
_NOISE = re.compile(r"[\s()\u00a0\u2007\u2009\u202f‐‑–—.\-]+")
_WHOLE = re.compile(r"(\d{9,21})[.,]0+")
_LETTERS = re.compile(r"[^a-zа-я0-9]+")
_SIM = re.compile(r"89\d{17,18}")
_LEAST_DIGITS = 10


class Shortened(Exception):
    """A spreadsheet program has cut the last digits of a number off: 8.91E+10."""


class Action(StrEnum):
    """What may be done to a number."""

    ACTIVATE = "activate"
    DEACTIVATE = "deactivate"
    BLOCK = "block"
    UNBLOCK = "unblock"
    SERVICE_ON = "service_on"
    SERVICE_OFF = "service_off"
    TARIFF = "tariff"
    SIM = "sim"
    RESERVE = "reserve"


class Column(StrEnum):
    NUMBER = "number"
    ACTION = "action"
    SERVICE = "service"
    TARIFF = "tariff"
    SIM = "sim"


# What the action is about, beside the number; the rest needs nothing.
NEEDS = {
    Action.SERVICE_ON: Column.SERVICE,
    Action.SERVICE_OFF: Column.SERVICE,
    Action.TARIFF: Column.TARIFF,
    Action.SIM: Column.SIM,
}
_HEADINGS = {
    Column.NUMBER: (
        "номер", "номера", "номер телефона", "телефон", "телефона",
        "абонентский номер", "номер абонента",
        "телефонный номер", "мобильный", "мобильный номер", "мобильный телефон", "абонент",
        "msisdn", "number", "phone", "phone number", "mobile", "mobile number", "subscriber",
        "tel", "тел",
    ),
    Column.ACTION: (
        "действие", "операция", "что сделать", "заявка", "команда", "вид операции", "тип операции",
        "action", "operation", "what to do", "request", "command",
    ),
    Column.SERVICE: (
        "услуга", "код услуги", "название услуги", "опция", "сервис", "подписка",
        "service", "service code", "service name", "option", "add on",
    ),
    Column.TARIFF: (
        "тариф", "тарифный план", "новый тариф", "тп", "код тарифа",
        "tariff", "plan", "tariff plan", "new tariff", "rate plan",
    ),
    Column.SIM: (
        "sim", "сим", "sim карта", "сим карта", "номер sim", "номер sim карты", "номер сим карты",
        "новая sim", "новая сим", "iccid", "icc", "sim card", "new sim", "sim number",
    ),
}  # fmt: skip
_ACTIONS = {
    Action.ACTIVATE: (
        "активировать", "активация", "активировать номер", "включить", "включить номер",
        "подключить", "подключить номер", "подключение", "activate", "activation", "switch on",
    ),
    Action.DEACTIVATE: (
        "деактивировать", "деактивация", "отключить", "отключить номер", "отключение", "закрыть",
        "выключить", "расторгнуть", "deactivate", "deactivation", "switch off", "close",
    ),
    Action.BLOCK: (
        "заблокировать", "блокировать", "блокировка", "блок", "block", "suspend", "bar",
    ),
    Action.UNBLOCK: (
        "разблокировать", "разблокировка", "снять блокировку", "unblock", "resume", "unbar",
    ),
    Action.SERVICE_ON: (
        "подключить услугу", "подключение услуги", "добавить услугу", "включить услугу",
        "услуга вкл", "service on", "add service", "connect service", "activate service",
    ),
    Action.SERVICE_OFF: (
        "отключить услугу", "отключение услуги", "удалить услугу", "выключить услугу",
        "услуга выкл", "service off", "remove service", "stop service", "deactivate service",
    ),
    Action.TARIFF: (
        "сменить тариф", "смена тарифа", "тариф", "изменить тариф", "перевести на тариф",
        "tariff", "change tariff", "tariff change", "change plan",
    ),
    Action.SIM: (
        "сменить sim", "замена sim", "смена sim", "заменить sim", "сменить сим", "замена сим",
        "заменить сим", "замена sim карты", "замена сим карты", "sim", "сим",
        "change sim", "sim change", "replace sim", "sim swap",
    ),
    Action.RESERVE: ("зарезервировать", "резерв", "бронь", "резервировать", "reserve", "book"),
}  # fmt: skip


def plain(text: str) -> str:
    """Bring a heading or a word to its plainest form: `№ Телефона:` is `телефона`."""
    return _LETTERS.sub(" ", text.casefold().replace("ё", "е")).strip()


COLUMN_BY_WORD = {word: column for column, words in _HEADINGS.items() for word in words}
ACTION_BY_WORD = {word: action for action, words in _ACTIONS.items() for word in words} | {
    action.replace("_", " "): action for action in Action
}


def read_column(heading: str) -> Column | None:
    return COLUMN_BY_WORD.get(plain(heading))


def read_action(text: str) -> Action | None:
    return ACTION_BY_WORD.get(plain(text))


def read_number(text: str) -> str | None:
    """Turn what stands in a cell into `+79143965354`; None if it is no number.

    Raises Shortened when the program that saved the file threw digits away.
    """
    typed = _spelt_out(text.strip().lstrip("'=\"").rstrip('"'))
    bare = _NOISE.sub("", typed)
    if found := _PLAIN.fullmatch(bare):
        return f"+7{found[1]}"
    return normalize(typed) if 0 < len(bare) <= 20 else None  # noqa: PLR2004 - no number is longer


def read_sim(text: str) -> str | None:
    """Read a card's number: 19 or 20 digits that begin with 89, the last a check digit."""
    bare = _NOISE.sub("", _spelt_out(text.strip().lstrip("'")))
    return bare if _SIM.fullmatch(bare) and _luhn(bare) else None


def _spelt_out(text: str) -> str:
    """Undo what spreadsheets do to long numbers: 89143965354.0, 8,9143965354E+10."""
    if whole := _WHOLE.fullmatch(text):
        return whole[1]
    found = _EXPONENT.fullmatch(text)
    if not found:
        return text
    try:
        number = Decimal(f"{found[1].replace(',', '.')}E{found[2]}")
    except InvalidOperation:
        return text
    written = len(found[1].replace(",", "").replace(".", ""))
    if int(found[2]) + 1 > written and int(found[2]) + 1 >= _LEAST_DIGITS:
        raise Shortened(text)
    return str(int(number))


def _luhn(digits: str) -> bool:
    """Check a card's last digit; nineteen digits carry it, the twentieth is the maker's own."""
    total = 0
    for place, digit in enumerate(reversed(digits[:19])):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the sum of two digits
    return total % 10 == 0
