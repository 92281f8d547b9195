"""Numbers, places and identities: check digits, zones, ranges, references between the files."""

import re
from collections.abc import Iterator
from zoneinfo import available_timezones

from kabinet.pack.clocks import ClockRule
from kabinet.pack.formats import NumberRange
from kabinet.pack.loading import Placed, Raw
from kabinet.pack.reading import Problem

NUMBER = re.compile(r"\+\d{11}\Z")
TEL = re.compile(r"\+?\d{3,14}\Z")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
ADDRESS = re.compile(r"https://\S+\Z")


def inn_is_right(inn: str) -> bool:
    """Check the last digit of a company's taxpayer number (10 digits, weights mod 11 mod 10)."""
    if not re.fullmatch(r"\d{10}", inn) or not int(inn):
        return False
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    total = sum(weight * int(digit) for weight, digit in zip(weights, inn, strict=False))
    return total % 11 % 10 == int(inn[9])


def ogrn_is_right(ogrn: str) -> bool:
    """Check the last digit of a company's register number (13 digits, mod 11 mod 10)."""
    return bool(re.fullmatch(r"\d{13}", ogrn)) and int(ogrn[:12]) % 11 % 10 == int(ogrn[12])


def operator(raw: Raw) -> Iterator[Problem]:
    row = raw.singles.get("operator")
    if row is None:
        return
    details = row.value
    if not inn_is_right(details.inn):
        yield row.problem("inn", f"the check digit of the INN {details.inn} is wrong")
    if not ogrn_is_right(details.ogrn):
        yield row.problem("ogrn", f"the check digit of the OGRN {details.ogrn} is wrong")
    if not EMAIL.match(details.claims_email):
        yield row.problem("claims_email", f"no e-mail address: {details.claims_email!r}")
    for key in ("form_url", "site"):
        if not ADDRESS.match(getattr(details, key)):
            yield row.problem(key, "an https:// address is needed")


def places(raw: Raw) -> Iterator[Problem]:
    zones = available_timezones()
    regions = raw.sections.get("regions", {})
    for row in raw.rows("regions"):
        if row.value.zone not in zones:
            yield row.problem("zone", f"unknown time zone {row.value.zone!r}")
    for section in ("offices", "ranges"):
        for row in raw.rows(section):
            if row.value.region and row.value.region not in regions:
                yield row.problem("region", f"unknown region {row.value.region!r}")
    yield from _office_zone(raw, zones)


def _office_zone(raw: Raw, zones: set[str]) -> Iterator[Problem]:
    zone = raw.settings.get("office.zone")
    if zone is not None and zone.value not in zones:
        yield Problem(zone.file, zone.line, "office.zone", f"unknown time zone {zone.value!r}")


def hotlines(raw: Raw) -> Iterator[Problem]:
    for row in raw.rows("hotlines"):
        if not TEL.match(row.value.tel):
            yield row.problem("tel", f"no number to dial: {row.value.tel!r}")


def ranges(raw: Raw) -> Iterator[Problem]:
    rows = sorted(raw.rows("ranges"), key=lambda row: str(row.value.first))
    last: Placed | None = None
    for row in rows:
        one: NumberRange = row.value
        if not NUMBER.match(one.first) or not NUMBER.match(one.last) or one.last < one.first:
            yield row.problem("first", f"no range of numbers: {one.first} – {one.last}")
        elif last is not None and one.first <= last.value.last:
            yield row.problem("first", f"overlaps the range of {last.file}:{last.line}")
        last = row


def clocks(raw: Raw) -> Iterator[Problem]:
    known = raw.mappings.get("texts", {})
    for row in raw.rows("clocks"):
        rule: ClockRule = row.value
        if rule.n <= 0:
            yield row.problem("n", "a clock runs for at least one unit")
        if rule.in_hours and rule.roll:
            yield row.problem("roll", "a clock in hours does not roll to another day")
        if rule.kind == "legal" and not rule.norm:
            yield row.problem("norm", "a legal clock cites its norm")
        if rule.pausable != bool(rule.pause_reasons):
            yield row.problem(
                "pause_reasons", "a clock that pauses names the reasons, no other does"
            )
        for reason in rule.pause_reasons:
            if f"pause.{reason}" not in known:
                yield row.problem("pause_reasons", f"no text `pause.{reason}` says it to people")


def references(raw: Raw) -> Iterator[Problem]:
    for row in raw.rows("norms"):
        if row.value.act not in raw.sections.get("acts", {}):
            yield row.problem("act", f"unknown act {row.value.act!r}")
    for row in raw.rows("settlements"):
        if row.value.ground not in raw.sections.get("grounds", {}):
            yield row.problem("ground", f"unknown ground {row.value.ground!r}")
    both = raw.sections.get("tariffs", {}).keys() & raw.sections.get("services", {}).keys()
    for code in sorted(both):
        row = raw.sections["services"][code][0]
        yield row.problem("code", f"{code!r} is a tariff already")
