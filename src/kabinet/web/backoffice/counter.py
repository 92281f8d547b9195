"""The forms of the counter: who has come, and who came without booking."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kabinet.cases.models import Case
from kabinet.cases.queries import case_of
from kabinet.cases.rules import read_reference
from kabinet.kit import clock
from kabinet.pack.queries import operator_pack
from kabinet.papers.queries import parties_of
from kabinet.parties.models import Party
from kabinet.parties.queries import office_day
from kabinet.showroom.actions import Comer
from kabinet.showroom.models import Appearance
from kabinet.showroom.rules import Attorney
from kabinet.showroom.states import VisitSide
from kabinet.web.forms import DayField, Form
from kabinet.web.requests.told import facts_of
from kabinet.web.templatetags.kabinet import said

SIDES = (VisitSide.GIVER, VisitSide.RECEIVER, VisitSide.APPLICANT)
FORMS = (("sealed", _("Signed by the head, sealed")), ("notarised", _("Notarised")))


@dataclass(frozen=True)
class Standing:
    """Somebody who came, and what is still to be ticked of him."""

    who: Appearance
    capacity: str

    @property
    def is_here(self) -> bool:
        return self.who.visit.state == "came"


def standing(one: Appearance) -> Standing:
    capacity = operator_pack().capacity(one.capacity, office_day(one.came_at))
    return Standing(one, said(capacity.name))


class WalkInForm(Form):
    """The reference that somebody shows who has not booked."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        error_messages={"required": _("Type the reference of the request.")},
    )
    side = forms.ChoiceField(label=_("Who has come"), choices=VisitSide.choices)

    def clean_reference(self) -> Case:
        """Turn what was typed into the request that it names."""
        typed = self.cleaned_data["reference"]
        found = case_of(read_reference(typed) or typed)
        if found is None:
            raise forms.ValidationError(_("No request has this reference."))
        return found


class ComerForm(Form):
    """Who has come, for which side, as what; the attorney only where he stands for another."""

    side = forms.ChoiceField(label=_("For which side"))
    who = forms.CharField(
        label=_("Name, as in the passport"),
        max_length=200,
        error_messages={"required": _("Write the name of who has come, as in his passport.")},
    )
    capacity = forms.ChoiceField(label=_("As what"))
    attorney_form = forms.ChoiceField(label=_("Power of attorney"), choices=FORMS, required=False)
    attorney_number = forms.CharField(label=_("Its number"), max_length=60, required=False)
    attorney_on = DayField(label=_("Its date"), required=False)
    attorney_until = DayField(label=_("Its last day"), required=False)

    def __init__(self, *args: Any, case: Case, side: str, **kwargs: Any) -> None:
        self.parties: Mapping[str, Party | None] = parties_of(case)
        self.facts = facts_of(case)
        super().__init__(*args, **kwargs)
        sides = _sides_of(side, self.parties)
        first = self.parties.get(sides[0]) or (case.party if sides[0] != "receiver" else None)
        self.initial = {"side": sides[0], "who": _own_name(first)}
        self.case = case
        side_field, capacity = self.fields["side"], self.fields["capacity"]
        side_field.choices = [(one, VisitSide(one).label) for one in sides]  # type: ignore[attr-defined]
        capacity.choices = [  # type: ignore[attr-defined]
            (one.id, said(one.name))
            for one in operator_pack().capacities_on(office_day(clock.now()))
        ]

    def comer(self) -> Comer:
        told = self.cleaned_data
        party = self.parties.get(told["side"]) or (
            self.case.party if told["side"] != "receiver" else None
        )
        kind = party.kind if party else self.facts.side(told["side"]).kind
        return Comer(
            side=told["side"],
            who=told["who"],
            capacity=told["capacity"],
            stands_for=kind,
            party=party if told["capacity"] == "owner" else None,
            attorney=_attorney(told),
        )


def _sides_of(side: str, parties: Mapping[str, Party | None]) -> list[str]:
    """List the sides that somebody may come for in a visit."""
    if side != VisitSide.BOTH:
        return [side]
    return [str(one) for one in SIDES if one in parties] or ["giver", "receiver"]


def _own_name(party: Party | None) -> str:
    return party.full_name if party and party.kind != "company" else ""


def _attorney(told: Mapping[str, Any]) -> Attorney | None:
    """Read a power of attorney; one without its number or its dates is none."""
    number, on, until = (
        told["attorney_number"].strip(), told["attorney_on"], told["attorney_until"],
    )  # fmt: skip
    if not number or on is None or until is None:
        return None
    form = told["attorney_form"] or "sealed"
    return Attorney(form=form, number=number, issued_on=on, valid_until=until)
