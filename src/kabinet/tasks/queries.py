"""What waits, what failed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet

from kabinet.tasks.models import Task

_OPEN = Q(done_at__isnull=True, dead_at__isnull=True)


def due(at: datetime) -> QuerySet[Task]:
    """Give the tasks that nobody is at work on and whose time has come, the oldest first."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=at)
    return Task.objects.filter(_OPEN, free, run_at__lte=at).order_by("run_at", "id")


def dead() -> QuerySet[Task]:
    """Give the tasks that were given up, the latest first: somebody must look at them."""
    return Task.objects.filter(dead_at__isnull=False).order_by("-dead_at")


@dataclass(frozen=True)
class Backlog:
    """How far behind the workers are."""

    waiting: int
    failed: int
    oldest_due: datetime | None


def backlog(at: datetime) -> Backlog:
    late = Task.objects.filter(_OPEN, run_at__lte=at)
    return Backlog(late.count(), dead().count(), late.aggregate(oldest=Min("run_at"))["oldest"])
