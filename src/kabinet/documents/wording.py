"""How a Russian letter says a sum, a date, a name and a post.

Declension is a proposal: some four names in a hundred follow no rule. What it gives goes into a
field that a person can correct, with the nominative one tap away.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from kabinet.kit.money import Money

MALE, FEMALE = "male", "female"
_NBSP = "\N{NO-BREAK SPACE}"  # a sum, a date or initials never break over two lines
_MSK = timedelta(hours=3)
_RUSSIAN_PHONE = re.compile(r"\+7\d{10}")

_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_GRAMMEMES = {
    "genitive": "gent",
    "dative": "datv",
    "accusative": "accs",
    "instrumental": "ablt",
    "prepositional": "loct",
}
_TURKIC = {
    "оглы": MALE, "оглу": MALE, "угли": MALE, "улы": MALE, "уулу": MALE,
    "кызы": FEMALE, "гызы": FEMALE, "кизи": FEMALE,
}  # fmt: skip
_PATRONYMIC = re.compile(
    "(?:[оеё]вич|ьич|[оеё]вна|[иы]нична|ична)$|^(?:ильич|лукич|фомич|кузьмич)$"
)
# Чтец, кузнец, мудрец keep the vowel (кузнеца); without two consonants it goes (бойца).
_KEEPS_VOWEL = re.compile("[бвгджзйклмнпрстфхцчшщь]{2}ец$")
_NOUN_ENDINGS = {
    "genitive": "а", "dative": "у", "accusative": "а", "instrumental": "ом", "prepositional": "е",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class FullName:
    surname: str
    name: str = ""
    patronymic: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.surname, self.name, self.patronymic)))


def money_text(amount: Money) -> str:
    """Write «1 234,56 руб.»; its spaces do not break."""
    sign = "−" if amount < 0 else ""
    return f"{sign}{_grouped(abs(amount.roubles))},{amount.kopecks:02d}{_NBSP}руб."


def roubles_in_words(amount: Money) -> str:
    """Write «1 234 (одна тысяча двести тридцать четыре) рубля 56 копеек»."""
    from num2words.lang_RU import Num2Word_RU  # noqa: PLC0415 - heavy

    if amount < 0:
        raise ValueError("A sum in words is never below nothing")
    speller = Num2Word_RU()
    roubles = speller.pluralize(amount.roubles, ("рубль", "рубля", "рублей"))
    kopecks = speller.pluralize(amount.kopecks, ("копейка", "копейки", "копеек"))
    words = speller.to_cardinal(amount.roubles)
    return f"{_grouped(amount.roubles)} ({words}) {roubles} {amount.kopecks:02d}{_NBSP}{kopecks}"


def phone_text(number: str) -> str:
    """Write «+7 914 396-53-54», its spaces not breaking; what is no such number stays."""
    if not _RUSSIAN_PHONE.fullmatch(number):
        return number
    return f"+7{_NBSP}{number[2:5]}{_NBSP}{number[5:8]}-{number[8:10]}-{number[10:]}"


def date_in_words(day: date) -> str:
    """Write «24 ноября 2026 г.»."""
    return f"{day.day}{_NBSP}{_MONTHS[day.month - 1]} {day.year}{_NBSP}г."


def date_in_speech(day: date) -> str:
    """Write «24 ноября 2026 года», as a voice reads it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year} года"


