"""The status that anyone with the reference and the code may see: no personal data in it."""

from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

from kabinet.cases.models import Case, CaseClock
from kabinet.cases.rules import read_code, read_reference
from kabinet.cases.states import CaseState


@dataclass(frozen=True)
class PublicStatus:
    reference: str
    kind: str
    state: str
    topic: str
    title: str
    zone: str
    registered_at: object
    closed_at: object
    clocks: list[CaseClock]

    @property
    def state_label(self) -> object:
        return CaseState(self.state).label


def digest_of(code: str) -> str:
    return salted_hmac("kabinet.cases.status", code, algorithm="sha256").hexdigest()


def by_status_code(typed_reference: str, typed_code: str) -> PublicStatus | None:
    """Find a case by both; a wrong code and an unknown reference are the same to the asker."""
    reference = read_reference(typed_reference)
    case = Case.objects.select_related("entry").filter(reference=reference).first()
    kept = case.status_digest if case else digest_of("")
    if not constant_time_compare(kept, digest_of(read_code(typed_code))) or case is None:
        return None
    return PublicStatus(
        reference=case.reference,
        kind=case.kind,
        state=case.state,
        topic=case.topic,
        title=case.title,
        zone=case.zone,
        registered_at=case.entry.registered_at,
        closed_at=case.closed_at,
        clocks=list(case.clocks.order_by("due_at", "pk")),
    )
