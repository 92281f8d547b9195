"""Transfers, the numbers in them, and the receiver's invitation."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kabinet.cases.models import Case
from kabinet.contracts.models import Account, Contract
from kabinet.documents.models import Letter
from kabinet.kit.fields import MoneyField
from kabinet.kit.ids import token
from kabinet.ledger.models import Transfer as Posting
from kabinet.numbers.models import Number
from kabinet.parties.models import Kind, Party
from kabinet.transfers.states import ENDS, Side, State


class Transfer(models.Model):
    """One request that numbers change hands. It keeps the rules of the day on which it began.

    `waits_until` ends the state it is in, `valid_until` the whole request; both are the first
    instant that is too late. `fee` is the price of that first day.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="transfer")
    kind = models.CharField(max_length=40)  # of the pack
    edition = models.CharField(max_length=20)
    began_on = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices)
    waits_until = models.DateTimeField(null=True)
    valid_until = models.DateTimeField()
    looked_at = models.DateTimeField()  # when its facts were last asked for
    giver = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="given_transfers")
    receiver = models.ForeignKey(
        Party, null=True, on_delete=models.PROTECT, related_name="taken_transfers"
    )
    receiver_kind = models.CharField(max_length=20, choices=Kind.choices)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    contract = models.ForeignKey(
        Contract, null=True, on_delete=models.PROTECT, related_name="reissues"
    )  # the whole of it moves
    to_account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="taken_transfers"
    )  # none: a new contract is signed
    fee = MoneyField(default=0)
    payer = models.CharField(max_length=10, choices=Side.choices)
    fee_posting = models.OneToOneField(
        Posting, null=True, on_delete=models.PROTECT, related_name="fee_of"
    )
    accepted_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)  # by the personal manager
    cut_over_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, choices=Side.choices, default="")
    reason = models.TextField(default="")
    statement = models.OneToOneField(
        Letter, null=True, on_delete=models.PROTECT, related_name="statement_of"
    )  # the giver's last one
    welcome = models.OneToOneField(
        Letter, null=True, on_delete=models.PROTECT, related_name="welcome_of"
    )  # what the receiver got

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(receiver__isnull=True) | ~Q(receiver=F("giver")),
                name="nobody_gives_to_himself",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(receiver__isnull=False),
                name="somebody_accepted",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(ENDS), ended_at__isnull=False)
                | (~Q(state__in=sorted(ENDS)) & Q(ended_at__isnull=True)),
                name="an_ended_transfer_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="carried_out", cut_over_at__isnull=False, receiver__isnull=False)
                | (~Q(state="carried_out") & Q(cut_over_at__isnull=True)),
                name="carried_out_is_cut_over",
            ),
            models.CheckConstraint(
                condition=Q(fee_posting__isnull=True) | Q(state="carried_out"),
                name="no_fee_before_the_end",
            ),
            models.CheckConstraint(
                condition=~Q(state="carried_out") | Q(fee=0) | Q(fee_posting__isnull=False),
                name="carried_out_is_paid_for",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="refused_with_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["looked_at", "id"],
                name="transfer_to_look_at",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["state", "waits_until", "id"],
                name="transfer_waiting",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(fields=["giver", "-id"], name="transfer_of_giver"),
            models.Index(fields=["receiver", "-id"], name="transfer_of_receiver"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class TransferLine(models.Model):
    """A number in a transfer. `is_live` ends with the request: a number is in one at a time."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="lines")
    number = models.ForeignKey(Number, on_delete=models.PROTECT, related_name="transfer_lines")
    from_account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    tariff = models.CharField(max_length=60, default="")  # the receiver's choice; "" none yet
    user_name = models.CharField(max_length=120, default="")  # who will use it at a company
    moved = MoneyField(null=True)  # what stood on it at the cut-over
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transfer", "number"], name="a_number_once_a_transfer"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(is_live=True), name="a_number_in_one_live_transfer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number_id} in {self.transfer_id}"


class Invitation(models.Model):
    """The receiver's personal link: opened by a code to the invited phone, until the end."""

    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="invitation")
    token = models.CharField(max_length=32, unique=True, default=token)
    name = models.CharField(max_length=200, default="")
    phone = models.CharField(max_length=20)
    email = models.EmailField(default="")
    language = models.CharField(max_length=5, default="ru")
    sent_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Invitation to transfer {self.transfer_id}"
