"""Entries of the complaints book."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.cases.models import Case
from kabinet.documents.models import StoredFile


class BookEntry(models.Model):
    """What somebody wrote, on the site or on a page of the paper book of an office.

    `about` is a case that the entry complains of: a copy that was not handed over in its day.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="book_entry")
    office = models.CharField(max_length=40, default="")  # of the pack; none: about the operator
    page = models.CharField(max_length=20, default="")  # of the paper book; empty: electronic
    text = models.TextField()
    scan = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(
        Case, null=True, on_delete=models.PROTECT, related_name="complained_of"
    )
    answer = models.TextField(default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="an_entry_says_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="an_answer_has_its_author_and_moment",
            ),
            models.UniqueConstraint(
                fields=["office", "page"], condition=~Q(page=""), name="one_entry_a_page"
            ),
        ]

    def __str__(self) -> str:
        return f"Entry {self.case_id}"
