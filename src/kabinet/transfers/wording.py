"""What people read about a hindrance: what is wrong, and what to do about it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy as _

from kabinet.kit.money import Money
from kabinet.pack.formats import FALLBACK, say
from kabinet.transfers.rules.hindrances import Hindrance
from kabinet.transfers.states import Side

_SENTENCES: Mapping[str, Any] = {
    "gone": _("%(number)s is not on the giver's contract any more, or it is closed."),
    "consent": _("The receiver has not agreed yet. He opens the link that was sent to him."),
    "papers.missing": _("A paper is missing: %(name)s."),
    "papers.unjudged": _("We are looking at a paper: %(name)s."),
    "papers.refused": _("A paper was not accepted: %(name)s. Read the reason and send it again."),
    "unseen.paper": _("To be shown at the showroom: %(name)s."),
    "tariff": _("No tariff is chosen for %(number)s."),
    "manager": _("The personal manager has not confirmed the request yet."),
    "unseen.giver": _("The giver's side has not been to a showroom: identity and signature."),
    "unseen.receiver": _("The receiver's side has not been to a showroom: identity and signature."),
    "user_data": _("Nobody is named who will use %(number)s. Without this no service is allowed."),
    "debt": _("A debt of %(amount)s roubles on %(place)s. It must be paid before the transfer."),
    "held": _(
        "%(amount)s roubles on %(place)s are disputed in a claim. "
        "The transfer waits until the claim is decided."
    ),
    "fee": _(
        "The fee of %(fee)s roubles is not covered: %(amount)s roubles are missing. "
        "Top the account up."
    ),
    "working_relation": _("By the register the receiver does not work for the company."),
}
# What the other side reads: the same hindrance, without what is nobody else's business.
_TO_THE_OTHER: Mapping[str, Any] = {
    "debt": _("The giver has a debt. He must pay it before the transfer."),
    "held": _("Money of the giver is disputed in a claim. The transfer waits for the decision."),
    "fee": _("The fee is not covered yet: the payer must top his account up."),
    "limit": _("The receiver has the most numbers that the law allows."),
    "self_ban": _("The receiver has forbidden himself new contracts."),
    "working_relation": _("No work for the company is recorded for the receiver."),
    "user_data": _("The receiver has not named who will use the numbers."),
}


def sentence(one: Hindrance, reader: str = "") -> str:
    """Say a hindrance in the reader's language; `reader` is a side, or nobody for our own people.

    Both sides see every hindrance; sums, accounts and what a register says of somebody are for
    him alone.
    """
    if reader in Side and reader != one.side and one.code in _TO_THE_OTHER:
        return str(_TO_THE_OTHER[one.code])
    if "sentence" in one.about:
        return str(_said(one.about["sentence"]))
    return str(_SENTENCES[_key(one)] % {name: _said(value) for name, value in one.about.items()})


def _key(one: Hindrance) -> str:
    if one.code == "papers":
        return f"papers.{one.about['why']}"
    if one.code == "unseen":
        return "unseen.paper" if "name" in one.about else f"unseen.{one.side}"
    return str(one.code)


def _said(value: object) -> object:
    """Write a sum as the reader writes it (35,40 or 35.40), a text of the pack in his language."""
    if isinstance(value, Money):
        return number_format(Decimal(int(value)) / 100, 2, force_grouping=True)
    return say(value, get_language() or FALLBACK) if isinstance(value, Mapping) else value
