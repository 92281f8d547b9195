"""Searches of the register that somebody keeps under a name."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.kit.errors import Refused
from kabinet.numbers.models import SavedView

MOST = 30


class NoName(Refused):
    sentence = _("Give the view a name.")


class TooManyViews(Refused):
    sentence = _("You keep thirty views already. Drop one of them first.")


@transaction.atomic
def save_view(*, user: User, name: str, query: str) -> SavedView:
    """Keep a search; the same name again is the same view. Raises NoName or TooManyViews."""
    name = " ".join(name.split())[:60]
    if not name:
        raise NoName
    holder = user.holder_id or 0
    mine = SavedView.objects.filter(user=user, holder_id=holder)
    if mine.exclude(name=name).count() >= MOST:
        raise TooManyViews
    saved, _is_new = SavedView.objects.update_or_create(
        user=user, holder_id=holder, name=name, defaults={"query": query[:500]}
    )
    return saved


@transaction.atomic
def drop_view(*, user: User, view_id: int) -> bool:
    """Drop one's own view; False when there is none."""
    mine = SavedView.objects.filter(user=user, holder_id=user.holder_id or 0, pk=view_id)
    return bool(mine.delete()[0])
