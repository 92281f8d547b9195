"""Numbers, places and identities: check digits, zones, ranges, references between the files."""

import re
from collections.abc import Iterator
from zoneinfo import available_timezones

from kabinet.kit.registration import (
    is_bic,
    is_correspondent_account,
    is_inn_of_company,
    is_kpp,
    is_ogrn,
    is_settlement_account,
)
from kabinet.pack.clocks import ClockRule
from kabinet.pack.formats import Bank, NumberRange, Operator
from kabinet.pack.loading import Placed, Raw
from kabinet.pack.reading import Problem

NUMBER = re.compile(r"\+\d{11}\Z")
TEL = re.compile(r"\+?\d{3,14}\Z")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
GATES = frozenset({"limit", "self_ban", "user_data", "working_relation"})
ADDRESS = re.compile(r"https://\S+\Z")


def operator(raw: Raw) -> Iterator[Problem]:
    row = raw.singles.get("operator")
    if row is None:
        return
    details = row.value
    yield from _registration(row, details)
    if not EMAIL.match(details.claims_email):
        yield row.problem("claims_email", f"no e-mail address: {details.claims_email!r}")
    for key in ("form_url", "site"):
        if not ADDRESS.match(getattr(details, key)):
            yield row.problem(key, "an https:// address is needed")
    yield from _bank(row, details.bank)


def _registration(row: Placed, details: Operator) -> Iterator[Problem]:
    if not is_inn_of_company(details.inn):
        yield row.problem("inn", f"the check digit of the INN {details.inn} is wrong")
    if not is_ogrn(details.ogrn):
        yield row.problem("ogrn", f"the check digit of the OGRN {details.ogrn} is wrong")
    if details.kpp and not is_kpp(details.kpp):
        yield row.problem("kpp", f"{details.kpp} is no KPP")


def _bank(row: Placed, bank: Bank | None) -> Iterator[Problem]:
    if bank is None:
        return
    if not is_bic(bank.bic):
        yield row.problem("bank.bic", f"{bank.bic} is no BIC")
        return
    if not is_settlement_account(bank.account, bank.bic):
        yield row.problem("bank.account", f"the check digit of {bank.account} is wrong")
    if not is_correspondent_account(bank.correspondent, bank.bic):
        yield row.problem("bank.correspondent", f"{bank.correspondent} is not this bank's")


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


def gates(raw: Raw) -> Iterator[Problem]:
    """See that the program knows each gate, that it has a source, and a limit its number."""
    for row in raw.rows("gates"):
        if row.value.kind not in GATES:
            yield row.problem("kind", f"the program knows no gate {row.value.kind!r}")
        if not row.value.source or row.value.checked_on is None:
            yield row.problem("source", "say where it is written, and when that was checked")
        if (row.value.kind == "limit") != (row.value.most > 0):
            yield row.problem("most", "a limit has a number above zero, and no other gate has one")


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
