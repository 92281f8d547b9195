"""The letter that a draft would become, as it stands: nothing is written."""

from datetime import datetime

from django.utils.safestring import SafeString

from kabinet.claims.actions.gathering import opening_of
from kabinet.claims.actions.letter_data import claim_letter_data
from kabinet.claims.models import Draft
from kabinet.claims.queries.interview import path_of
from kabinet.documents.letters import fill
from kabinet.documents.renderers.html import render
from kabinet.offices.queries import office_day
from kabinet.pack.queries import operator_pack


def preview(*, draft: Draft, at: datetime) -> SafeString:
    """Fill the claim's letter from the draft and show it as HTML; it has no number yet."""
    opening = opening_of(draft, path_of(draft), None)
    template = operator_pack().template(opening.ground.claim_letter, office_day(at))
    return render(fill(template, claim_letter_data(opening, at=at)))
