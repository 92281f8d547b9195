"""The switch: for oneself, or for which of one's companies."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kabinet.web import seats
from kabinet.web.policy import HALF_IN, allow, signed_in
from kabinet.web.signin.adapter import home_of


@allow(HALF_IN)
def acting(request: HttpRequest) -> HttpResponse:
    """Show for whom one may act now, and choose. What has ended is not in the list."""
    user = signed_in(request)
    if user.is_staff:
        return redirect(home_of(request))
    companies = seats.companies_of(request)
    if request.method == "POST":
        chosen = request.POST.get("for", "")
        known = {str(one.company_id) for one in companies}
        known |= {str(seats.ONESELF)} if user.party_id else set()
        if chosen not in known:
            raise Http404
        seats.sit(request, int(chosen))
        return redirect("portal:home")
    return render(request, "signin/acting.html", {"companies": companies})
