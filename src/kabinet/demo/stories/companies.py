"""Companies and their people: one comes in, one lets a colleague in, one sees only her part."""

from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kabinet.access.models import Membership
from kabinet.access.queries import administrators_of
from kabinet.contracts.models import Contract
from kabinet.demo.queries import built_at
from kabinet.demo.stories.cast import PETR, address
from kabinet.demo.stories.step import Step
from kabinet.demo.stories.told import Story
from kabinet.demo.world.members import ENDS_IN, KIRA, RITA, ROMASHKA, UNREGISTERED, firm


def stories_of_companies(at: datetime) -> list[Story]:
    return [_kira(at), _rita(), _newcomer(at)]


def _kira(at: datetime) -> Story:
    fresh = Membership.objects.filter(
        company=firm(ROMASHKA.name), active_from__gt=built_at() or at
    ).exists()
    text = _(
        "Open «Company» and invite a colleague with any mailbox. His link and his code are under "
        "«Mail and SMS sent». Then take him out again: his next click is refused."
    )
    if fresh:
        text = _("A colleague came in. Change his part, or take him out and see him refused.")
    return Story(
        title=_("The administrator of a company"),
        name=KIRA.name,
        number="",
        need=format_html(_("She decides who acts for {firm}."), firm=ROMASHKA.name),
        step=Step(text, KIRA.key, address("portal:members"), is_end=fresh),
    )


def _rita() -> Story:
    text = _(
        "Look at the account and the charges: the rest of the company is not there, and no number "
        "can be changed. Move the clock past the last day of her paper, and click again."
    )
    need = _(
        "She sees the money of one account of {firm}, by a power of attorney that ends in "
        "{days} days."
    )
    return Story(
        title=_("An accountant with a power of attorney"),
        name=RITA.name,
        number="",
        need=format_html(need, firm=ROMASHKA.name, days=ENDS_IN),
        step=Step(text, RITA.key, address("portal:home")),
    )


def _newcomer(at: datetime) -> Story:
    company = firm(UNREGISTERED.name)
    contract = Contract.objects.filter(holder=company).order_by("pk").first()
    text = _(
        "Register it: contract {contract}, INN {inn}. The code goes to {mailbox}, the contact on "
        "the contract; read it under «Mail and SMS sent»."
    )
    said = format_html(
        text,
        contract=contract.number if contract else "",
        inn=company.inn,
        mailbox=company.email,
    )
    is_in = administrators_of(company, at).exists()
    return Story(
        title=_("A company that has no account yet"),
        name=UNREGISTERED.name,
        number="",
        need=_("It has a contract and numbers, and wants to see and change them by itself."),
        step=Step(said, PETR, reverse("signin:register"), is_end=is_in),
    )
