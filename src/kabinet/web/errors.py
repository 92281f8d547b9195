"""Pages for what went wrong: what happened in one sentence, and what to do."""

import logging
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kabinet.kit.errors import Refused
from kabinet.web.signin.kept import KeptForm, fields_of

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        400,
        _("The request cannot be read"),
        _("Something in the address or the form is damaged. Go back and try again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        403,
        _("You are not allowed to open this"),
        _("Your roles do not include it. If you need it for your work, ask your administrator."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        404,
        _("There is no such page"),
        _("Check the address, or start from the first page."),
    )


def too_many(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        429,
        _("Too many tries"),
        _("Wait a minute and try again. Nothing you have saved is lost."),
    )


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Show an action's refusal that a page did not show itself."""
    return _page(request, 422, _("This cannot be done"), str(refusal.sentence) or str(refusal))


def locked_out(
    request: HttpRequest,
    _answer: HttpResponse | None = None,
    _credentials: object = None,
) -> HttpResponse:
    """Tell that the password was wrong too often (axes calls it)."""
    return _page(
        request,
        429,
        _("Signing in is locked for an hour"),
        _(
            "The password was wrong five times. Wait an hour, or ask your administrator "
            "for a new password."
        ),
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form without a valid token (Django's CSRF check calls it).

    When the browser says that it came from our own page, what was typed is offered to be sent
    again: usually somebody signed in in another tab. Otherwise nothing of it is shown.
    """
    log.info("a form was refused: %s", reason)
    if not _from_own_page(request):
        return _page(
            request,
            403,
            _("The form was not accepted"),
            _("Go back, reload the page and send the form again. Cookies must be allowed."),
        )
    kept = KeptForm(path=request.get_full_path(), fields=fields_of(request))
    context = {"kept": kept, "files": bool(request.FILES)}
    return render(request, "signin/resume.html", context, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say so even when nothing works, the database and the templates included."""
    title = _("Something broke on our side")
    sentence = _("It is written down and will be looked at. Try again in a few minutes.")
    try:
        return _page(request, 500, title, sentence)
    except Exception:
        log.exception("the page for errors failed too")
        return HttpResponse(f"{title}. {sentence}", status=500, content_type="text/plain")


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    context = {"title": title, "sentence": sentence}
    return HttpResponse(render_to_string("parts/error.html", context, request), status=status)


def _from_own_page(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()
