"""What a pack holds, as frozen values. The loader makes them; rooms read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

# One text in each language: {"ru": …, "en": …, "fr": …}. The marks tell the loader what to check.
Text = Annotated[Mapping[str, str], "text"]
# A post or a name in the cases that letters need: nominative, genitive, dative.
Declined = Annotated[Mapping[str, str], "declined"]
# Which answers or facts open something: {"name": ("value", …)}; all names must hold.
Condition = Annotated[Mapping[str, tuple[str, ...]], "condition"]
# Filled in when the pack is put together; never written in a pack's file.
COMPUTED: dict[str, Any] = {"computed": True}

FALLBACK = "ru"


def say(text: Text, language: str) -> str:
    """Pick a text in a language; the pack's first language where there is none."""
    return text.get(language) or text.get(FALLBACK) or next(iter(text.values()), "")


@dataclass(frozen=True, kw_only=True)
class Dated:
    """Anything that holds for a time: half-open, with its source and the day it was checked."""

    valid_from: date = date.min
    valid_until: date = date.max
    source: str = ""
    checked_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day < self.valid_until


@dataclass(frozen=True, kw_only=True)
class Act:
    """A law or a rule-book; `genitive` is how a letter names it after the article."""

    id: str
    name: str  # «Федеральный закон от 07.07.2003 № 126-ФЗ «О связи»»
    genitive: str
    short: Text


@dataclass(frozen=True, kw_only=True)
class Norm(Dated):
    """An article of an act, citable by id on a date."""

    id: str
    act: str  # in the file: the act's id; in the pack: its full name
    article: str  # «п. 5 ст. 44»
    point: str  # the same for other languages: 44(5)
    words: Text  # what it says, in plain words
    argument: str = ""  # the same as a letter argues it, in legal Russian; {cite} is the citation
    act_genitive: str = field(default="", metadata=COMPUTED)
    act_short: Text = field(default_factory=dict, metadata=COMPUTED)

    @property
    def citation(self) -> str:
        """As a Russian letter cites it: «п. 5 ст. 44 Федерального закона …»."""
        return f"{self.article} {self.act_genitive}"

    @property
    def short(self) -> Text:
        """As a page cites it, in each language."""
        return {
            language: f"{self.article} {act}"
            if language == FALLBACK
            else f"{act}, art. {self.point}"
            for language, act in self.act_short.items()
        }


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of an interview: one page. `when` names earlier answers that open it.

    kind: text, long, choice, choices, yes_no, date, money, number (a phone number of ours),
    phone, email, passport, charges (ticked debits), service (a connected service).
    when: {"question id": ("answer", …), …}, all must hold; an answer "*" means any.
    prefill: what an account knows of it: full_name, sex, address, number, contract, account,
    phone, email, party_kind, city.
    """

    id: str
    kind: str
    label: Text
    help: Text = field(default_factory=dict)
    required: bool = True
    choices: tuple[tuple[str, Text], ...] = ()
    when: Condition = field(default_factory=dict)
    limit: int = 4000  # characters
    past: bool = True  # a date may not lie in the future
    prefill: str = ""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """Something that a claim may ask for; `money` demands carry a sum."""

    id: str
    name: Text
    wording: str  # as the numbered demand of the letter (legal language), with {placeholders}
    money: bool = False
    when: Condition = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class EvidenceSlot:
    id: str
    name: Text
    help: Text = field(default_factory=dict)
    needed: bool = False


@dataclass(frozen=True, kw_only=True)
class Ground(Dated):
    """A ground of claim (or another paper of the library): what it asks, cites and demands.

    parties: who may use it; the law of each is different. known: answers that the ground itself
    gives. argues: the norms whose arguments make the legal part of its letters, in order.
    routes: what comes next, as texts `route.…`. penalty: the rule of money for a late answer.
    """

    id: str
    name: Text
    help: Text
    questions: tuple[Question, ...]
    demands: tuple[Demand, ...]
    norms: tuple[str, ...]
    section: str  # a text `section.…`
    evidence: tuple[EvidenceSlot, ...] = ()
    norms_of_consumers: tuple[str, ...] = ()  # cited for a private person only
    argues: tuple[str, ...] = ()
    parties: tuple[str, ...] = ("person", "sole_trader", "company")
    known: Mapping[str, str] = field(default_factory=dict)
    respondent: str = "operator"
    penalty: str = ""
    routes: tuple[str, ...] = ()
    claim_letter: str = ""  # template ids
    answers: Mapping[str, str] = field(default_factory=dict)  # outcome -> template id
    next_steps: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Block:
    """A piece of a letter.

    kind: to, from, title, subtitle, place_date, p, numbered, table, attachments, signature, note;
    or use: the blocks of the named parts of the pack stand here.
    text: lines with {dotted.placeholders}; `{sex:вынужден|вынуждена}` follows the claimant's sex.
    rows: the field that holds a list (to, p, numbered, attachments, table).
    columns (table): (heading, key of the row, "left" | "right").
    when / unless: the field whose truth shows or hides the block.
    """

    kind: str
    text: tuple[str, ...] = ()
    rows: str = ""
    columns: tuple[tuple[str, str, str], ...] = ()
    total: str = ""
    when: str = ""
    unless: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterTemplate(Dated):
    """A letter as text of the pack: nothing in it can run.

    `fields` declares every placeholder that the text uses, `norms` every norm that it cites; both
    are read from the blocks where the file does not say them.
    """

    id: str
    edition: str
    language: str
    title: Text
    blocks: tuple[Block, ...]
    fields: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Price(Dated):
    amount: int  # kopecks
    period: str  # day, month, once, free


@dataclass(frozen=True, kw_only=True)
class CatalogItem(Dated):
    """A tariff or a service of the operator, with its prices by date; dated: when it is offered."""

    code: str
    kind: str  # tariff, service
    category: str  # mobile, internet, tv; option, content, safety, ...
    name: Text
    description: Text
    prices: tuple[Price, ...]
    provider: str = ""
    consent_needed: bool = False
    conditions: tuple[Text, ...] = ()  # paid conditions first


@dataclass(frozen=True, kw_only=True)
class Region:
    code: str
    name: Text
    zone: str  # IANA


@dataclass(frozen=True, kw_only=True)
class NumberRange:
    first: str  # +79140000000
    last: str
    operator: str
    region: str = ""  # of another operator's numbers nobody here needs it
    since: date = date.min


@dataclass(frozen=True, kw_only=True)
class Visits:
    """When an office receives people by appointment, and how many at once.

    open: (first day, last day, opens, closes): ["mon", "fri", "09:00", "20:00"].
    holidays: a public holiday is closed, kept like a Sunday, or a day like any other.
    days_off: dates on which this office alone is closed.
    """

    open: tuple[tuple[str, str, str, str], ...]
    slot_minutes: int
    seats: int  # how many visits may begin at the same time
    holidays: str = "closed"  # closed, sunday, usual
    days_off: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Office:
    code: str
    town: Text
    region: str
    address: Text
    postal_address: Text
    hours: Text
    services: tuple[str, ...]
    manager_post: Declined
    manager: str = ""
    postcode: str = ""
    visits: Visits | None = None  # none: nobody is received by appointment
    zone: str = field(default="", metadata=COMPUTED)  # IANA, of its region


@dataclass(frozen=True, kw_only=True)
class Hotline:
    number: str  # as dialled: 8-800-250-08-90
    tel: str  # for a tel: link
    name: Text
    note: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Settlement(Dated):
    """A rule by which the operator's own records settle a matter at once (B16)."""

    id: str
    ground: str
    proves: str  # a fact known to `claims.rules`: no_consent_record, charged_after_stop, …
    limit_per_case: int  # kopecks
    limit_per_person_30_days: int
    wording: Text  # the offer
    reasons: Text  # the same when it is done, as the letter says it


