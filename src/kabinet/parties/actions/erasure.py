"""A person's data goes, with proof; what the law keeps stays, and the act says why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language, gettext_lazy as _

from kabinet.journal.actions import note
from kabinet.journal.queries import notes_about
from kabinet.kit.errors import Refused
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack
from kabinet.parties.actions.who import Actor, as_login, require
from kabinet.parties.models import ErasureAct, Hindrance, Kind, Party, PersonKey
from kabinet.tasks.actions import enqueue

_BLANKED = (
    "surname",
    "name",
    "patronymic",
    "sex",
    "address",
    "email",
    "phone",
    "inn",
    "ogrn",
    "company_name",
)


class HeldByLaw(Refused):
    """Nothing may go yet; `hindrances` lists every reason at once."""

    def __init__(self, hindrances: Sequence[str]) -> None:
        super().__init__(", ".join(hindrances))
        self.hindrances = [Hindrance(one) for one in hindrances]

    @property
    def sentence(self) -> str:  # type: ignore[override]
        return " ".join(str(one.label) for one in self.hindrances)


class AlreadyErased(Refused):
    sentence = _("This person's data was erased before. The act says when.")


class NotAPerson(Refused):
    sentence = _("A company has no personal data of its own. Choose a person.")


@transaction.atomic
def erase(*, party: Party, by: Actor, at: datetime, hindrances: Sequence[str] = ()) -> ErasureAct:
    """Erase a person: his key (with it every sealed paper, backups too), names and contacts.

    `hindrances` are what the rooms above still need him for (`Hindrance`): any of them stops
    everything. What the law keeps longer (the pack's retention) stays where it is and is named
    in the act. The rooms above forget their part when they do the task `person.erased`.
    Raises NotPermitted, NotAPerson, AlreadyErased or HeldByLaw, and then nothing has changed.
    """
    require(by, "erase_person", at)
    kept = Party.objects.select_for_update().get(pk=party.pk)
    if kept.kind == Kind.COMPANY:
        raise NotAPerson
    if kept.erased_at is not None:
        raise AlreadyErased
    if hindrances:
        raise HeldByLaw(hindrances)
    erased = _erase_row(kept, at) | _erase_papers(kept)
    kept.processing_consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=at)
    number = f"{at:%Y}/{kept.pk}"
    note(what="party.erased", about=kept, at=at, by=as_login(by), data={"act": number})
    act = ErasureAct.objects.create(
        party=kept,
        number=number,
        at=at,
        erased=erased | {"log": _log_of(kept)},
        kept=_kept_by_law(),
    )
    enqueue("person.erased", payload={"party_id": kept.pk}, at=at, key=f"person.erased:{kept.pk}")
    return act


def _erase_row(party: Party, at: datetime) -> dict[str, Any]:
    columns = [name for name in _BLANKED if getattr(party, name)]
    for name in _BLANKED:
        setattr(party, name, "")
    if party.born_on:
        columns.append("born_on")
    party.born_on = None
    party.erased_at = at
    party.save()
    return {"columns": columns}


def _erase_papers(party: Party) -> dict[str, Any]:
    keys, _rows = PersonKey.objects.filter(party=party).delete()
    papers = party.papers.update(blind_index="", sealed=b"")
    return {"keys": keys, "papers": papers}


def _log_of(party: Party) -> list[dict[str, Any]]:
    """Copy the journal's lines about a person into the act (Roskomnadzor's order 179)."""
    return [
        {"seq": line.seq, "at": line.at.isoformat(), "what": line.what, "mac": line.mac}
        for line in notes_about(party)
    ]


def _kept_by_law() -> list[dict[str, Any]]:
    pack, language = operator_pack(), get_language() or ""
    return [
        {
            "id": rule.id,
            "what": dict(rule.what),
            "text": say(rule.what, language),
            "years": rule.years,
            "norm": rule.norm,
        }
        for rule in pack.retentions
    ]
