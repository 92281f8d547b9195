"""A form filled in: the Russian one that is signed, or its copy to read."""

from datetime import datetime
from typing import Literal

from kabinet.documents import letters
from kabinet.documents.models import Letter
from kabinet.documents.queries import Form, render
from kabinet.pack.queries import operator_pack
from kabinet.papers.queries.form_data import LEGAL, form_data
from kabinet.papers.rules import PaperFacts

Language = Literal["ru", "en"]


class NoForm(LookupError):
    """The pack has no form for papers of this kind."""


def form(
    kind: str,
    facts: PaperFacts,
    *,
    side: str,
    ending: Form,
    at: datetime,
    language: str = LEGAL,
) -> str | bytes:
    """Fill the form of a kind of paper for one side and render it; nothing is kept.

    Only the Russian one is signed; in any other language it is the English copy to read.
    Raises NoForm.
    """
    name = operator_pack().paper(kind, facts.on).form
    if not name:
        raise NoForm(kind)
    template = operator_pack().template(name if language == LEGAL else f"{name}.en", facts.on)
    letter = letters.fill(template, form_data(facts, template, side))
    return render(
        Letter(
            template=letter.template,
            edition=letter.edition,
            language=letter.language,
            title=letter.title,
            blocks=letters.to_json(letter),
            written_at=at,
        ),
        ending,
    )
