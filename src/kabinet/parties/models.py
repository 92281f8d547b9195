"""Parties, their sealed papers, their consents."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kabinet.documents.models import StoredFile
from kabinet.kit.ids import token
from kabinet.parties.rules import SEALED


class Kind(models.TextChoices):
    PERSON = "person", _("Private person")
    SOLE_TRADER = "sole_trader", _("Sole trader")
    COMPANY = "company", _("Company")


class Sex(models.TextChoices):
    MALE = "male", _("Male")
    FEMALE = "female", _("Female")


class Party(models.Model):
    """Somebody with whom the operator deals. Names as in the identity paper (nominative).

    `bank`: bic, bank, account, correspondent_account.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    surname = models.CharField(max_length=80, default="")
    name = models.CharField(max_length=80, default="")
    patronymic = models.CharField(max_length=80, default="")
    sex = models.CharField(max_length=10, choices=Sex.choices, default="")
    born_on = models.DateField(null=True)
    company_name = models.CharField(max_length=200, default="")
    inn = models.CharField(max_length=12, default="")
    ogrn = models.CharField(max_length=15, default="")
    kpp = models.CharField(max_length=9, default="")
    head_post = models.CharField(max_length=120, default="")
    head_name = models.CharField(max_length=200, default="")
    bank = models.JSONField(default=dict)
    address = models.CharField(max_length=300, default="")
    email = models.EmailField(default="")
    phone = models.CharField(max_length=20, default="")
    language = models.CharField(max_length=5, default="ru")
    since = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False)
                | (Q(kind="company") & ~Q(company_name=""))
                | (~Q(kind="company") & ~Q(surname="") & ~Q(name="")),
                name="a_party_has_a_name",
            ),
        ]
        indexes = [models.Index(fields=["inn"], name="party_inn", condition=~Q(inn=""))]

    def __str__(self) -> str:
        return f"Party {self.pk}"

    @property
    def full_name(self) -> str:
        if self.kind == Kind.COMPANY:
            return self.company_name
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)


class PartyDetail(models.Model):
    """What stood in one field of a party, from when to when; half-open, the open one is present.

    A person's values are `sealed` with his key, a company's stand open in `value`. Disputes about
    the past need the name of that day.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="details")
    field = models.CharField(max_length=30)
    value = models.CharField(max_length=300, default="")
    sealed = models.BinaryField(default=b"")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party", "field"],
                condition=Q(until_at__isnull=True),
                name="one_present_value_per_field",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gt=F("from_at")),
                name="detail_period_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of party {self.party_id}"


class Power(models.TextChoices):
    """What a power of attorney allows before the operator."""

    MANAGE = "manage", _("Decide who acts for the company")
    NUMBERS = "numbers", _("Change numbers and services")
    HAND_OVER = "hand_over", _("Hand over and accept numbers")
    MONEY = "money", _("See charges and pay")
    CLAIMS = "claims", _("File claims and receive answers")
    SIGN = "sign", _("Sign contracts and applications")
    APPEAR = "appear", _("Appear in a showroom")


class PowerOfAttorney(models.Model):
    """A paper by which `principal` lets somebody act for him; both days of its term count.

    `agent` is a party whom we know, or nobody: then only his name is. `powers`: of `Power`.
    Kept after its end.
    """

    principal = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="attorneys_given")
    agent = models.ForeignKey(
        Party, null=True, on_delete=models.PROTECT, related_name="attorneys_held"
    )
    agent_name = models.CharField(max_length=200)
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    powers = models.JSONField(default=list)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="attorney_term_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__gte=F("issued_on")), name="attorney_valid_after_issued"
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(agent_name=""), name="attorney_is_named"
            ),
        ]
        indexes = [models.Index(fields=["valid_until"], name="attorney_ends")]

    def __str__(self) -> str:
        return f"{self.number} of party {self.principal_id}"

    def holds_on(self, day: date) -> bool:
        return self.revoked_at is None and self.valid_from <= day <= self.valid_until


class PersonKey(models.Model):
    """The person's own data key, wrapped by the operator's key; gone, the papers are gone."""

    party = models.OneToOneField(Party, primary_key=True, on_delete=models.PROTECT)
    wrapped = models.BinaryField()
    key_id = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"Key of party {self.party_id}"


class ReadingReason(models.TextChoices):
    """Why somebody opens a sealed paper; the person himself reads it afterwards."""

    IDENTIFY = "identify", _("To make sure who is asking")
    CLAIM = "claim", _("To examine a claim")
    INQUIRY = "inquiry", _("To answer a question")
    AUTHORITY = "authority", _("At the request of an authority")
    OWN = "own", _("The person himself")


class Hindrance(models.TextChoices):
    """Why a person's data cannot be erased yet; told to him as it stands."""

    OPEN_CONTRACT = (
        "open_contract",
        _("A contract is in force: the data can be erased after it is closed."),
    )
    OPEN_CASE = "open_case", _("A claim or a question is open: it must be answered first.")
    OPEN_MONEY = "open_money", _("Money is on an account or is owed: it must be settled first.")


class IdentityPaper(models.Model):
    """A passport or the like, sealed. Old ones stay: disputed contracts need them."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=30, default="passport_rf")
    sealed = models.BinaryField()
    blind_index = models.CharField(max_length=64, db_index=True)  # empty once erased
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="paper_period_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of party {self.party_id}"


class LoosePaper(models.Model):
    """A passport that somebody typed into a form, sealed: perhaps we do not know him.

    It has a key of its own, wrapped like a person's. `hint` is its last two digits.
    """

    token = models.CharField(max_length=32, unique=True, default=token)
    kind = models.CharField(max_length=30, default="passport_rf")
    wrapped = models.BinaryField()
    key_id = models.CharField(max_length=20)
    sealed = models.BinaryField()
    hint = models.CharField(max_length=2)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.token}"

    @property
    def mark(self) -> str:
        """What stands in an answer instead of the number."""
        return f"{SEALED}{self.token}:{self.hint}"


class ProcessingConsent(models.Model):
    """A permission to process personal data for one purpose; half-open in time."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="processing_consents")
    purpose = models.CharField(max_length=40)
    edition = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_open_consent_per_purpose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of party {self.party_id}"


class ErasureAct(models.Model):
    """The act of destruction: what went, what stayed and under which hold. Kept three years."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT)
    number = models.CharField(max_length=30, unique=True)
    at = models.DateTimeField()
    erased = models.JSONField()
    kept = models.JSONField()

    def __str__(self) -> str:
        return self.number