def date_in_digits(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def moment_in_words(at: datetime, zone: str) -> str:
    """Write «24 ноября 2026 г., 14:05 (МСК+6)»: the local time of a zone, and which it is."""
    local = at.astimezone(ZoneInfo(zone))
    ahead = round(((local.utcoffset() or timedelta()) - _MSK) / timedelta(hours=1))
    beside = f"{ahead:+d}".replace("-", "−") if ahead else ""
    return f"{date_in_words(local)}, {local:%H:%M} (МСК{beside})"


def split_name(typed: str) -> FullName:
    """Split a full name as people write it: surname first, or last after a patronymic."""
    words = typed.split()
    tail = [words.pop()] if len(words) > 1 and words[-1].lower() in _TURKIC else []
    if len(words) == 3 and _is_patronymic(words[1]) and not _is_patronymic(words[2]):  # noqa: PLR2004
        words = [words[2], words[0], words[1]]
    surname, name, *rest = [*words, "", ""]
    return FullName(surname=surname, name=name, patronymic=" ".join(filter(None, rest + tail)))


def short_name(surname: str, name: str = "", patronymic: str = "") -> str:
    """Write «Иванов И. И.», «Алиев В. Г. оглы»."""
    own, _, tail = patronymic.partition(" ")
    return _NBSP.join(filter(None, (surname, _initial(name), _initial(own), tail)))


def sex_of(surname: str, name: str = "", patronymic: str = "") -> str:
    """Guess "male" or "female" from a name; "" where it could be either."""
    from pytrovich.detector import PetrovichGenderDetector  # noqa: PLC0415 - heavy
    from pytrovich.enums import Gender  # noqa: PLC0415 - heavy

    if sex := _TURKIC.get(patronymic.lower().rpartition(" ")[2]):
        return sex
    found = PetrovichGenderDetector().detect(  # type: ignore[no-untyped-call]
        firstname=name or None, lastname=surname or "", middlename=patronymic or None
    )
    return {Gender.MALE: MALE, Gender.FEMALE: FEMALE}.get(found, "")


def decline_name(
    surname: str, name: str = "", patronymic: str = "", *, sex: str = "", case: str
) -> str:
    """Put a full name into a case (genitive, dative, …).

    `sex` is guessed when it is not given; a name of unknown sex stays in the nominative.
    """
    sex = sex or sex_of(surname, name, patronymic)
    if not sex:
        return str(FullName(surname=surname, name=name, patronymic=patronymic))
    return str(
        FullName(
            surname=_surname(surname, sex, case),
            name=_name_part("FIRSTNAME", name, sex, case),
            patronymic=_patronymic(patronymic, sex, case),
        )
    )


def decline_post(post: str, case: str) -> str:
    """Put a post into a case: its head and the adjectives before it; what follows stays."""
    words = post.split(" ")
    readings = _readings(words)
    if not readings:
        return post
    gender = str(readings[-1].tag.gender or "masc")
    declined = [
        _declined(word, reading, gender, _GRAMMEMES[case])
        for word, reading in zip(words, readings, strict=False)
    ]
    return " ".join(declined + words[len(declined) :])


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", _NBSP)


def _initial(name: str) -> str:
    return "-".join(f"{part[0].upper()}." for part in name.split("-") if part)


def _is_patronymic(word: str) -> bool:
    return bool(_PATRONYMIC.search(word.lower()))


def _surname(surname: str, sex: str, case: str) -> str:
    if sex == MALE and _KEEPS_VOWEL.search(surname.lower()):
        return surname + _NOUN_ENDINGS[case]
    return _name_part("LASTNAME", surname, sex, case)


def _patronymic(patronymic: str, sex: str, case: str) -> str:
    """Гусейн оглы stays as it is: such patronymics are not declined."""
    if patronymic.lower().rpartition(" ")[2] in _TURKIC:
        return patronymic
    return _name_part("MIDDLENAME", patronymic, sex, case)


def _name_part(part: str, name: str, sex: str, case: str) -> str:
    from pytrovich.enums import Case, Gender, NamePart  # noqa: PLC0415 - heavy
    from pytrovich.maker import PetrovichDeclinationMaker  # noqa: PLC0415 - heavy

    if not name:
        return ""
    return str(
        PetrovichDeclinationMaker().make(
            NamePart[part], Gender[sex.upper()], Case[case.upper()], name
        )
    )


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - heavy

    return MorphAnalyzer(lang="ru")


def _nominatives(word: str) -> list[Any]:
    """List the readings of a word as a singular nominative; an adverb stands as it is."""
    return [
        reading
        for reading in _dictionary().parse(word)
        if reading.tag.POS == "ADVB"
        or (reading.tag.POS in {"NOUN", "ADJF", "PRTF"} and {"sing", "nomn"} in reading.tag)
    ]


def _readings(words: list[str]) -> list[Any]:
    """Read the words up to the head: the first noun, or else the last of the adjectives.

    «Старший смены» is headed by a noun; «старший менеджер» is not: a noun follows.
    """
    found: list[Any] = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        readings = _nominatives(word)
        if not readings:
            break
        noun_follows = any(reading.tag.POS == "NOUN" for reading in _nominatives(following))
        qualifiers = [reading for reading in readings if reading.tag.POS != "NOUN"]
        found.append(qualifiers[0] if noun_follows and qualifiers else readings[0])
        if found[-1].tag.POS == "NOUN":
            break
    return found


def _declined(word: str, reading: Any, gender: str, grammeme: str) -> str:
    if reading.tag.POS == "ADVB":
        return word
    wanted = {"sing", grammeme} if reading.tag.POS == "NOUN" else {"sing", gender, grammeme}
    inflected = reading.inflect(wanted)
    return _same_case(word, inflected.word) if inflected else word


def _same_case(like: str, word: str) -> str:
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word
