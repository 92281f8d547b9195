"""The register, and what goes out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kabinet.documents.models import Letter
from kabinet.kit.ids import token


class Counter(models.Model):
    """The last number given in one book (direction, kind, year). Taken last in a transaction."""

    book = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "year"], name="one_counter_a_book")]

    def __str__(self) -> str:
        return f"{self.book} {self.year}: {self.last}"


class RegisterEntry(models.Model):
    """A line of the register: number and moment. Gapless in its book and year, never reused.

    Posted, arrived and registered are three moments: the law counts from different ones.
    """

    book = models.CharField(max_length=30)  # in.claim, in.question, in.fraud, out.letter
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=20)  # portal, public, email, post, counter, ...
    posted_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "year", "number"], name="one_entry_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.reference}"

    @property
    def reference(self) -> str:
        """Tell the number as it is written on paper: `2026-00017`."""
        return f"{self.year}-{self.number:05d}"


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")


class MessageState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Failed")


class Message(models.Model):
    """A notice that leaves the house: an outbox row, sent after the commit, at least once.

    `message_id` never changes between tries, so that a repeat is recognisable.
    """

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300, default="")
    text = models.TextField()
    letters = models.ManyToManyField(Letter, related_name="+")
    message_id = models.CharField(max_length=120, unique=True, default=token)
    in_reply_to = models.CharField(max_length=250, default="")
    about_kind = models.CharField(max_length=40, default="")
    about_id = models.BigIntegerField(null=True)
    is_secret = models.BooleanField(default=False)  # a one-time code: its text goes once it is sent
    state = models.CharField(
        max_length=10, choices=MessageState.choices, default=MessageState.QUEUED
    )
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["about_kind", "about_id", "id"],
                name="message_about",
                condition=Q(about_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.message_id}"
