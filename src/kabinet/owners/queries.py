"""Requests to change an owner's data. Reads for the portal begin with `visible_to`."""

from django.db.models import Q, QuerySet

from kabinet.access.models import User
from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.cases.states import CLOSED, CaseState
from kabinet.owners.models import AskedField, FieldState, OwnerChange
from kabinet.owners.rules import PASSPORT, outcome
from kabinet.parties.models import Party


def visible_to(user: User) -> QuerySet[OwnerChange]:
    """All requests about this person, or about the company for which he may ask."""
    changes = OwnerChange.objects.select_related("case", "party").order_by("-pk")
    if not user.holder_id or not user.may(Permit.CHANGE_OWNER_DATA):
        return changes.none()
    return changes.filter(party_id=user.holder_id).prefetch_related("fields", "proof")


def change_of(case: Case) -> OwnerChange | None:
    found = OwnerChange.objects.select_related("case", "party", "decided_by")
    return found.filter(case=case).prefetch_related("fields", "proof").first()


def present(party: Party, field: str) -> str:
    """Tell what we have now; a passport is not told."""
    return "" if field == PASSPORT else str(getattr(party, field))


def verify() -> list[str]:
    """List requests whose case and fields tell different stories, and values kept too long."""
    return [*_unlike_their_case(), *_kept_too_long()]


def _unlike_their_case() -> list[str]:
    found = []
    judged = OwnerChange.objects.filter(case__state__in=CLOSED).exclude(
        case__state=CaseState.WITHDRAWN
    )
    for change in judged.select_related("case").prefetch_related("fields").order_by("pk"):
        told = outcome(one.state == FieldState.ACCEPTED for one in change.fields.all())
        if told != change.case.state or change.decided_at is None:
            found.append(f"change {change.pk}: its fields say {told}, its case {change.case.state}")
    return found


def _kept_too_long() -> list[str]:
    kept = AskedField.objects.exclude(value="").exclude(state=FieldState.ASKED)
    of_people = kept.filter(~Q(change__party__kind="company"))
    return [
        f"field {pk}: a person's value is kept" for pk in of_people.values_list("pk", flat=True)
    ]
