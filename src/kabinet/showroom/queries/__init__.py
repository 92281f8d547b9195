"""Every read of visits."""

from kabinet.showroom.queries.lists import (
    Unseen,
    appearances_of,
    live_visit_of,
    overdue,
    unseen,
    visit_by_code,
    visits_of,
    visits_on,
)
from kabinet.showroom.queries.slots import (
    Slot,
    day_at,
    first_day,
    free_days,
    free_slots,
    offices_for_visits,
)

__all__ = [
    "Slot",
    "Unseen",
    "appearances_of",
    "day_at",
    "first_day",
    "free_days",
    "free_slots",
    "live_visit_of",
    "offices_for_visits",
    "overdue",
    "unseen",
    "visit_by_code",
    "visits_of",
    "visits_on",
]
