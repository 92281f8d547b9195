"""What people read about a hindrance: what is wrong, and what to do about it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from kabinet.kit.money import Money
from kabinet.transfers.rules.hindrances import Hindrance

SENTENCES: Mapping[str, Any] = {
    "consent": _("The receiver has not agreed yet. He opens the link that was sent to him."),
    "papers": _("A paper is missing: %(name)s."),
    "papers.refused": _("A paper was not accepted: %(name)s. Reason: %(why)s"),
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
}


def sentence(one: Hindrance) -> str:
    """Say a hindrance in the reader's language."""
    about = one.about
    if "sentence" in about:
        return str(about["sentence"])
    key: str = one.code
    if one.code == "papers" and about.get("why"):
        key = "papers.refused"
    if one.code == "unseen":
        key = f"unseen.{one.side}"
    return str(SENTENCES[key] % {name: _said(value) for name, value in about.items()})


def _said(value: object) -> object:
    """Write a sum as the reader writes it: 35,40 or 35.40."""
    if isinstance(value, Money):
        return number_format(Decimal(int(value)) / 100, 2, force_grouping=True)
    return value
