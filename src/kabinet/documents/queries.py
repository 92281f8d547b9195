"""Letters as people read them."""

from typing import Literal

from kabinet.documents import letters, models
from kabinet.documents.renderers import html

Form = Literal["html", "docx", "pdf"]
MEDIA_TYPES = {
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
    letter = letter_of(row)
    if form == "html":
        return html.render(letter)
    if form == "docx":
        from kabinet.documents.renderers import docx  # noqa: PLC0415 - heavy

        return docx.render(letter, written_at=row.written_at)
    from kabinet.documents.renderers import pdf  # noqa: PLC0415 - heavy

    return pdf.render(letter, written_at=row.written_at)
