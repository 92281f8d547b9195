"""The rules that a transfer keeps: those of the day on which it began."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kabinet.contracts.models import Contract
from kabinet.numbers import queries as numbers
from kabinet.numbers.models import Number, PortedNumber
from kabinet.pack.processes import TransferKind, TransferPaper, TransferStep
from kabinet.pack.queries import fill, operator_pack
from kabinet.parties.models import Kind, Party
from kabinet.transfers.models import Transfer
from kabinet.transfers.rules.needs import Parties, papers_for


def office_day(at: datetime) -> date:
    """Tell which day it is where the operator registers: rules are looked up by it."""
    return at.astimezone(ZoneInfo(str(operator_pack().setting("office.zone")))).date()


def kind_on(name: str, on: date) -> TransferKind:
    """Give a kind of transfer as it was on a day, the operator's own programme named in it."""
    return named(operator_pack().transfer(name, on))


def named(kind: TransferKind) -> TransferKind:
    programme = operator_pack().operator.extra.get("employee_programme", "")
    name = {language: fill(text, {"programme": programme}) for language, text in kind.name.items()}
    return replace(kind, name=name)


def kind_of(transfer: Transfer) -> TransferKind:
    return kind_on(transfer.kind, transfer.began_on)


def steps_of(kind: TransferKind, on: date) -> Mapping[str, TransferStep]:
    """Give the steps of a kind by their id, in their order."""
    return {name: operator_pack().transfer_step(name, on) for name in kind.steps}


def step_of(transfer: Transfer) -> TransferStep:
    """Give the step in which a live transfer waits."""
    return operator_pack().transfer_step(transfer.state, transfer.began_on)


def parties_of(transfer: Transfer) -> Parties:
    """Tell what the conditions of its papers and appearances may ask."""
    lines = transfer.lines.values_list("number__identifier", flat=True)
    return Parties(
        kind=transfer.kind,
        giver=transfer.giver.kind,
        receiver=transfer.receiver_kind,
        is_client=_is_client(transfer),
        is_ported=are_ported(lines, transfer.began_on),
        moves=kind_of(transfer).moves,
    )


def papers_of(transfer: Transfer, side: str) -> list[TransferPaper]:
    """List the papers that a side brings, by the rules of the first day."""
    rules = operator_pack().transfer_papers_on(transfer.began_on)
    return [one for one in papers_for(rules, parties_of(transfer)) if one.side == side]


def has_contract(party: Party) -> bool:
    return Contract.objects.filter(holder=party, closed_on=None).exists()


def is_number_of_a_client(identifier: str, on: date) -> bool:
    """Tell whether a phone is served by us: by our ranges and the ported ones, not by its look."""
    return numbers.is_ours(identifier, on) and Number.objects.filter(identifier=identifier).exists()


def known_receiver(transfer: Transfer) -> Party | None:
    """Know a private client by the number that was invited; never the giver himself.

    An employee is invited at the very number that his company hands over.
    """
    invitation = getattr(transfer, "invitation", None)
    if invitation is None or transfer.receiver_kind != Kind.PERSON:
        return None
    known = numbers.holder_of(invitation.phone)
    return known if known is not None and known.pk != transfer.giver_id else None


def are_ported(identifiers: Iterable[str], on: date) -> bool:
    """Tell whether one of these numbers came to us from another network."""
    came = PortedNumber.objects.filter(
        identifier__in=list(identifiers),
        operator=operator_pack().operator.id,
        ported_until=None,
        ported_from__lte=on,
    )
    return came.exists()


def _is_client(transfer: Transfer) -> bool:
    if transfer.receiver is not None:
        return has_contract(transfer.receiver)
    invitation = getattr(transfer, "invitation", None)
    return invitation is not None and is_number_of_a_client(invitation.phone, transfer.began_on)
