"""A transfer begins: the numbers are taken up, the receiver is invited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.cases.actions import Claimant, NewCase, open_case
from kabinet.cases.states import CaseKind, Desk
from kabinet.catalog.queries import amount_of
from kabinet.contracts.models import Contract
from kabinet.kit.money import ZERO
from kabinet.numbers.models import Number, NumberState
from kabinet.numbers.queries import visible_to
from kabinet.pack.formats import say
from kabinet.pack.processes import TransferKind
from kabinet.pack.queries import NotInForce, operator_pack
from kabinet.parties.models import Kind, Party
from kabinet.transfers.actions.holding import held, note_transfer
from kabinet.transfers.actions.notices import tell
from kabinet.transfers.actions.progress import ask_for_papers, settle_in
from kabinet.transfers.errors import (
    AlreadyAccepted,
    InAnotherRequest,
    NoSuchKind,
    NothingChosen,
    NotYours,
    NumberClosed,
    TooMany,
)
from kabinet.transfers.models import Invitation, Transfer, TransferLine
from kabinet.transfers.queries.definitions import kind_on, office_day
from kabinet.transfers.states import Side

Link = Callable[[str], str]  # turns the invitation's token into an address


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Whom the giver wants to have the numbers, and how word reaches him."""

    phone: str
    name: str = ""
    email: str = ""
    language: str = "ru"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A transfer as it is asked for. A whole contract is named by itself, numbers one by one.

    `receiver` is somebody whom we know already: an heir, a successor, oneself in another role.
    """

    kind: str
    receiver_kind: str
    numbers: Sequence[Number] = ()
    contract: Contract | None = None
    invited: Invited | None = None
    receiver: Party | None = None
    giver: Party | None = None  # when our own people begin it
    language: str = "ru"
    tariffs: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def start(asked: Asked, *, by: User, at: datetime, link: Link = str) -> Transfer:
    """Begin a transfer: its case, its lines, the papers that it needs, the receiver's invitation.

    Raises NotPermitted, NoSuchKind, NotYours, NothingChosen, TooMany, NumberClosed or
    InAnotherRequest, and then nothing has begun.
    """
    kind = _kind(asked, at)
    require(by, Permit.HAND_OVER if kind.begins == "giver" else Permit.MANAGE_COMPANIES, at)
    numbers = _numbers(asked, kind, by)
    giver = numbers[0].account.contract.holder
    if giver.kind not in kind.givers:
        raise NoSuchKind
    transfer = _opened(asked, kind, numbers, giver, by, at)
    _take_up(transfer, numbers)
    if asked.receiver is None and asked.invited is not None:
        _invite(transfer, asked.invited, at, link)
    ask_for_papers(transfer, at)
    note_transfer(
        "transfer.begun", transfer, at=at, by=by, data={"kind": kind.id, "numbers": len(numbers)}
    )
    return settle_in(transfer, at=at)


@transaction.atomic
def invite_again(*, transfer: Transfer, by: User, at: datetime, link: Link) -> Transfer:
    """Send the receiver his link again. Raises NotPermitted, AlreadyEnded or AlreadyAccepted."""
    require(by, Permit.HAND_OVER, at)
    transfer = held(transfer)
    if transfer.accepted_at is not None:
        raise AlreadyAccepted
    invitation = transfer.invitation
    invitation.sent_at = at
    invitation.save(update_fields=["sent_at"])
    _send(transfer, invitation, at, link)
    note_transfer("transfer.invited", transfer, at=at, by=by)
    return transfer


def _kind(asked: Asked, at: datetime) -> TransferKind:
    try:
        kind = kind_on(asked.kind, office_day(at))
    except NotInForce as unknown:
        raise NoSuchKind from unknown
    if asked.receiver_kind not in kind.receivers:
        raise NoSuchKind
    return kind


def _numbers(asked: Asked, kind: TransferKind, by: User) -> list[Number]:
    """Hold the numbers that are to move, in their order; all must be the asker's."""
    wanted = Number.objects.exclude(state=NumberState.CLOSED)
    if kind.moves == "contract":
        wanted = wanted.filter(account__contract=asked.contract)
    else:
        wanted = Number.objects.filter(pk__in=[one.pk for one in asked.numbers])
    rows = wanted.select_for_update(of=("self",)).order_by("pk")
    numbers = list(rows.select_related("account__contract__holder"))
    if not numbers:
        raise NothingChosen
    if len(numbers) > kind.most:
        raise TooMany(kind.most)
    _check_whose(numbers, asked, kind, by)
    if any(one.state == NumberState.CLOSED for one in numbers):
        raise NumberClosed
    return numbers


