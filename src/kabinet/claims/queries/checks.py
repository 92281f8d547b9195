"""What must hold of every claim, whatever happened (`kabinet verify`)."""

from django.db.models import Exists, F, OuterRef, Q, Sum

from kabinet.cases.models import Case
from kabinet.cases.states import CaseState
from kabinet.claims.models import Claim, Decision


def verify() -> list[str]:
    """List claims whose state, decision and money contradict each other."""
    return [*_undecided(), *_unpaid(), *_wrong_sums(), *_wrong_lines()]


def _undecided() -> list[str]:
    final = Decision.objects.filter(claim__case=OuterRef("pk"), final_at__isnull=False)
    ended = Case.objects.filter(
        ~Exists(final), claim__isnull=False, state__in=[CaseState.ANSWERED, CaseState.SETTLED]
    )
    return [f"claim {one.reference}: {one.state}, and nobody decided it" for one in ended]


def _unpaid() -> list[str]:
    upheld = Decision.objects.filter(final_at__isnull=False, amount__gt=0, transfer=None)
    return [f"claim {one.claim.case.reference}: upheld, and not paid" for one in upheld]


def _wrong_sums() -> list[str]:
    paid = Decision.objects.filter(transfer__isnull=False).exclude(transfer__amount=F("amount"))
    return [f"claim {one.claim.case.reference}: decided and paid sums differ" for one in paid]


def _wrong_lines() -> list[str]:
    claims = Claim.objects.annotate(total=Sum("lines__amount")).filter(
        ~Q(total=F("claimed")), total__isnull=False
    )
    return [f"claim {one.case.reference}: its lines add up to {one.total}" for one in claims]
