"""The receiver proves the invited phone, says who he is, and agrees."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.contracts.models import Account
from kabinet.contracts.queries import accounts_of
from kabinet.kit.errors import NotPermitted
from kabinet.parties.actions import register_company, register_person
from kabinet.parties.models import Kind, Party
from kabinet.transfers.actions.holding import held, note_transfer
from kabinet.transfers.actions.notices import tell
from kabinet.transfers.actions.progress import ask_for_papers, settle_in
from kabinet.transfers.errors import (
    AlreadyAccepted,
    AlreadyClient,
    GiverIsReceiver,
    IncompleteReceiver,
    NoSuchKind,
    NotProved,
)
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries.definitions import has_contract, kind_of, known_receiver
from kabinet.transfers.states import Side


@dataclass(frozen=True, kw_only=True)
class NewParty:
    """A receiver who is no client yet, as he names himself."""

    kind: str
    surname: str = ""
    name: str = ""
    patronymic: str = ""
    sex: str = ""
    born_on: date | None = None
    company_name: str = ""
    inn: str = ""
    ogrn: str = ""
    address: str = ""
    email: str = ""


@transaction.atomic
def prove_phone(*, transfer: Transfer, at: datetime) -> Transfer:
    """Write down that the code sent to the invited phone was typed back. Raises AlreadyEnded."""
    transfer = held(transfer)
    invitation = transfer.invitation
    if invitation.proved_at is None:
        invitation.proved_at = at
        invitation.save(update_fields=["proved_at"])
        note_transfer("transfer.proved", transfer, at=at, actor="invitation")
    return transfer


@transaction.atomic
def accept(
    *,
    transfer: Transfer,
    at: datetime,
    new: NewParty | None = None,
    by: User | None = None,
    to_account: Account | None = None,
) -> Transfer:
    """Agree to take the numbers: as the party for whom one acts, or as `new`, by the link alone.

    Whoever holds the link must have proved the invited phone (`prove_phone`). A private client
    is known by it: it is his number. Raises NotPermitted, AlreadyEnded, AlreadyAccepted, NotProved,
    GiverIsReceiver, NoSuchKind, AlreadyClient, IncompleteReceiver or BadRegistration.
    """
    if by is not None:
        require(by, Permit.HAND_OVER, at)
    transfer = held(transfer)
    if transfer.accepted_at is not None:
        raise AlreadyAccepted
    invitation = getattr(transfer, "invitation", None)
    if invitation is None or invitation.proved_at is None:
        raise NotProved
    party = _party(transfer, new, by, at)
    _check(transfer, party)
    transfer.receiver, transfer.receiver_kind, transfer.accepted_at = party, party.kind, at
    transfer.to_account = _account(to_account, by)
    transfer.save(update_fields=["receiver", "receiver_kind", "accepted_at", "to_account"])
    ask_for_papers(transfer, at)
    note_transfer("transfer.accepted", transfer, at=at, by=by, actor="invitation")
    tell(transfer, "notice.transfer.accepted", at=at, sides=(Side.GIVER,))
    return settle_in(transfer, at=at)


def _party(transfer: Transfer, new: NewParty | None, by: User | None, at: datetime) -> Party:
    if by is not None and by.holder is not None:
        return by.holder
    if (known := known_receiver(transfer)) is not None:
        return known
    if new is None:
        raise IncompleteReceiver
    return _registered(transfer, new, at)


def _registered(transfer: Transfer, new: NewParty, at: datetime) -> Party:
    phone, language = transfer.invitation.phone, transfer.invitation.language
    if new.kind != Kind.COMPANY:
        if not new.surname.strip() or not new.name.strip():
            raise IncompleteReceiver
        return register_person(
            kind=new.kind,
            surname=new.surname.strip(),
            name=new.name.strip(),
            patronymic=new.patronymic.strip(),
            sex=new.sex,
            born_on=new.born_on,
            inn=new.inn,
            ogrn=new.ogrn,
            address=new.address,
            email=new.email,
            phone=phone,
            language=language,
            at=at,
        )
    if not new.company_name.strip() or not new.inn:
        raise IncompleteReceiver
    same = Party.objects.filter(kind=Kind.COMPANY, inn=new.inn, erased_at=None)
    if any(one.pk == transfer.giver_id for one in same):
        raise GiverIsReceiver
    if any(has_contract(one) for one in same):
        raise AlreadyClient
    return register_company(
        company_name=new.company_name.strip(),
        inn=new.inn,
        ogrn=new.ogrn,
        address=new.address,
        email=new.email,
        phone=phone,
        language=language,
        at=at,
    )


def _check(transfer: Transfer, party: Party) -> None:
    if party.pk == transfer.giver_id:
        raise GiverIsReceiver
    if party.kind not in kind_of(transfer).receivers:
        raise NoSuchKind


def _account(asked: Account | None, by: User | None) -> Account | None:
    """Let somebody who signed in take the numbers to an account of his own."""
    if asked is None:
        return None
    if by is None or not accounts_of(by).filter(pk=asked.pk, contract__closed_on=None).exists():
        raise NotPermitted(Permit.HAND_OVER)
    return asked
