"""The journal's one table."""

from django.conf import settings
from django.db import models


class Note(models.Model):
    """One deed or one reading, about one thing; a link in that thing's chain.

    `public` notes make the timeline that the subscriber reads. `data` holds ids, codes and
    sums, never personal data, so that erasing a person never breaks a chain.
    """

    about_kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor = models.CharField(max_length=60, default="")  # a rule or a job, when nobody pressed
    what = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    public = models.BooleanField(default=False)
    is_reading = models.BooleanField(default=False)
    previous = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about_kind", "about_id", "seq"], name="one_note_per_link"
            ),
        ]
        indexes = [
            models.Index(fields=["by", "-at"], name="journal_by_whom"),
            models.Index(
                fields=["-at"], name="journal_readings", condition=models.Q(is_reading=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.about_kind}:{self.about_id}#{self.seq}"
