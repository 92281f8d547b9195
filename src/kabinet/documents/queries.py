"""Letters as people read them; files as they were received."""

from datetime import datetime
from typing import Literal

from kabinet.documents import letters, models, vault
from kabinet.documents.renderers import html, odt, rtf

Form = Literal["html", "docx", "pdf", "odt", "rtf"]
FORMS = ("html", "docx", "pdf", "odt", "rtf")
MEDIA_TYPES = {
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def letter_of(row: models.Letter) -> letters.Letter:
    """Read the letter back from its row."""
    return letters.from_json(
        row.blocks, template=row.template, edition=row.edition, signature=row.signature
    )


def render(row: models.Letter, form: Form) -> str | bytes:
    """Render a letter: the same row gives the same bytes. HTML is a safe string, the rest bytes."""
    return render_letter(letter_of(row), form, written_at=row.written_at)


def render_letter(letter: letters.Letter, form: str, *, written_at: datetime) -> str | bytes:
    """Render a letter that no row keeps, in one of FORMS."""
    if form == "html":
        return html.render(letter)
    if form in {"odt", "rtf"}:
        return odt.render(letter) if form == "odt" else rtf.render(letter)
    if form == "docx":
        from kabinet.documents.renderers import docx  # noqa: PLC0415 - heavy

        return docx.render(letter, written_at=written_at)
    from kabinet.documents.renderers import pdf  # noqa: PLC0415 - heavy

    return pdf.render(letter, written_at=written_at)


def read_file(stored: models.StoredFile) -> bytes:
    """Give back the bytes that were received; raise vault.FileDamaged if they are not the same.

    A door serves them as a download (`attachment`, `nosniff`), whatever their kind.
    """
    return vault.fetch(stored.sha256)


def verify() -> list[str]:
    """List each kept file that is missing, cut or changed."""
    kept = models.StoredFile.objects.order_by("sha256").values_list("sha256", "size", "token")
    return [
        f"File {token}: {problem}"
        for digest, size, token in kept.iterator()
        if (problem := vault.fault(digest, size))
    ]
