"""What was received, and what was written."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.kit.ids import token


class StoredFile(models.Model):
    """A file kept bit for bit under its SHA-256; synced to disk before this row is committed."""

    token = models.CharField(max_length=32, unique=True, default=token)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    stored_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="no_empty_file"),
        ]

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """A letter as it was written: its blocks are data, rendered when somebody opens it.

    `blocks` is the filled letter (`documents.letters`), complete in itself: later changes of
    a template or a pack never change a letter that was sent.
    """

    token = models.CharField(max_length=32, unique=True, default=token)
    template = models.CharField(max_length=80)
    edition = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=300)
    blocks = models.JSONField()
    written_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signature = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.title
