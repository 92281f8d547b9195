"""Going out, and taking up again what a session's end broke off."""

from allauth.account.internal.flows.logout import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kabinet.web.policy import ANYONE, HALF_IN, allow
from kabinet.web.signin.kept import kept_form


@allow(POST=ANYONE)
def out(request: HttpRequest) -> HttpResponse:
    """Close this session."""
    logout(request, show_message=False)
    request.session.flush()
    return redirect("public:home")


@allow(GET=HALF_IN)
def resume(request: HttpRequest) -> HttpResponse:
    """Show what was typed before the session ended, ready to be sent again."""
    form = kept_form(request)
    if form is None:
        return redirect("account_login")
    return render(request, "signin/resume.html", {"kept": form})


@allow(ANYONE)
def closed(request: HttpRequest) -> HttpResponse:
    """Tell somebody whose account was closed."""
    return render(request, "signin/closed.html", status=403)