def _check_whose(numbers: list[Number], asked: Asked, kind: TransferKind, by: User) -> None:
    """Refuse what is not the asker's, or not all one holder's."""
    ids = [one.pk for one in numbers]
    if kind.begins == "giver" and visible_to(by).filter(pk__in=ids).count() != len(ids):
        raise NotYours
    holders = {one.account.contract.holder_id for one in numbers}
    wanted = asked.giver.pk if asked.giver else min(holders)
    if holders != {wanted}:
        raise NotYours


def _opened(
    asked: Asked, kind: TransferKind, numbers: list[Number], giver: Party, by: User, at: datetime
) -> Transfer:
    account, pack = numbers[0].account, operator_pack()
    title = say(kind.name, asked.language)
    case, _code = open_case(
        NewCase(
            kind=CaseKind.TRANSFER,
            channel="portal" if kind.begins == "giver" else "showroom",
            desk=Desk.PROCESSING,
            party=giver,
            account=account,
            number=numbers[0] if len(numbers) == 1 else None,
            topic=kind.id,
            title=title,
            claimant=Claimant(name=giver.full_name, email=giver.email, phone=giver.phone),
            reply_by="email" if giver.email else "sms",
            language=asked.language,
            zone=pack.regions[account.region].zone,
            facts={"party": giver.kind},
            search_text="\n".join([title, *(one.identifier for one in numbers)]),
        ),
        received_at=at,
        by=by,
        at=at,
    )
    accepted = at if asked.receiver is not None else None
    today = office_day(at)
    first = pack.transfer_step(kind.steps[0], today)
    valid_until = at + timedelta(days=kind.valid_days)
    return Transfer.objects.create(
        case=case,
        kind=kind.id,
        edition=kind.edition,
        began_on=today,
        state=first.id,
        waits_until=min(at + timedelta(days=first.days), valid_until),
        valid_until=valid_until,
        looked_at=at,
        giver=giver,
        receiver=asked.receiver,
        receiver_kind=asked.receiver.kind if asked.receiver else asked.receiver_kind,
        accepted_at=accepted,
        started_by=by,
        contract=asked.contract if kind.moves == "contract" else None,
        fee=amount_of(kind.fee, today) if kind.fee else ZERO,
        payer=Side(kind.payer),
    )


def _take_up(transfer: Transfer, numbers: list[Number]) -> None:
    """Write the lines: the table lets a number into one live transfer only."""
    is_private = transfer.receiver_kind == Kind.PERSON
    try:
        with transaction.atomic():
            TransferLine.objects.bulk_create(
                TransferLine(
                    transfer=transfer,
                    number=number,
                    from_account=number.account,
                    user_name="" if is_private else number.user_name,
                )
                for number in numbers
            )
    except IntegrityError as taken:
        busy = TransferLine.objects.filter(number__in=numbers, is_live=True)
        found = busy.exclude(transfer=transfer).select_related("number").first()
        if found is None:
            raise
        raise InAnotherRequest(found.number.identifier) from taken


def _invite(transfer: Transfer, invited: Invited, at: datetime, link: Link) -> None:
    invitation = Invitation.objects.create(
        transfer=transfer,
        name=invited.name,
        phone=invited.phone,
        email=invited.email,
        language=invited.language,
        sent_at=at,
    )
    transfer.invitation = invitation
    _send(transfer, invitation, at, link)


def _send(transfer: Transfer, invitation: Invitation, at: datetime, link: Link) -> None:
    """Send the link by both ways: whoever holds only one of them must still prove the phone."""
    tell(
        transfer,
        "notice.transfer.invited",
        at=at,
        sides=(Side.RECEIVER,),
        once=at.isoformat(),
        both_ways=True,
        link=link(invitation.token),
        name=transfer.giver.full_name,
    )
