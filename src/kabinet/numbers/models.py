"""Numbers and what is connected to them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kabinet.contracts.models import Account
from kabinet.kit.fields import MoneyField


class Line(models.TextChoices):
    MOBILE = "mobile", _("Mobile")
    INTERNET = "internet", _("Home internet")
    TV = "tv", _("Digital TV")
    FIXED = "fixed", _("Fixed telephony")


class NumberState(models.TextChoices):
    ACTIVE = "active", _("Active")
    BLOCKED = "blocked", _("Blocked")
    CLOSED = "closed", _("Closed")


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


class Number(models.Model):
    """A phone number (`+79…`) or a fixed line's id, on one account."""

    identifier = models.CharField(max_length=20, unique=True)
    line = models.CharField(max_length=20, choices=Line.choices, default=Line.MOBILE)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="numbers")
    tariff = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=NumberState.choices, default=NumberState.ACTIVE)
    user_name = models.CharField(max_length=120, default="")
    since = models.DateField()

    def __str__(self) -> str:
        return self.identifier


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
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key
