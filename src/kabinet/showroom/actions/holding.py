"""A visit held while something is done to it, and the line about it."""

from datetime import datetime
from typing import Any

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.journal.actions import note
from kabinet.showroom.errors import Closed
from kabinet.showroom.models import Visit


def open_case(case: Case) -> Case:
    """Hold the case's row: what is done to its visits is done one after another.

    Raises Closed.
    """
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if fresh.closed_at is not None:
        raise Closed
    return fresh


def held(visit: Visit) -> Visit:
    """Hold a visit's row, its case beside it."""
    case = Case.objects.select_for_update().get(pk=visit.case_id)
    fresh = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    fresh.case = case
    return fresh


def note_visit(
    what: str, visit: Visit, *, at: datetime, by: User | None, actor: str = "", **more: Any
) -> None:
    """Write the line about a visit into the chain of its case."""
    data = {"visit": visit.pk, "side": visit.side, "office": visit.office, **more}
    note(what=what, about=visit.case, at=at, by=by, actor=actor, data=data, public=True)
