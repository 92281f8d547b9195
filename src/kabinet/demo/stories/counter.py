"""Stories of the counters: a debt, a new client, a copy of the contract."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.translation import gettext as _

from kabinet.applications.models import Application
from kabinet.cases.states import CaseState
from kabinet.copies.models import ContractCopy
from kabinet.demo.stories.cast import SUBSCRIBERS, address, neighbours, phone_of
from kabinet.demo.stories.step import Step
from kabinet.demo.stories.told import Story
from kabinet.demo.world.counter import NEWCOMER
from kabinet.kit.money import ZERO
from kabinet.parties.models import Party
from kabinet.payments.queries import debts_of
from kabinet.web.templatetags.kabinet import money


def at_the_counter() -> Iterator[Story]:
    debtor = _debtor()
    if debtor is not None:
        yield _debt(debtor)
    yield _newcomer()
    yield _copy()


def _debtor() -> Party | None:
    """Find somebody who owes, or who owed and has paid: the first of the neighbours."""
    theirs = (one for one in neighbours() if one.full_name not in _OTHERS)
    return next((one for one in theirs if debts_of(one)), None)


def _debt(party: Party) -> Story:
    owed = sum((one.amount for one in debts_of(party)), ZERO)
    text = _(
        "Look what is owed and scan the code to pay; or take the money at the till of a showroom,"
        " as Irina: the debt is gone at once."
    )
    return Story(
        title=_("A debt that stops a transfer"),
        name=party.full_name,
        number=phone_of(party),
        need=format_html(_("{sum} is owed. Until it is paid, no number may go."), sum=money(owed)),
        step=Step(text, f"party-{party.pk}", address("portal:money")),
    )


def _newcomer() -> Story:
    found = Application.objects.filter(company_name=NEWCOMER).select_related("case").first()
    step = Step(_("Apply on the public page."), "petr", address("public:apply"))
    if found is not None:
        is_end = found.case.closed_at is not None
        text = (
            _("The company is a client; it registers by contract number and INN.")
            if found.case.state == CaseState.CARRIED_OUT
            else _("Look at the application: the digits are right, the numbers are free. Decide.")
        )
        page = address("desk:application", found.case.reference)
        step = Step(text, "larisa", page, is_end=is_end)
    return Story(
        title=_("A company that wants to become a client"),
        name=NEWCOMER,
        number="",
        need=_("Contract, account and five numbers, in one commit."),
        step=step,
    )


def _copy() -> Story:
    waiting = ContractCopy.objects.filter(case__closed_at=None).select_related("case").first()
    step = Step(
        _("Choose the day and get the copy at once, with the terms as they were then."),
        "maria",
        address("portal:copies"),
    )
    if waiting is not None:
        text = _("Asked for at the counter, and late. Hand it over; answer the book.")
        step = Step(text, "irina", address("desk:copy", waiting.case.reference))
    return Story(
        title=_("A copy of the contract that was not given in its day"),
        name=waiting.contract.holder.full_name if waiting else SUBSCRIBERS["maria"].full,
        number="",
        need=_("The operator should give it the same day; else one writes in the complaints book."),
        step=step,
    )


_OTHERS = {name.full for name in SUBSCRIBERS.values()}
