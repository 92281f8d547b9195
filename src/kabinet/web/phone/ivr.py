"""The status for a voice menu (IVR): asked by HTTP with a token, answered with words to say."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kabinet.cases.queries.spoken import answer, by_keys, prompt
from kabinet.kit import clock
from kabinet.web.limits import is_too_often_for
from kabinet.web.policy import ANYONE, allow

TRIES_OF_NUMBER = 10  # an hour: a reference is short, and is not to be guessed
CALLS = 3600  # an hour, of one voice menu


@csrf_exempt  # a machine with a token, no browser with a cookie
@allow(POST=ANYONE)
@require_POST
def status(request: HttpRequest) -> HttpResponse:
    """Answer {found, speech}. Posted, so that no number stands in the log of a proxy."""
    if not settings.IVR_TOKEN:
        raise Http404
    if not _has_token(request):
        answered = HttpResponse(status=401)
        answered["WWW-Authenticate"] = "Bearer"
        return answered
    language = request.POST.get("language", "ru")
    language = language if language in dict(settings.LANGUAGES) else "ru"
    number, reference = request.POST.get("number", "")[:40], request.POST.get("reference", "")[:40]
    if is_too_often_for("ivr", CALLS) or is_too_often_for(f"ivr:{number}", TRIES_OF_NUMBER):
        return _said(prompt("too_often", language), language, is_found=False, status=429)
    if not number.strip() or not reference.strip():
        return _said(prompt("nothing_typed", language), language, is_found=False, status=422)
    found = by_keys(number, reference)
    return _said(answer(found, language, clock.now()), language, is_found=bool(found))


def _has_token(request: HttpRequest) -> bool:
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and constant_time_compare(shown.strip(), settings.IVR_TOKEN)


def _said(speech: str, language: str, *, is_found: bool, status: int = 200) -> HttpResponse:
    return JsonResponse(
        {"found": is_found, "language": language, "speech": speech},
        status=status,
        json_dumps_params={"ensure_ascii": False},
    )
