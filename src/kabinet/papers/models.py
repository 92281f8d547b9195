"""The papers that a case needs."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.cases.models import Case
from kabinet.documents.models import StoredFile
from kabinet.kit.ids import token
from kabinet.papers.states import PaperSide, PaperState
from kabinet.parties.models import Party


class Paper(models.Model):
    """One paper that one side of a case must bring; `kind` is the pack's.

    A paper that is no longer needed stays, so that what was sent is not lost. `party` is who
    stands on that side, when we know him: in the portal he sees it and sends it.
    """

    token = models.CharField(max_length=32, unique=True, default=token)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    side = models.CharField(max_length=10, choices=PaperSide.choices)
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.MISSING)
    is_needed = models.BooleanField(default=True)
    asked_at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, default="")
    original_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    original_seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "side", "kind"], name="a_paper_once_a_side"),
            models.CheckConstraint(
                condition=~Q(state="uploaded")
                | Q(file__isnull=False, uploaded_at__isnull=False, judged_by__isnull=True),
                name="a_paper_sent_has_its_file",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "refused"])
                | Q(judged_by__isnull=False, judged_at__isnull=False),
                name="a_paper_judged_has_its_judge",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(reason="") | ~Q(state="refused") & Q(reason=""),
                name="a_paper_refused_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(original_seen_by__isnull=True, original_seen_at__isnull=True)
                | Q(original_seen_by__isnull=False, original_seen_at__isnull=False),
                name="an_original_was_seen_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["uploaded_at", "id"],
                name="papers_to_judge",
                condition=Q(state="uploaded", is_needed=True),
            ),
            models.Index(fields=["party", "-id"], name="papers_of_party"),
        ]
