"""Applications, and what becoming a client needs: who is known, which numbers are free."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from kabinet.applications.models import Application
from kabinet.cases.states import CaseState
from kabinet.catalog.queries import name_of
from kabinet.numbers.queries import free_stock
from kabinet.offices.queries import office_day
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Kind, Party


@dataclass(frozen=True)
class Names:
    """What the new contract and its account will be called, and under which terms."""

    contract: str
    account: str
    edition: str


def application_of(reference: str) -> Application | None:
    beside = ("case__entry", "contract", "decided_by")
    return Application.objects.select_related(*beside).filter(case__reference=reference).first()


def open_applications() -> list[Application]:
    """List what waits for an answer, the most urgent first."""
    waiting = Application.objects.filter(case__closed_at=None).select_related("case")
    return list(waiting.order_by("case__due_at", "pk")[:100])


def known_party(inn: str) -> Party | None:
    """Find who is a client under this INN already."""
    return Party.objects.filter(inn=inn, erased_at=None).order_by("pk").first()


def others_with(application: Application) -> list[Application]:
    """List the other applications of the same INN, the newest first."""
    same = Application.objects.filter(inn=application.inn).exclude(pk=application.pk)
    return list(same.select_related("case").order_by("-pk")[:10])


def free_numbers(application: Application, at: datetime) -> list[str]:
    """Choose the free numbers that he would get."""
    free = free_stock(application.region, at).filter(vip=False)
    return list(free.values_list("identifier", flat=True)[: application.quantity])


def numbers_for(application: Application, at: datetime) -> Names:
    """Name the contract and the account by the application: nobody else has its number."""
    year, number = application.case.reference.removeprefix("A-").split("-")
    day = office_day(at)
    terms = operator_pack().terms_on(Kind.COMPANY, day)
    return Names(
        contract=f"К-{year}/{number}",
        account=f"9{year}{int(number):07d}",
        edition=terms.edition if terms else str(day.year),
    )


def tariffs_offered(at: datetime, language: str) -> list[tuple[str, str]]:
    """List the mobile tariffs of today, for the form."""
    day = office_day(at)
    offered = [
        one for one in operator_pack().tariffs if one.category == "mobile" and one.holds_on(day)
    ]
    return [(one.code, name_of(one.code, language)) for one in offered]


def verify() -> list[str]:
    """List applications whose state does not agree with what became of them."""
    wrong = Application.objects.exclude(
        Q(case__state=CaseState.CARRIED_OUT, contract__isnull=False)
        | Q(case__state=CaseState.REFUSED, contract=None) & ~Q(reason="")
        | Q(case__closed_at=None, contract=None, reason="")
        | Q(case__state=CaseState.WITHDRAWN, contract=None)
    )
    return [
        f"application {one.case.reference}: its state and its contract do not agree"
        for one in wrong.select_related("case").order_by("pk")
    ]
