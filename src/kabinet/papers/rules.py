"""What is lacking of a paper, and what its form is filled with. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

ACCEPTED, UPLOADED, REFUSED = "accepted", "uploaded", "refused"
PERSON, SOLE_TRADER, COMPANY = "person", "sole_trader", "company"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of one paper: its state, and whether its original is wanted and was seen."""

    state: str
    needs_original: bool
    original_seen: bool


def lack(paper: Standing) -> str:
    """Tell why a paper is still lacking: missing, unjudged, refused, unseen; "" when it is not."""
    if paper.state == ACCEPTED:
        return "unseen" if paper.needs_original and not paper.original_seen else ""
    return {UPLOADED: "unjudged", REFUSED: "refused"}.get(paper.state, "missing")


@dataclass(frozen=True, kw_only=True)
class Passport:
    """What a form says of an identity paper; what is not known is a blank to write on."""

    series: str = ""
    number: str = ""
    issued_by: str = ""
    issued_on: date | None = None
    department: str = ""


@dataclass(frozen=True, kw_only=True)
class Agent:
    """Who acts for a side, by a power of attorney."""

    name: str
    sex: str = ""
    address: str = ""
    attorney_number: str = ""
    attorney_on: date | None = None
    attorney_until: date | None = None
    passport: Passport = field(default_factory=Passport)


@dataclass(frozen=True, kw_only=True)
class SideFacts:
    """One side as its papers name it. Names in the nominative, as in the identity paper."""

    kind: str = PERSON  # person, sole_trader, company
    name: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    inn: str = ""
    kpp: str = ""
    ogrn: str = ""
    bank: Mapping[str, str] = field(default_factory=dict)  # name, bic, account, correspondent
    head_post: str = ""
    head_name: str = ""
    contract: str = ""
    contract_on: date | None = None
    account: str = ""
    passport: Passport = field(default_factory=Passport)
    agent: Agent | None = None


@dataclass(frozen=True, kw_only=True)
class NumberFacts:
    """A number in a form; tariffs by their codes in the catalog."""

    identifier: str
    tariff: str = ""
    new_tariff: str = ""
    user: str = ""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of a change of data: what it is called, what stood there, what shall."""

    what: str
    old: str = ""
    new: str = ""
    since: date | None = None


@dataclass(frozen=True, kw_only=True)
class PaperFacts:
    """All that the forms of a request may say. Whoever asks for papers gives it.

    `giver` is also who applies where nothing changes hands.
    """

    reference: str
    on: date
    giver: SideFacts
    receiver: SideFacts = field(default_factory=SideFacts)
    numbers: tuple[NumberFacts, ...] = ()
    services: tuple[str, ...] = ()  # what is to be connected or stopped, in words
    changes: tuple[Change, ...] = ()
    town: str = ""
    whole_contract: bool = False

    def side(self, name: str) -> SideFacts:
        return self.receiver if name == "receiver" else self.giver
