"""What a breach costs: penalty, interest and fine, each figure with the lines that lead to it.

Money in whole kopecks, percent in hundredths. A figure is rounded once for each printed line,
half a kopeck up, so that the lines add up to the sum.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from kabinet.kit.money import ZERO, Money
from kabinet.pack.justice import FineRule, PenaltyRule, Rate

_DAY = timedelta(days=1)
_WHOLE = 100_00  # hundredths of per cent in the whole


@dataclass(frozen=True)
class Line:
    """One step of a calculation: the code of its sentence, and what stands in it."""

    code: str
    values: Mapping[str, Money | date | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    amount: Money
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Breach:
    """What was not paid in time. `due_on`: the last day of the term; `until`: counted up to it."""

    principal: Money  # what is demanded back
    price: Money  # of the service, or what was paid for the goods
    due_on: date
    until: date
    moral_harm: Money = ZERO
    excuses: Collection[str] = ()  # the fine's exceptions that hold


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The law by date: no penalty and no fine for whoever is no consumer."""

    rates: Sequence[Rate]
    penalties: Sequence[PenaltyRule] = ()  # the editions of one rule
    fines: Sequence[FineRule] = ()


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """Every figure apart. `price` is the price of the claim: without fine and moral harm."""

    principal: Money
    penalty: Figure
    interest: Figure
    price: Figure
    fine: Figure
    moral_harm: Money


def reckon(breach: Breach, rules: Rules) -> Reckoning:
    """Count everything for the day `until`.

    A penalty set by law takes the place of interest on the same money; interest is then shown,
    and not added.
    """
    penalty = penalty_for(breach, rules.penalties)
    interest = interest_on(breach.principal, breach.due_on + _DAY, breach.until, rules.rates)
    added = penalty if penalty.amount else interest
    total = Money(breach.principal + added.amount)
    named = "calc.price.penalty" if penalty.amount else "calc.price.interest"
    line = Line(named, {"principal": breach.principal, "added": added.amount, "sum": total})
    awarded = Money(total + breach.moral_harm)
    return Reckoning(
        principal=breach.principal,
        penalty=penalty,
        interest=interest,
        price=Figure(total, (line,)),
        fine=fine_on(awarded, breach.until, rules.fines, breach.excuses),
        moral_harm=breach.moral_harm,
    )


def penalty_for(breach: Breach, editions: Sequence[PenaltyRule]) -> Figure:
    """Count the penalty by day, by the edition of each day, and cap it as the last day says."""
    first = breach.due_on + _DAY
    counted = [
        (rule, max(first, rule.valid_from), min(breach.until, rule.valid_until - _DAY))
        for rule in editions
    ]
    lines, total = [], ZERO
    for rule, since, until in counted:
        days = (until - since).days + 1
        if days <= 0:
            continue
        part = _share(breach.price, rule.hundredths * days)
        total = Money(total + part)
        values = {"price": breach.price, "percent": rule.hundredths, "days": days}
        lines.append(Line("calc.penalty", {**values, "from": since, "until": until, "sum": part}))
    ruling = next((one for one in editions if one.holds_on(breach.until)), None)
    if ruling and ruling.is_capped and total > breach.price:
        total = breach.price
        lines.append(Line("calc.capped", {"sum": total}))
    return Figure(total, tuple(lines))


def interest_on(sum_: Money, first: date, last: date, rates: Sequence[Rate]) -> Figure:
    """Count interest by the key rate of each period, a year by its own number of days."""
    lines, total = [], ZERO
    for rate, since, until in _periods(first, last, rates):
        days, year = (until - since).days + 1, _days_of(since.year)
        part = _share(sum_, rate.hundredths * days, of=year)
        total = Money(total + part)
        values = {"principal": sum_, "percent": rate.hundredths, "days": days, "year": year}
        lines.append(Line("calc.interest", {**values, "from": since, "until": until, "sum": part}))
    newest = rates[-1] if rates else None
    if newest and last > newest.checked_on:
        lines.append(Line("calc.rate_unchecked", {"day": newest.checked_on}))
    return Figure(total, tuple(lines))


def fine_on(
    awarded: Money, day: date, editions: Sequence[FineRule], excuses: Collection[str]
) -> Figure:
    """Count the fine on what would be awarded, unless an exception of that day holds."""
    rule = next((one for one in editions if one.holds_on(day)), None)
    if rule is None:
        return Figure(ZERO)
    if excused := [one for one in rule.exceptions if one in excuses]:
        return Figure(ZERO, tuple(Line(f"calc.excuse.{one}") for one in excused))
    amount = _share(awarded, rule.hundredths)
    values = {"percent": rule.hundredths, "awarded": awarded, "sum": amount}
    return Figure(amount, (Line("calc.fine", values),))


def _periods(first: date, last: date, rates: Sequence[Rate]) -> Iterator[tuple[Rate, date, date]]:
    """Cut a time where the rate or the year changes. Before the first rate nothing is known."""
    ends = [*(later.valid_from - _DAY for _, later in pairwise(rates)), date.max]
    for rate, end in zip(rates, ends, strict=True):
        since = max(first, rate.valid_from)
        until = min(last, end)
        while since <= until:
            stop = min(until, date(since.year, 12, 31))
            yield rate, since, stop
            since = stop + _DAY


def _days_of(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def _share(sum_: Money, hundredths: int, *, of: int = 1) -> Money:
    """Take so many hundredths of per cent of a sum, half a kopeck up."""
    whole = _WHOLE * of
    return Money((2 * int(sum_) * hundredths + whole) // (2 * whole))
