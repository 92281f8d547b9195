"""A company registers its account: contract and INN, then a code to the contact on the contract.

Every page answers alike for a contract that exists and for one that does not.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kabinet.access.actions import (
    CodeRefused,
    HasAdministrators,
    TooManyCodes,
    WrongCode,
    begin_company,
    check_code,
)
from kabinet.contracts.queries import company_by_contract
from kabinet.kit import clock, ids
from kabinet.mailroom.actions import send_code
from kabinet.parties.models import Party
from kabinet.web.limits import is_too_often, is_too_often_for
from kabinet.web.policy import ANYONE, allow
from kabinet.web.signin import proofs
from kabinet.web.signin.forms import AdministratorForm, CodeForm, ContractForm

PURPOSE = "company"
_KEY = "company"
_TRIES_AN_HOUR, _CODES_AN_HOUR = 20, 5


@allow(ANYONE)
def contract(request: HttpRequest) -> HttpResponse:
    """Ask for the contract and the INN; a code goes to the contact that the contract names."""
    form = ContractForm(request.POST or None, initial=request.session.get(_KEY))
    if form.is_valid():
        typed = {name: form.cleaned_data[name].strip() for name in ("contract", "inn")}
        if problem := _too_often(request, typed):
            form.add_error(None, problem)
        else:
            request.session[_KEY] = {**typed, "bond": ids.token()}
            _send(request)
            return redirect("signin:register_code")
    return _page(request, "signin/register.html", form)


@allow(ANYONE)
def code(request: HttpRequest) -> HttpResponse:
    """Take the code from the contact's telephone or mailbox."""
    kept = request.session.get(_KEY)
    if not kept:
        return redirect("signin:register")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            _prove(request, kept, form.cleaned_data["code"])
        except CodeRefused as refused:
            form.add_error("code", str(refused.sentence))
        else:
            return redirect("signin:register_who")
    return _page(request, "signin/register_code.html", form)


@allow(ANYONE)
def who(request: HttpRequest) -> HttpResponse:
    """Ask who will administer the account; his own mailbox is proved by a code in its turn."""
    kept, at = request.session.get(_KEY), clock.now()
    company = _company(kept) if kept and proofs.is_proved(request, _KEY, at) else None
    if company is None:
        return redirect("signin:register")
    form = AdministratorForm(request.POST or None)
    if form.is_valid():
        try:
            made = begin_company(company=company, at=at, **form.cleaned_data)
        except HasAdministrators as refused:
            form.add_error(None, str(refused.sentence))
        else:
            del request.session[_KEY]
            proofs.forget(request, _KEY)
            if made.email == company.email.lower() and _contact(company)[0] == "email":
                proofs.prove(request, made.token, at)  # the code came by this very mailbox
                return redirect("signin:join", made.token)
            return redirect("signin:invited", made.token)
    return _page(request, "signin/register_who.html", form, company=company)


def _prove(request: HttpRequest, kept: dict[str, str], typed: str) -> None:
    at = clock.now()
    check_code(purpose=PURPOSE, about=_about(kept), typed=typed, at=at)
    if _company(kept) is None:
        raise WrongCode
    proofs.prove(request, _KEY, at)


def _send(request: HttpRequest) -> None:
    """Send the code, or seem to: how often one contact is written to is limited in silence."""
    kept = request.session[_KEY]
    company = _company(kept)
    channel, address = _contact(company) if company else ("", "")
    try:
        send_code(
            purpose=PURPOSE,
            about=_about(kept),
            address=address or f"{kept['contract']} {kept['inn']}"[:200],
            channel=channel,
            subject=_("Code to register the company's account"),
            text=_("{code} is your code to register the company in Kabinet. Tell it to nobody."),
            at=clock.now(),
            silent=not address,
        )
    except TooManyCodes:
        return


def _company(kept: dict[str, str]) -> Party | None:
    return company_by_contract(kept["contract"], kept["inn"])


def _contact(company: Party) -> tuple[str, str]:
    """Name the contact on the contract: its telephone first, else its mailbox, else none."""
    return ("sms", company.phone) if company.phone else ("email", company.email)


def _about(kept: dict[str, str]) -> str:
    """Bind a code to the browser that asked for it."""
    return f"{kept['inn']} {kept['bond']}"


def _too_often(request: HttpRequest, typed: dict[str, str]) -> str:
    asked = f"{PURPOSE}:{typed['contract'].lower()}:{typed['inn']}"
    if is_too_often(request, PURPOSE, _TRIES_AN_HOUR) or is_too_often_for(asked, _CODES_AN_HOUR):
        return _("Too many tries. Wait an hour and try again, or call your personal manager.")
    return ""


def _page(request: HttpRequest, name: str, form: object, **more: object) -> HttpResponse:
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, name, {"form": form, **more}, status=status)
