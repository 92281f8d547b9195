"""What was asked, and what was answered."""

from django.conf import settings
from django.db import models

from kabinet.cases.models import Case
from kabinet.documents.models import StoredFile


class Inquiry(models.Model):
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="inquiry")
    essence = models.TextField()
    facts = models.JSONField(default=dict)
    attachments = models.ManyToManyField(StoredFile, related_name="inquiry_attachments")
    answer = models.TextField(default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
