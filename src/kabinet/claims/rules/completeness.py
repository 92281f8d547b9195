"""What a claim must contain to be complete (B7); the subscriber and the clerk see one list.

Registering never depends on it: a claim that lacks something is registered all the same,
and says what is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Element(StrEnum):
    """One thing that practice asks of a pre-trial claim (126-FZ art. 55, law.md 11)."""

    ADDRESSEE = "addressee"
    CLAIMANT = "claimant"
    CONTACTS = "contacts"
    CONTRACT = "contract"
    ESSENCE = "essence"
    NORMS = "norms"
    DEMANDS = "demands"
    ATTACHMENTS = "attachments"
    REPLY_WAY = "reply_way"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Check:
    element: Element
    is_there: bool
    is_vital: bool  # without it the operator cannot examine or answer at all


_VITAL = {Element.CLAIMANT, Element.CONTACTS, Element.ESSENCE}


def completeness(facts: Mapping[Element, Any]) -> list[Check]:
    """Judge every element at once."""
    return [Check(one, bool(facts.get(one)), one in _VITAL) for one in Element]
