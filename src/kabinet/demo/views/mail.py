"""The catcher: every mail and SMS that was sent, with its letters."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from kabinet.demo import mail
from kabinet.demo.views.only import in_demonstration
from kabinet.web.policy import ANYONE, allow


@allow(GET=ANYONE)
@in_demonstration
def caught(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/mail.html", {"page": mail.newest(request.GET.get("after", ""))})


@allow(GET=ANYONE)
@in_demonstration
def attachment(_request: HttpRequest, name: str, place: int) -> HttpResponse:
    """Give a file out of a mail."""
    found = mail.one(name)
    if found is None or place >= len(found.attachments):
        raise Http404
    file = found.attachments[place]
    return _download(file.content, file.name, file.media_type)


@allow(GET=ANYONE)
@in_demonstration
def raw(_request: HttpRequest, name: str) -> HttpResponse:
    """Give a mail as it came over SMTP, headers and all."""
    content = mail.raw(name)
    if content is None:
        raise Http404
    return _download(content, name, "message/rfc822")


def _download(content: bytes, name: str, media_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"  # noqa: FBT003 - Django's signature
    return answer