@dataclass(frozen=True, kw_only=True)
class Clause:
    heading: str
    text: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Terms(Dated):
    """One edition of the terms of a contract, whole, as the operator published them.

    `id` names a series (subscribers, companies); `parties` are the kinds that it is for.
    """

    id: str
    edition: str
    name: Text
    summary: Text  # what is new in it, in plain words
    parties: tuple[str, ...]  # person, sole_trader, company
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, kw_only=True)
class Purpose(Dated):
    """What personal data are processed for, in the words that a person agrees to."""

    id: str
    edition: str
    name: Text
    words: Text
    needed: bool = False  # by the contract or the law: not a consent, and not withdrawn
    norm: str = ""


@dataclass(frozen=True, kw_only=True)
class Retention(Dated):
    """What an erasure must leave in place, for how long, and by which law."""

    id: str
    what: Text
    years: int
    norm: str


@dataclass(frozen=True, kw_only=True)
class Bank:
    """Where payments to the operator go."""

    name: str
    bic: str
    account: str
    correspondent: str


@dataclass(frozen=True, kw_only=True)
class Gate(Dated):
    """What a person or a company must pass before a number is switched on or taken over.

    kind: limit (numbers held: `most`), self_ban, user_data, working_relation: known to
    `numbers.rules`. `words` may use {most} and {held}.
    """

    id: str
    kind: str
    name: Text
    words: Text
    most: int = 0
    parties: tuple[str, ...] = ()  # the kinds of party that it concerns; none: all
    norm: str = ""


@dataclass(frozen=True, kw_only=True)
class Operator:
    id: str
    name: Text
    short_name: Text
    legal_name: str
    inn: str
    ogrn: str
    address: str
    city: str
    claims_email: str
    form_url: str
    site: str
    director_post: Declined
    director_name: str = ""
    legal_name_genitive: str = ""
    postcode: str = ""
    kpp: str = ""
    bank: Bank | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
