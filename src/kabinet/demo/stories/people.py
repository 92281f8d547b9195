"""People who want something."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum
from django.utils.html import format_html
from django.utils.translation import get_language, gettext as _

from kabinet.bills.models import Charge, ChargeKind
from kabinet.cases.models import Case
from kabinet.cases.states import CaseState
from kabinet.catalog.queries import name_of
from kabinet.demo.queries import built_at
from kabinet.demo.stories.cast import PETR, SUBSCRIBERS, address, party_of, phone_of
from kabinet.demo.stories.counter import at_the_counter
from kabinet.demo.stories.step import Step, of_petr, of_subscriber
from kabinet.demo.stories.told import Story
from kabinet.demo.world.names import PETR as PETRS_NAME
from kabinet.kit.money import ZERO, Money
from kabinet.numbers.models import ConnectedService
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party
from kabinet.web.templatetags.kabinet import money


@dataclass(frozen=True)
class Debits:
    """What a service has cost somebody since before the story began."""

    service: str
    total: Money
    is_back: bool


def stories(at: datetime) -> list[Story]:
    return [_ivan(), _maria(at), _andrey(at), _anna(at), _petr(at), *at_the_counter()]


def _ivan() -> Story:
    party = party_of(SUBSCRIBERS["ivan"])
    found = _debits(party, has_consent=False)
    settled = Case.objects.filter(party=party, state=CaseState.SETTLED).order_by("-pk").first()
    begin = format_html(
        _(
            "Open the charges, tick the three debits of «{service}» and go on. "
            "The records prove them wrong: accept, and it is settled at once."
        ),
        service=found.service,
    )
    step = Step(begin, "ivan", address("portal:charges"))
    if found.is_back and settled:
        text = _("In one commit: the service off, {sum} back, the letter and the notice written.")
        page = address("portal:claim", settled.reference)
        step = Step(format_html(text, sum=money(found.total)), "ivan", page, is_end=True)
    return _story(
        _("A subscription that nobody ordered"),
        "ivan",
        _("«{service}» has cost him {sum}. He never asked for it, and no record says that he did."),
        found,
        step,
    )


def _maria(at: datetime) -> Story:
    found = _debits(party_of(SUBSCRIBERS["maria"]), has_consent=True)
    begin = _(
        "Open the charges, tick the debits of «{service}» and file a claim. "
        "The code that signs it comes by SMS: read it under «Mail and SMS sent»."
    )
    return _claim(
        _("A debit that the records do not decide"),
        "maria",
        _(
            "«{service}» has cost her {sum}. Its provider shows a click as her consent; "
            "she says that she never clicked."
        ),
        found,
        begin,
        at,
    )


def _andrey(at: datetime) -> Story:
    party = party_of(SUBSCRIBERS["andrey"])
    lines = Charge.objects.filter(number__identifier=phone_of(party), kind=ChargeKind.ROAMING)
    found = Debits("", lines.aggregate(total=Sum("amount"))["total"] or ZERO, is_back=False)
    limit = Money(operator_pack().setting("claims.four_eyes_above"))
    need = format_html(
        _("{sum} was taken for roaming; he was at home. Above {limit} two people must sign."),
        sum=money(found.total),
        limit=money(limit),
    )
    begin = _("Open the charges, tick the roaming debits and file a claim about them.")
    return _claim(_("A refund that needs two signatures"), "andrey", need, found, begin, at)


def _anna(at: datetime) -> Story:
    begin = _(
        "File a claim about the home internet. Attach a photo: "
        "a large one is made smaller on its way. Leave in the middle, and come back."
    )
    return _claim(
        _("Home internet that breaks off"),
        "anna",
        _("Four evenings without internet. She wants it repaired and the fee reduced."),
        Debits("", ZERO, is_back=False),
        begin,
        at,
        page="draft:new",
    )


def _petr(at: datetime) -> Story:
    begin = _(
        "Open the public form and file a claim, a question or a fraud report. "
        "The code to his mailbox is under «Mail and SMS sent»."
    )
    return Story(
        title=_("No subscriber of anybody here"),
        name=PETRS_NAME.full,
        number="",
        need=_("Somebody calls him in our name. He has no number of ours and no account."),
        step=of_petr(Step(begin, PETR, address("public:start")), at),
    )


def _claim(
    title: str, key: str, need: str, found: Debits, begin: str, at: datetime, page: str = ""
) -> Story:
    """Tell a story that becomes a claim."""
    to = address(page, "claim") if page else address("portal:charges")
    first = Step(format_html(begin, service=found.service), key, to)
    step = of_subscriber(key, party_of(SUBSCRIBERS[key]), first, at)
    return _story(title, key, need, found, step)


def _story(title: str, key: str, need: str, found: Debits, step: Step) -> Story:
    name = SUBSCRIBERS[key]
    return Story(
        title=title,
        name=name.full,
        number=phone_of(party_of(name)),
        need=format_html(need, service=found.service, sum=money(found.total)),
        step=step,
    )


def _debits(party: Party | None, *, has_consent: bool) -> Debits:
    """Find the content that somebody disputes, and what it cost before the story began."""
    content = {one.code for one in operator_pack().services if one.category == "content"}
    theirs = ConnectedService.objects.filter(
        number__account__contract__holder=party,
        service__in=content,
        consent__isnull=not has_consent,
    ).first()
    if theirs is None:
        return Debits("", ZERO, is_back=False)
    before = theirs.charges.filter(charged_at__lt=built_at())
    sums = before.aggregate(total=Sum("amount"), back=Sum("refunded"))
    total = sums["total"] or ZERO
    name = name_of(theirs.service, get_language() or "ru")
    return Debits(name, total, is_back=total > ZERO and total == sums["back"])
