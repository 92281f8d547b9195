"""Whose draft is it: its owner's, or, without one, whoever holds its unguessable address."""

from django.http import Http404, HttpRequest

from kabinet.cases.models import Case
from kabinet.claims.models import Draft


def draft_at(token: str) -> Draft:
    """Find a draft by its address, whoever asks; 404 for none."""
    draft = Draft.objects.filter(token=token).first()
    if draft is None:
        raise Http404
    return draft


def may_read(request: HttpRequest, draft: Draft) -> bool:
    """Tell who may read: the owner of an owned draft; whoever has the address of another."""
    return draft.owner_id is None or draft.owner_id == request.user.pk


def own_draft(request: HttpRequest, token: str) -> Draft:
    """Find a draft that this person may read; a stranger's does not exist for him."""
    draft = draft_at(token)
    if not may_read(request, draft):
        raise Http404
    return draft


def filed_case(request: HttpRequest, token: str) -> Case:
    """Find what a draft became, for whoever may read the draft; 404 before that."""
    filed = own_draft(request, token).filed
    if filed is None:
        raise Http404
    return filed
