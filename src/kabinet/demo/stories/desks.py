"""Those who work here, and what lies on each desk now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.applications.queries import open_applications
from kabinet.cases.models import Case
from kabinet.cases.states import CaseState, Desk as CaseDesk
from kabinet.demo.stories.cast import address
from kabinet.demo.world.staff import CLERKS, Clerk
from kabinet.journal.models import Note
from kabinet.payments.queries.lists import count_waiting
from kabinet.showroom.models import Visit

# What each does here, and the page on which he begins.
_WORK = {
    Role.REGISTRY: (gettext_lazy("Registry: all that arrives gets its number"), "desk:register"),
    Role.CLAIMS_OFFICER: (gettext_lazy("Claims officer: reads the facts, decides"), "desk:queue"),
    Role.CLAIMS_LEAD: (gettext_lazy("Head of claims: signs what is above the limit"), "desk:queue"),
    Role.CARE_AGENT: (gettext_lazy("Contact centre: answers questions"), "desk:queue"),
    Role.SHOWROOM: (gettext_lazy("Showroom: meets visitors, sees papers"), "desk:visits"),
    Role.PROCESSING: (gettext_lazy("Processing centre: carries out orders"), "desk:processing"),
    Role.PERSONAL_MANAGER: (
        gettext_lazy("Personal manager: companies, and those who become clients"),
        "desk:applications",
    ),
    Role.BILLING: (gettext_lazy("Billing: money from the bank to its accounts"), "desk:statements"),
    Role.SUPERVISOR: (gettext_lazy("Supervisor: who is late, who has too much"), "desk:board"),
    Role.AUDITOR: (gettext_lazy("Auditor: who did what, and who read what"), "desk:journal"),
    Role.ADMINISTRATOR: (gettext_lazy("Administrator: users and rights"), "desk:users"),
}


@dataclass(frozen=True)
class Desk:
    """A member of staff: what he does, and what waits for him."""

    clerk: Clerk
    does: str
    to: str
    now: str


def desks(at: datetime) -> list[Desk]:
    return [_desk(clerk, at) for clerk in CLERKS]


def _desk(clerk: Clerk, at: datetime) -> Desk:
    does, page = _WORK[clerk.role]
    tell = _WAITING.get(clerk.role)
    return Desk(clerk, str(does), address(page), tell(at) if tell else "")


def _late(at: datetime) -> str:
    late = Case.objects.filter(closed_at=None, due_at__lte=at).count()
    return ngettext("%(n)s matter is late", "%(n)s matters are late", late) % {"n": late}


def _claims(_at: datetime) -> str:
    return _open(CaseDesk.CLAIMS)


def _questions(_at: datetime) -> str:
    return _open(CaseDesk.CARE, CaseDesk.FRAUD)


def _open(*where: str) -> str:
    count = Case.objects.filter(closed_at=None, desk__in=where).count()
    return ngettext("%(n)s open", "%(n)s open", count) % {"n": count}


def _orders(_at: datetime) -> str:
    return _open(CaseDesk.PROCESSING)


def _to_sign(_at: datetime) -> str:
    count = Case.objects.filter(state=CaseState.PROPOSED).count()
    return ngettext("%(n)s to sign", "%(n)s to sign", count) % {"n": count}


def _arrived(_at: datetime) -> str:
    count = Case.objects.count()
    return ngettext("%(n)s in the register", "%(n)s in the register", count) % {"n": count}


def _visits(at: datetime) -> str:
    count = Visit.objects.filter(state="booked", starts_at__gte=at - timedelta(hours=1)).count()
    return ngettext("%(n)s visit booked", "%(n)s visits booked", count) % {"n": count}


def _readings(_at: datetime) -> str:
    count = Note.objects.filter(is_reading=True).count()
    said = ngettext("%(n)s reading recorded", "%(n)s readings recorded", count)
    return said % {"n": count}


def _users(_at: datetime) -> str:
    count = User.objects.filter(is_staff=True, is_active=True).count()
    return _("%(n)s people work here") % {"n": count}


def _applications(_at: datetime) -> str:
    count = len(open_applications())
    return ngettext("%(n)s application", "%(n)s applications", count) % {"n": count}


def _unmatched(_at: datetime) -> str:
    count = count_waiting()
    return ngettext("%(n)s payment to match", "%(n)s payments to match", count) % {"n": count}


_WAITING: dict[Role, Callable[[datetime], str]] = {
    Role.REGISTRY: _arrived,
    Role.CLAIMS_OFFICER: _claims,
    Role.CLAIMS_LEAD: _to_sign,
    Role.CARE_AGENT: _questions,
    Role.PERSONAL_MANAGER: _applications,
    Role.BILLING: _unmatched,
    Role.PROCESSING: _orders,
    Role.SHOWROOM: _visits,
    Role.SUPERVISOR: _late,
    Role.AUDITOR: _readings,
    Role.ADMINISTRATOR: _users,
}
