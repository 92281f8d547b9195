"""What an owner types to have his data changed: only what differs, and the proof."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kabinet.documents.models import StoredFile
from kabinet.kit.registration import is_kpp
from kabinet.owners.actions import Passport, Wish
from kabinet.owners.queries import present
from kabinet.owners.rules import FIELDS, PASSPORT
from kabinet.parties.models import Party
from kabinet.parties.rules import passport_rf
from kabinet.web.forms import DayField, EmailField, Form, PhoneField
from kabinet.web.owners import FIELD_NAMES

MOST_FILES = 5


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ProofField(forms.FileField):
    """One file or several."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = data if isinstance(data, list) else [data] if data else []
        if len(uploads) > MOST_FILES:
            raise ValidationError(
                _("At most %(most)s files fit here."), params={"most": MOST_FILES}
            )
        return [super(ProofField, self).clean(one, initial) for one in uploads or [None]]


class OwnerForm(Form):
    """The fields of this kind of owner, as we have them now."""

    why = forms.CharField(
        label=_("What happened"),
        max_length=300,
        help_text=_("For example: marriage, a new passport, the company has a new head."),
        error_messages={"required": _("Say what happened, in a few words.")},
    )
    proof = ProofField(
        label=_("Proof"),
        help_text=_("The paper that shows the change: a photo or PDF, up to 10 MB each."),
        error_messages={
            "required": _("Attach the paper that proves the change: a photo or a scan."),
        },
    )

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._party = party
        own = [name for name in FIELDS[party.kind] if name != PASSPORT]
        for name in own:
            self.fields[name] = _field(name, present(party, name))
        self.has_passport = PASSPORT in FIELDS[party.kind]
        if self.has_passport:
            self._ask_for_passport()
        self.order_fields([*own, *_PASSPORT, "why", "proof"])

    @property
    def own(self) -> list[Any]:
        return [self[name] for name in FIELDS[self._party.kind] if name != PASSPORT]

    @property
    def papers(self) -> list[Any]:
        return [self[name] for name in _PASSPORT] if self.has_passport else []

    def clean_kpp(self) -> str:
        typed: str = self.cleaned_data["kpp"]
        if typed and not is_kpp(typed):
            raise ValidationError(_("A KPP has nine characters: 770701001."))
        return typed

    def clean_passport(self) -> str:
        typed: str = self.cleaned_data["passport"]
        if typed and passport_rf(typed) is None:
            raise ValidationError(
                _("A passport has a series of four digits and a number of six: 4509 123456.")
            )
        return typed

    def wish(self, proof: list[StoredFile]) -> Wish:
        said = self.cleaned_data
        passport = None
        if said.get("passport"):
            passport = Passport(
                number=said["passport"],
                issued_by=said["issued_by"],
                issued_on=said["issued_on"],
                department=said["department"],
            )
        values = {name: said[name] for name in FIELDS[self._party.kind] if name != PASSPORT}
        return Wish(values=values, why=said["why"], proof=proof, passport=passport)

    def _ask_for_passport(self) -> None:
        self.fields["passport"] = forms.CharField(
            label=_("Series and number of the new passport"), max_length=20, required=False
        )
        self.fields["issued_by"] = forms.CharField(
            label=_("Issued by"), max_length=200, required=False
        )
        self.fields["issued_on"] = DayField(label=_("Issued on"), past=True, required=False)
        self.fields["department"] = forms.CharField(
            label=_("Department code"), max_length=7, required=False
        )


_PASSPORT = ("passport", "issued_by", "issued_on", "department")


def _field(name: str, now: str) -> forms.Field:
    made: dict[str, type[forms.Field]] = {"email": EmailField, "phone": PhoneField}
    if name in made:
        return made[name](label=str(FIELD_NAMES[name]), required=False, initial=now)
    return forms.CharField(
        label=str(FIELD_NAMES[name]),
        max_length=_LONGEST.get(name, 200),
        required=False,
        initial=now,
    )


_LONGEST = {"surname": 80, "name": 80, "patronymic": 80, "kpp": 9, "head_post": 120, "address": 300}
