"""A second opinion on working days: written from the decrees' table, day by day, on its own.

It shares no code and no data with the product: neither the package `holidays` nor the packs.
Decrees: 2024-2027 as published; 2028-2035 by Labour Code art. 112 alone (provisional).
"""

from datetime import date, timedelta

DAY = timedelta(days=1)
HOLIDAYS = {
    *((1, day) for day in range(1, 9)),
    *((2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)),
}
OFF_BY_DECREE = """
    2024-04-29 2024-04-30 2024-05-10 2024-12-30 2024-12-31
    2025-05-02 2025-05-08 2025-06-13 2025-11-03 2025-12-31
    2026-01-09 2026-12-31
    2027-02-22 2027-11-05 2027-12-31
"""
WORKED_SATURDAYS = "2024-04-27 2024-11-02 2024-12-28 2025-11-01 2027-02-20"
# Holidays on a weekend whose rest the decree sent elsewhere, not to the next working day.
SENT_ELSEWHERE = "2025-02-23 2025-03-08"
DECREED = range(2024, 2028)


def days_in(text: str) -> set[date]:
    return {date.fromisoformat(word) for word in text.split()}


OFF, WORKED, ELSEWHERE = days_in(OFF_BY_DECREE), days_in(WORKED_SATURDAYS), days_in(SENT_ELSEWHERE)


def is_holiday(day: date) -> bool:
    return (day.month, day.day) in HOLIDAYS


def rests_for_a_weekend_holiday(day: date) -> bool:
    """Tell whether the holiday of the weekend just before gives this day off (art. 112)."""
    if day.weekday() >= 5 or is_holiday(day):
        return False
    before = day - DAY
    while before.weekday() >= 5 or is_holiday(before):
        fell_on_a_weekend = is_holiday(before) and before.weekday() >= 5
        if fell_on_a_weekend and before.month != 1 and before not in ELSEWHERE:
            return True
        before -= DAY
    return False


def works(day: date) -> bool:
    if day in WORKED:
        return True
    if day.weekday() >= 5 or is_holiday(day) or day in OFF:
        return False
    return not rests_for_a_weekend_holiday(day)


def working_days_after(day: date, n: int) -> date:
    while n:
        day += DAY
        if works(day):
            n -= 1
    return day


def rolled(day: date) -> date:
    while not works(day):
        day += DAY
    return day


def calendar_days_after(day: date, n: int) -> date:
    for _ in range(n):
        day += DAY
    return rolled(day)


def months_after(day: date, n: int) -> date:
    year, month = day.year, day.month
    for _ in range(n):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    last = day.day
    while True:
        try:
            return rolled(date(year, month, last))
        except ValueError:
            last -= 1


def is_provisional(first: date, last: date) -> bool:
    return any(year not in DECREED for year in range(first.year, last.year + 1))
