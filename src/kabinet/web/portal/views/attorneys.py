"""The company's powers of attorney: the register, a new one with its scan, revoked."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kabinet.access.rules import Permit
from kabinet.documents.actions import store_file
from kabinet.documents.models import StoredFile
from kabinet.documents.refusals import FileRefused
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.parties.actions import record_attorney, revoke_attorney
from kabinet.parties.models import PowerOfAttorney
from kabinet.parties.queries import attorneys_of, office_day
from kabinet.web.files import file_answer
from kabinet.web.policy import allow, signed_in as me
from kabinet.web.portal.forms import AttorneyForm
from kabinet.web.who import my_party

SOON = 30  # days


@allow(Permit.MANAGE_MEMBERS)
@require_GET
def attorneys(request: HttpRequest) -> HttpResponse:
    """Show every power of attorney, those that ended too."""
    day = office_day(clock.now())
    rows = [
        {
            "paper": one,
            "holds": one.holds_on(day),
            "is_future": one.revoked_at is None and one.valid_from > day,
            "days_left": (one.valid_until - day).days,
        }
        for one in attorneys_of(my_party(request))
    ]
    return render(request, "portal/attorneys.html", {"rows": rows, "soon": SOON})


@allow(Permit.MANAGE_MEMBERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = AttorneyForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            record_attorney(
                principal=my_party(request),
                paper=form.paper(),
                file=_scan(request, form),
                by=me(request),
                at=clock.now(),
            )
        except FileRefused as refused:
            form.add_error("file", str(refused.sentence))
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("The power of attorney is in the register."))
            return redirect("portal:attorneys")
    status = 422 if form.errors else 200
    return render(request, "portal/attorney.html", {"form": form}, status=status)


@allow(POST=Permit.MANAGE_MEMBERS)
@require_POST
def revoke(request: HttpRequest, attorney_id: int) -> HttpResponse:
    """Revoke one: whoever acted by it is out at his next click."""
    revoke_attorney(attorney=_mine(request, attorney_id), by=me(request), at=clock.now())
    messages.success(request, _("Revoked. Nobody acts by it any more."))
    return redirect("portal:attorneys")


@allow(GET=Permit.MANAGE_MEMBERS)
@require_GET
def scan(request: HttpRequest, attorney_id: int) -> HttpResponse:
    """Give the scan back, bit for bit."""
    stored = _mine(request, attorney_id).file
    if stored is None:
        raise Http404
    return file_answer(stored)


def _scan(request: HttpRequest, form: AttorneyForm) -> StoredFile | None:
    upload = form.cleaned_data["file"]
    if upload is None:
        return None
    return store_file(upload=upload, name=upload.name or "", by=me(request), at=clock.now())


def _mine(request: HttpRequest, attorney_id: int) -> PowerOfAttorney:
    found: PowerOfAttorney | None = attorneys_of(my_party(request)).filter(pk=attorney_id).first()
    if found is None:
        raise Http404
    return found
