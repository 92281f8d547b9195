"""Numbers, who held them when, and what is connected to them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kabinet.contracts.models import Account
from kabinet.kit.fields import MoneyField
from kabinet.ledger.models import LedgerAccount
from kabinet.parties.models import Party


class Line(models.TextChoices):
    MOBILE = "mobile", _("Mobile")
    INTERNET = "internet", _("Home internet")
    TV = "tv", _("Digital TV")
    FIXED = "fixed", _("Fixed telephony")


class NumberState(models.TextChoices):
    ACTIVE = "active", _("Active")
    BLOCKED = "blocked", _("Blocked")
    CLOSED = "closed", _("Closed")


class UserState(models.TextChoices):
    """How far the data of the person who uses a number have come (in Russia: in ESIA)."""

    MISSING = "missing", _("Missing")
    ENTERED = "entered", _("Entered, not confirmed")
    CONFIRMED = "confirmed", _("Confirmed")


class PortedNumber(models.Model):
    """A number that left its range's operator, or came to us from another (MNP)."""

    identifier = models.CharField(max_length=20)
    operator = models.CharField(max_length=40)
    ported_from = models.DateField()
    ported_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identifier"],
                condition=Q(ported_until__isnull=True),
                name="ported_to_one_operator",
            ),
        ]

    def __str__(self) -> str:
        return self.identifier


class StockNumber(models.Model):
    """A number that nobody has yet: free, or reserved for an account for some time."""

    identifier = models.CharField(max_length=20, unique=True)
    region = models.CharField(max_length=40)
    vip = models.BooleanField(default=False)
    reserved_for = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="reserved_numbers"
    )
    reserved_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reserved_for__isnull=True, reserved_until__isnull=True)
                | Q(reserved_for__isnull=False, reserved_until__isnull=False),
                name="reserved_for_somebody_until_some_time",
            ),
        ]
        indexes = [models.Index(fields=["region", "identifier"], name="stock_of_region")]

    def __str__(self) -> str:
        return self.identifier


class Number(models.Model):
    """A phone number (`+79…`) or a fixed line's id, on one account.

    `ledger` is where the money of this number on this account stands: part of the account's.
    `user` is who uses it, where that is not the holder: an employee of a company.
    """

    identifier = models.CharField(max_length=20, unique=True)
    line = models.CharField(max_length=20, choices=Line.choices, default=Line.MOBILE)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="numbers")
    ledger = models.OneToOneField(LedgerAccount, on_delete=models.PROTECT, related_name="number")
    tariff = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=NumberState.choices, default=NumberState.ACTIVE)
    cost_centre = models.CharField(max_length=60, default="")
    sim = models.CharField(max_length=20, default="")  # the card's own number (ICCID)
    user = models.ForeignKey(
        Party, null=True, on_delete=models.PROTECT, related_name="numbers_used"
    )
    user_name = models.CharField(max_length=120, default="")
    user_state = models.CharField(
        max_length=12, choices=UserState.choices, default=UserState.MISSING
    )
    vip = models.BooleanField(default=False)
    since = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["account", "identifier"], name="number_of_account")]

    def __str__(self) -> str:
        return self.identifier


class NumberStay(models.Model):
    """Who held a number when: written once, ended once. `ledger` had its money meanwhile."""

    number = models.ForeignKey(Number, on_delete=models.PROTECT, related_name="stays")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="stays")
    ledger = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="stays")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(until_at__isnull=True),
                name="a_number_stays_with_one_account",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("since_at")),
                name="stay_ended_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["number", "since_at"], name="stay_of_number")]

    def __str__(self) -> str:
        return f"{self.number_id} on {self.account_id}"


class RegistryRecord(models.Model):
    """What an outside register says about somebody, in the register that we keep ourselves.

    `subject` is the party's blind index; nobody reads a passport or an INN out of it.
    """

    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=30)  # numbers_held, self_ban, works_for
    value = models.CharField(max_length=80, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "kind"], name="record_of_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class ServiceConsent(models.Model):
    """Proof that the subscriber wanted a paid service: who, when, by which channel, with what."""

    number = models.ForeignKey(Number, on_delete=models.PROTECT, related_name="consents")
    service = models.CharField(max_length=60)
    given_at = models.DateTimeField()
    channel = models.CharField(max_length=20)
    evidence = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.service} {self.given_at:%Y-%m-%d}"


class ConnectedService(models.Model):
    """A service on a number: connected when, by whom, by which channel, with which consent."""

    number = models.ForeignKey(Number, on_delete=models.PROTECT, related_name="services")
    service = models.CharField(max_length=60)
    connected_at = models.DateTimeField()
    connected_by = models.CharField(max_length=120)
    channel = models.CharField(max_length=20)
    consent = models.ForeignKey(
        ServiceConsent, null=True, on_delete=models.PROTECT, related_name="+"
    )
    price = MoneyField()
    period = models.CharField(max_length=10)  # day, month, once, free
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.CharField(max_length=120, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number", "service"],
                condition=Q(stopped_at__isnull=True),
                name="a_service_is_connected_once",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | Q(stopped_at__gte=F("connected_at")),
                name="stopped_after_connected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} #{self.pk}"


class NetworkCommand(models.Model):
    """What the network must be told; an outbox row, sent after the commit, with a stable key."""

    key = models.CharField(max_length=120, unique=True)
    number = models.ForeignKey(Number, on_delete=models.PROTECT, related_name="commands")
    action = models.CharField(max_length=30)  # stop_service
    service = models.CharField(max_length=60, default="")
    value = models.CharField(max_length=60, default="")  # a tariff, a SIM card
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class SavedView(models.Model):
    """A search in the register of numbers that somebody keeps under a name."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="views_of_numbers"
    )
    holder = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)  # as it stands in the address

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "holder", "name"], name="a_view_has_a_name_of_its_own"
            ),
        ]

    def __str__(self) -> str:
        return self.name
