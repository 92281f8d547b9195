"""Papers as downloads: never shown in place, never guessed by the browser."""

from typing import Literal, cast

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from kabinet.documents.models import Letter, StoredFile
from kabinet.documents.queries import MEDIA_TYPES, read_file, render

FORMS = ("pdf", "docx")


def letter_answer(letter: Letter | None, form: str, *, name: str) -> HttpResponse:
    """Give a letter as PDF or Word file, rendered now; 404 for none or another form."""
    if letter is None or form not in FORMS:
        raise Http404
    body = render(letter, cast("Literal['pdf', 'docx']", form))
    return download(body if isinstance(body, bytes) else body.encode(), f"{name}.{form}", form)


def file_answer(stored: StoredFile) -> HttpResponse:
    """Give a file as it came, bit for bit, as a download only."""
    answer = HttpResponse(read_file(stored), content_type=stored.media_type)
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=stored.name) or "attachment"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def download(body: bytes, name: str, form: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=MEDIA_TYPES.get(form, form))
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
