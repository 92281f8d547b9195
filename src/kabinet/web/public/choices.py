"""What a visitor sets for himself, without an account: the language and the colours."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.i18n import set_language

from kabinet.web.context import THEMES
from kabinet.web.policy import ANYONE, allow

YEAR = 60 * 60 * 24 * 365

language = allow(POST=ANYONE)(set_language)


@allow(POST=ANYONE)
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen colours in a cookie, so that the page comes in them at once."""
    answer = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        answer.set_cookie(
            "theme", chosen, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        answer.delete_cookie("theme", samesite="Lax")
    return answer


def _back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if is_ours else "/"
