"""Words for what the records hold as codes: services, channels, periods, who did it."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy as _

from kabinet.access.rules import CompanyRole
from kabinet.bills.models import Charge
from kabinet.cases.models import Case
from kabinet.cases.queries.status import PublicStatus
from kabinet.cases.states import Desk
from kabinet.catalog.queries import name_of
from kabinet.documents.wording import short_name
from kabinet.orders.states import action_name
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Kind, Party
from kabinet.web.roles import COMPANY_ROLES, ROLES, Role
from kabinet.web.templatetags.kabinet import deadline_chip, latin

register = template.Library()

CHANNELS = {
    "portal": _("in this account"),
    "public": _("on the public page"),
    "ussd": _("by a short command (USSD)"),
    "sms": _("by SMS"),
    "web": _("on a web page"),
    "wap": _("by a click on a mobile page (WAP)"),
    "call": _("by phone"),
    "salon": _("in a showroom"),
    "office": _("in a showroom"),
    "contract": _("with the contract"),
    "network": _("by the network"),
}
PERIODS = {
    "day": _("day"),
    "month": _("month"),
    "once": _("once"),
    "minute": _("minute"),
    "gb": _("GB"),
}
ACTORS = {
    "subscriber": _("you"),
    "operator": _("the operator"),
    "provider": _("the provider of the service"),
    "unknown": _("not recorded"),
}


@register.simple_tag
def catalog_name(code: str) -> str:
    """Name a tariff or a service in the language of the page."""
    return name_of(code, get_language() or "ru") if code else ""


@register.filter
def matter(case: Case | PublicStatus) -> str:
    """Name what a case is about in the language of the page: its ground, else its own title."""
    ground = operator_pack().grounds.get(case.topic)
    return say(ground.name, get_language() or "ru") if ground else case.title


@register.simple_tag
def charge_name(charge: Charge) -> str:
    """Say what a debit was for."""
    if not charge.service:
        return str(charge.get_kind_display())
    return name_of(charge.service, get_language() or "ru")


@register.simple_tag
def channel_name(code: str) -> str:
    return str(CHANNELS.get(code, code))


@register.simple_tag
def period_name(code: str) -> str:
    return str(PERIODS.get(code, code))


@register.simple_tag
def who(code: str) -> str:
    """Say who did it; a name that is no code is shown as it is."""
    return str(ACTORS.get(code, code))


REPLY = {
    "email": _("by e-mail"),
    "sms": _("by SMS"),
    "phone": _("by phone"),
    "post": _("by post"),
}


@register.simple_tag
def reply_name(code: str) -> str:
    return str(REPLY.get(code, code))


@register.simple_tag
def desk_name(code: str) -> str:
    return str(Desk(code).label) if code in Desk.values else code


@register.simple_tag
def role_name(code: str) -> str:
    return str(ROLES.get(Role(code), code)) if code in set(Role) else code


@register.simple_tag
def company_role(code: str) -> str:
    return str(COMPANY_ROLES[CompanyRole(code)]) if code in set(CompanyRole) else code


@register.simple_tag
def short_name_of(party: Party) -> str:
    """Name a person by surname and initials, a company by its name: for who needs no more."""
    if party.kind == Kind.COMPANY:
        return latin(party.company_name)
    return latin(short_name(party.surname, party.name, party.patronymic))


@register.simple_tag
def due_chip(case: Case, now: datetime) -> SafeString:
    """Show how the most urgent clock of a case stands, in words and colour."""
    if case.due_at is None:
        return SafeString("")
    last_day = (case.due_at - timedelta(seconds=1)).astimezone(ZoneInfo(case.zone)).date()
    place = SimpleNamespace(due_on=last_day, due_at=case.due_at, zone=case.zone)
    return deadline_chip(place, now)


@register.simple_tag
def order_action(code: str) -> str:
    return action_name(code)
