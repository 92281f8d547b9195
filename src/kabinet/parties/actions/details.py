"""What is known about a party changes, and what was known before stays, with from and until."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kabinet.journal.actions import note
from kabinet.parties.actions.papers import check_reason
from kabinet.parties.actions.who import Actor, as_login, require
from kabinet.parties.models import Kind, Party, PartyDetail, PersonKey
from kabinet.parties.sealing import DETAIL, Wrapped, open_paper, seal_paper, unwrap

# The columns of a party whose past is kept.
KEPT = (
    "surname", "name", "patronymic", "company_name", "kpp", "head_post", "head_name", "address",
    "email", "phone",
)  # fmt: skip


@dataclass(frozen=True)
class Detail:
    """What stood in a field, opened, from when to when."""

    field: str
    value: str
    from_at: datetime
    until_at: datetime | None


@transaction.atomic
def change_details(*, party: Party, values: Mapping[str, str], by: Actor, at: datetime) -> Party:
    """Put new values in place of the old, and keep the old ones; equal ones change nothing.

    A step of what decides it: whoever calls has asked for the right. A person's values are
    sealed with his key, so that the past goes with him when he is erased.
    """
    party = Party.objects.select_for_update().get(pk=party.pk)
    changed = {name: new for name, new in values.items() if new != getattr(party, name)}
    if set(changed) - set(KEPT):
        raise KeyError(min(set(changed) - set(KEPT)))
    for name, new in changed.items():
        _keep(party, name, at)
        _write(party, name, new, from_at=at)
        setattr(party, name, new)
    party.save(update_fields=list(changed))
    if changed:
        data = {"fields": sorted(changed)}
        note(what="party.changed", about=party, at=at, by=as_login(by), data=data, public=True)
    return party


def reveal_details(
    *, party: Party, by: Actor, at: datetime, reason: str, case: str = ""
) -> list[Detail]:
    """Open the past of a party: each field, newest first. The reading is recorded before.

    Call it outside any transaction. Raises NotPermitted or ReasonNeeded.
    """
    require(by, "see_party", at)
    check_reason(reason)
    with transaction.atomic(durable=True):
        data = {"reason": str(reason), "case": case}
        note(
            what="party.past_read",
            about=party,
            at=at,
            by=as_login(by),
            data=data,
            is_reading=True,
        )
    key = PersonKey.objects.filter(party=party).first()
    data_key = unwrap(Wrapped(bytes(key.wrapped), key.key_id), party.pk) if key else b""
    return [
        Detail(
            one.field,
            open_paper(data_key, bytes(one.sealed), paper=one.pk, party=party.pk, table=DETAIL)[
                "value"
            ]
            if one.sealed and data_key
            else one.value,
            one.from_at,
            one.until_at,
        )
        for one in party.details.order_by("-from_at", "field", "-pk")
    ]


def _keep(party: Party, name: str, at: datetime) -> None:
    """Close the present value; the first one that we ever knew is written down now."""
    present = party.details.filter(field=name, until_at__isnull=True)
    if not present.exists():
        _write(party, name, getattr(party, name), from_at=min(party.since, at))
    present.filter(from_at__lt=at).update(until_at=at)
    present.delete()  # changed twice in one instant: it never stood


def _write(party: Party, name: str, value: str, *, from_at: datetime) -> None:
    row = PartyDetail.objects.create(party=party, field=name, from_at=from_at)
    if party.kind == Kind.COMPANY:
        row.value = value
    else:
        key = PersonKey.objects.get(party=party)
        data_key = unwrap(Wrapped(bytes(key.wrapped), key.key_id), party.pk)
        content = {"value": value}
        row.sealed = seal_paper(data_key, content, paper=row.pk, party=party.pk, table=DETAIL)
    row.save(update_fields=["value", "sealed"])
