"""Papers that a request needs, who may bring them, and when an office takes visitors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kabinet.pack.formats import Dated, Text

AttorneyForm = Literal["none", "sealed", "notarised"]
PartyKind = Literal["person", "sole_trader", "company"]


@dataclass(frozen=True, kw_only=True)
class PaperKind(Dated):
    """A kind of paper: who brings it and why, what it rests on, in which shape it is taken.

    form: the letter template that fills it in; its reading copy is `<form>.en`.
    upload: it is sent as a file, and judged; without it, it is only shown at a showroom.
    original: a clerk must have held the original in his hands.
    sealed, notarised: what it must bear to be taken.
    """

    id: str
    name: Text
    who: Text
    why: Text
    help: Text = field(default_factory=dict)
    norm: str = ""
    form: str = ""
    upload: bool = True
    original: bool = False
    sealed: bool = False
    notarised: bool = False


@dataclass(frozen=True, kw_only=True)
class Capacity(Dated):
    """As what somebody appears for a party: himself, its head, its representative, its manager.

    attorney: for each kind of party that may be stood for so, the power of attorney needed.
    """

    id: str
    name: Text
    attorney: Mapping[str, AttorneyForm]
    why: Text
    norm: str = ""
