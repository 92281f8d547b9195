"""What a breach costs by the pack's rules, and how it was counted, in sentences."""

from collections.abc import Collection
from datetime import date
from typing import Any

from kabinet.claims.rules.calculator import Breach, Line, Reckoning, Rules, reckon
from kabinet.documents.wording import date_in_digits, money_text
from kabinet.kit.money import ZERO, Money
from kabinet.pack.formats import Ground
from kabinet.pack.justice import Court
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Kind

_WHOLE = 100


def reckoning(
    ground: Ground,
    party_kind: str,
    *,
    principal: Money,
    price: Money,
    due_on: date,
    until: date,
    moral_harm: Money = ZERO,
    excuses: Collection[str] = (),
) -> Reckoning:
    """Count penalty, interest and fine. Only a consumer has penalty, fine and moral harm."""
    is_consumer = party_kind == Kind.PERSON
    breach = Breach(
        principal=principal,
        price=price,
        due_on=due_on,
        until=until,
        moral_harm=moral_harm if is_consumer else ZERO,
        excuses=excuses,
    )
    return reckon(breach, rules_for(ground, is_consumer=is_consumer))


def rules_for(ground: Ground, *, is_consumer: bool) -> Rules:
    pack = operator_pack()
    if not is_consumer:
        return Rules(rates=pack.rates)
    return Rules(
        rates=pack.rates,
        penalties=pack.penalty_editions.get(ground.penalty, ()),
        fines=pack.fine_editions.get("consumer", ()),
    )


def court_for(party_kind: str, price: Money, day: date) -> Court:
    """Find the court: the first of the pack's table that fits who sues and for how much."""
    return next(
        court
        for court in operator_pack().courts_on(day)
        if party_kind in court.parties
        and (not court.up_to or price <= court.up_to)
        and (price or court.without_money)
    )


def explained(lines: Collection[Line], language: str) -> list[str]:
    """Say a derivation in sentences."""
    pack = operator_pack()
    return [
        pack.text(
            line.code, language, **{name: _said(name, one) for name, one in line.values.items()}
        )
        for line in lines
    ]


def _said(name: str, value: Any) -> str:
    if name == "percent":
        whole, rest = divmod(value, _WHOLE)
        return f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)
    if isinstance(value, Money):
        return money_text(value)
    return date_in_digits(value) if isinstance(value, date) else str(value)
