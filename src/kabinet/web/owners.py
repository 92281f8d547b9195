"""What the fields of an owner are called, and a request as both sides see it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.owners.models import AskedField, FieldState, OwnerChange
from kabinet.owners.queries import present
from kabinet.owners.rules import PASSPORT

FIELD_NAMES: dict[str, Promise] = {
    "surname": _("Surname"),
    "name": _("First name"),
    "patronymic": _("Patronymic"),
    "address": _("Address"),
    "company_name": _("Name of the company"),
    "kpp": _("KPP"),
    "head_post": _("Post of the head"),
    "head_name": _("Name of the head"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    PASSPORT: _("Passport"),
}
KINDS = {FieldState.ACCEPTED: "good", FieldState.REFUSED: "bad", FieldState.ASKED: ""}


@dataclass(frozen=True)
class Line:
    """One field of a request: what we have, what was asked, how it was judged."""

    field: AskedField
    name: Promise
    now: str
    asked: str
    kind: str


def lines_of(change: OwnerChange) -> list[Line]:
    return [
        Line(
            field=one,
            name=FIELD_NAMES[one.name],
            now=present(change.party, one.name),
            asked=f"•• •• ••••{one.more.get('hint', '')}" if one.name == PASSPORT else one.value,
            kind=KINDS[FieldState(one.state)],
        )
        for one in sorted(change.fields.all(), key=lambda one: one.pk)
    ]
