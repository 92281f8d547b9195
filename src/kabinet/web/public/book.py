"""The complaints book, electronic: anybody writes, without an account."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kabinet.book.actions import Written, write_entry
from kabinet.cases.actions import Claimant
from kabinet.copies.queries import visible_to as copies_of
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.offices.queries import named_offices
from kabinet.pack.queries import operator_pack
from kabinet.web.deadlines import shown
from kabinet.web.forms import EmailField, Form, LongField, PhoneField
from kabinet.web.limits import is_too_often
from kabinet.web.policy import ANYONE, allow
from kabinet.web.templatetags.kabinet import language

TRIES = 20  # an hour, from one address


class EntryForm(Form):
    office = forms.ChoiceField(label=_("Which office"), required=False)
    text = LongField(
        label=_("What you want to say"),
        limit=4000,
        error_messages={"required": _("Write what you want to say.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        error_messages={"required": _("Enter your name: we answer you by it.")},
    )
    email = EmailField(label=_("E-mail for the answer"), required=False)
    phone = PhoneField(label=_("Phone for an SMS"), required=False)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        choices = [("", _("None: about the operator")), *named_offices(language())]
        self.fields["office"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> None:
        said = super().clean() or {}
        if not self.errors and not said.get("email") and not said.get("phone"):
            self.add_error("email", _("Give an e-mail or a phone: the answer goes there."))


@allow(ANYONE)
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """Show what the book is, and take an entry."""
    form = EntryForm(request.POST if request.method == "POST" else None)
    if form.is_bound and is_too_often(request, "book", TRIES):
        form.add_error(None, _("Too many tries from this address. Try again in an hour."))
    elif form.is_valid():
        try:
            return _written(request, form)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
    about = request.POST.get("about", request.GET.get("about", ""))
    words = operator_pack().text("book.words", language())
    page = {"form": form, "words": words, "about": about}
    return render(request, "public/book.html", page, status=422 if form.errors else 200)


def _written(request: HttpRequest, form: EntryForm) -> HttpResponse:
    said, at = form.cleaned_data, clock.now()
    user = request.user if request.user.is_authenticated else None
    named = request.POST.get("about", "")
    copy = copies_of(user).filter(case__reference=named).first() if user and named else None
    entry, code = write_entry(
        Written(
            claimant=Claimant(name=said["name"], email=said["email"], phone=said["phone"] or ""),
            text=said["text"],
            language=language(),
            office=said["office"],
            reply_by="email" if said["email"] else "sms",
            party=user.party if user else None,
            about=copy.case if copy else None,
        ),
        by=user,
        at=at,
    )
    page = {
        "title": _("Your entry stands in the book"),
        "case": entry.case,
        "code": code,
        "clocks": shown(entry.case.clocks.all()),
    }
    return render(request, "public/registered.html", page)
