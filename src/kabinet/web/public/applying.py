"""A company that is no client yet applies for service, on the site."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kabinet.applications.actions import Applied, WrongDigits, apply
from kabinet.applications.queries import tariffs_offered
from kabinet.applications.rules import Wrong, tidy
from kabinet.cases.actions import Claimant
from kabinet.kit import clock
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack
from kabinet.web.deadlines import shown
from kabinet.web.forms import EmailField, Form, LongField, PhoneField
from kabinet.web.limits import is_too_often
from kabinet.web.policy import ANYONE, allow
from kabinet.web.templatetags.kabinet import language

TRIES = 20  # an hour, from one address
WRONG = {
    Wrong.INN: _("The check digit of the INN is wrong. Compare it with the papers."),
    Wrong.KPP: _("A company has a KPP of nine characters, a sole trader has none."),
    Wrong.OGRN: _("The OGRN has 13 digits (a sole trader's 15): a digit is wrong or missing."),
    Wrong.BIC: _("A BIC has nine digits and begins with 0."),
    Wrong.ACCOUNT: _("The account does not belong to this BIC: a digit is wrong."),
    Wrong.CORRESPONDENT: _("The correspondent account does not belong to this BIC."),
}


class DigitsField(forms.CharField):
    """Digits of a paper, however they are grouped."""

    def __init__(self, *, digits: int, **more: object) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=digits + 20, widget=widget, **more)  # type: ignore[arg-type]

    def to_python(self, value: object) -> str:
        return tidy(super().to_python(value) or "")


class ApplicationForm(Form):
    """The lines of the application, grouped as its page shows them."""

    company_name = forms.CharField(label=_("Name of the company or sole trader"), max_length=200)
    inn = DigitsField(label=_("INN"), digits=12)
    kpp = DigitsField(label=_("KPP"), digits=9, required=False, help_text=_("Companies only."))
    ogrn = DigitsField(label=_("OGRN or OGRNIP"), digits=15)
    address = forms.CharField(label=_("Registered address"), max_length=300)
    head_post = forms.CharField(label=_("Post of the head"), max_length=120)
    head_name = forms.CharField(label=_("Full name of the head"), max_length=200)
    bank = forms.CharField(label=_("Bank"), max_length=120)
    bic = DigitsField(label=_("BIC"), digits=9)
    account = DigitsField(label=_("Settlement account"), digits=20)
    correspondent = DigitsField(label=_("Correspondent account"), digits=20)
    region = forms.ChoiceField(label=_("Region of the numbers"))
    tariff = forms.ChoiceField(label=_("Tariff"))
    quantity = forms.IntegerField(label=_("How many numbers"), min_value=1, max_value=500)
    contact = forms.CharField(label=_("Whom we may call"), max_length=200)
    phone = PhoneField(label=_("His phone"))
    email = EmailField(label=_("E-mail for the answer"))
    remark = LongField(label=_("Anything else"), limit=1000, rows=3, required=False)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        regions = operator_pack().regions.values()
        names = sorted((say(one.name, language()), one.code) for one in regions)
        self.fields["region"].choices = [(code, name) for name, code in names]  # type: ignore[attr-defined]
        offered = tariffs_offered(clock.now(), language())
        self.fields["tariff"].choices = offered  # type: ignore[attr-defined]


PARTS = (
    (_("The company"), ("company_name", "inn", "kpp", "ogrn", "address", "head_post", "head_name")),
    (_("Its bank"), ("bank", "bic", "account", "correspondent")),
    (_("What you need"), ("region", "tariff", "quantity", "remark")),
    (_("Whom we answer"), ("contact", "phone", "email")),
)
_OF_CLAIMANT = ("contact", "phone", "email")


@allow(ANYONE)
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest) -> HttpResponse:
    """Take an application; what was typed stays on the page until it is right."""
    form = ApplicationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and is_too_often(request, "apply", TRIES):
        form.add_error(None, _("Too many tries from this address. Try again in an hour."))
    elif form.is_valid():
        said = dict(form.cleaned_data)
        who = {name: said.pop(name) for name in _OF_CLAIMANT}
        claimant = Claimant(
            name=f"{said['company_name']}, {who['contact']}"[:200],
            email=who["email"],
            phone=who["phone"],
            address=said["address"],
        )
        at = clock.now()
        try:
            made, code = apply(Applied(**said), claimant=claimant, language=language(), at=at)
        except WrongDigits as wrong:
            for name in wrong.fields:
                form.add_error(name, str(WRONG[Wrong(name)]))
        else:
            page = {
                "title": _("Application registered"),
                "case": made.case,
                "code": code,
                "clocks": shown(made.case.clocks.all()),
            }
            return render(request, "public/registered.html", page)
    parts = [(heading, [form[name] for name in names]) for heading, names in PARTS]
    shown_form = {"form": form, "parts": parts}
    return render(request, "public/apply.html", shown_form, status=422 if form.errors else 200)
