"""An order whose lines have all ended is closed, and its holder is told."""

from datetime import datetime

from kabinet.cases.actions import close_case
from kabinet.cases.models import Case
from kabinet.cases.states import CLOSED, CaseState
from kabinet.journal.actions import note
from kabinet.mailroom.actions import queue_message
from kabinet.orders.models import Order
from kabinet.orders.queries.lists import Progress, progress_of
from kabinet.pack.contents import fill
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack


def close_if_ended(order: Order, *, at: datetime) -> bool:
    """Close an order of which nothing is open any more, in the caller's transaction."""
    progress = progress_of(order)
    case = Case.objects.select_for_update().get(pk=order.case_id)
    if progress.open or case.state in CLOSED:
        return False
    state = state_of(progress)
    close_case(case=case, state=state, by=None, at=at)
    note(
        what="order.ended",
        about=case,
        at=at,
        actor="rule",
        data={"outcome": str(state), "done": progress.done, "refused": progress.refused},
        public=True,
    )
    if state != CaseState.WITHDRAWN:
        tell(order, case, str(state), at=at, done=progress.done, refused=progress.refused)
    return True


def state_of(progress: Progress) -> CaseState:
    """Name the end of an order by those of its lines."""
    if progress.done == progress.total:
        return CaseState.CARRIED_OUT
    if progress.done:
        return CaseState.PARTLY
    return CaseState.REFUSED if progress.refused else CaseState.WITHDRAWN


def tell(order: Order, case: Case, what: str, *, at: datetime, **counts: int) -> None:
    """Queue the notice of what has become of an order, for who filed it."""
    if not case.claimant_email:
        return
    pack = operator_pack()
    values = {
        "operator": say(pack.operator.short_name, case.language),
        "reference": case.reference,
        **counts,
    }
    words = {
        part: fill(say(pack.texts[f"notice.order.{what}{part}"], case.language), values)
        for part in ("", ".subject")
    }
    queue_message(
        key=f"order:{order.pk}:{what}:{at.isoformat()}",
        channel="email",
        to=case.claimant_email,
        subject=words[".subject"],
        text=words[""],
        about=case,
        at=at,
    )
