"""Registering a claim: the case with its clocks, the letter, the disputed lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from django.utils import translation

from kabinet.access.models import User
from kabinet.bills.models import Charge
from kabinet.cases.actions import Claimant, open_case
from kabinet.cases.models import CaseKind, Desk
from kabinet.claims.actions.letter_data import claim_letter_data
from kabinet.claims.models import Claim, ClaimLine
from kabinet.claims.rules.settlement import Offer
from kabinet.contracts.models import Account
from kabinet.documents.actions import write_letter
from kabinet.kit.money import ZERO, Money
from kabinet.numbers.models import Number
from kabinet.pack.formats import Ground, say
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Kind, Party


@dataclass(frozen=True, kw_only=True)
class Opening:
    """All that registering a claim needs, gathered before any lock is taken."""

    ground: Ground
    channel: str
    claimant: Claimant
    party: Party | None
    party_kind: str
    sex: str
    account: Account | None
    number: Number | None
    contract_number: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    demands: Sequence[str] = ()
    claimed: Money = ZERO
    charges: Sequence[Charge] = ()
    attachments: Sequence[str] = ()
    reply_by: str = "email"
    language: str = "ru"
    zone: str = "Europe/Moscow"
    service_kind: str = "mobile"
    signed_by: str = "code"
    signed_as: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_settlement(
        cls, party: Party, charges: Sequence[Charge], made: Offer, language: str
    ) -> Self:
        pack = operator_pack()
        account = charges[0].account
        return cls(
            ground=pack.grounds[made.rule.ground],
            channel="portal",
            claimant=Claimant(
                name=party.full_name, email=party.email, phone=party.phone, address=party.address
            ),
            party=party,
            party_kind=party.kind,
            sex=party.sex,
            account=account,
            number=charges[0].number,
            contract_number=account.contract.number,
            demands=tuple(demand.id for demand in pack.grounds[made.rule.ground].demands),
            claimed=made.total,
            charges=charges,
            reply_by="email" if party.email else "sms",
            language=language,
            zone=pack.regions[account.region].zone,
            signed_by="session",
        )

    @property
    def clock_facts(self) -> dict[str, Any]:
        """What the pack's clock rules ask about."""
        return {
            "party": "consumer" if self.party_kind == Kind.PERSON else self.party_kind,
            "demand_in": list(self.demands),
            "service_in": [self.service_kind],
            "respondent": "operator",
        }


def open_claim(opening: Opening, *, by: User | None, at: datetime) -> Claim:
    """Give a claim its number, clocks and letter. Called inside an action's transaction."""
    pack = operator_pack()
    title = say(opening.ground.name, opening.language)
    data = claim_letter_data(opening, at=at)
    case, code = open_case(
        kind=CaseKind.CLAIM,
        channel=opening.channel,
        book="in.claim",
        desk=Desk.CLAIMS,
        party=opening.party,
        account=opening.account,
        number=opening.number,
        topic=opening.ground.id,
        title=title,
        stake=opening.claimed,
        claimant=opening.claimant,
        reply_by=opening.reply_by,
        language=opening.language,
        zone=opening.zone,
        received_at=at,
        at=at,
        facts=opening.clock_facts,
        search_text=_words(opening, title),
        by=by,
    )
    data["claim"]["reference"] = case.reference
    with translation.override("ru"):
        letter = write_letter(
            template=pack.template(opening.ground.claim_letter, at.date()),
            data=data,
            language="ru",
            at=at,
            signature=dict(opening.signed_as) if opening.signed_by == "code" else None,
        )
    claim = Claim.objects.create(
        case=case,
        ground=opening.ground.id,
        party_kind=opening.party_kind,
        answers=dict(opening.answers),
        demands=list(opening.demands),
        claimed=opening.claimed,
        letter=letter,
        signed_by=opening.signed_by,
        signed_at=None if opening.signed_by == "paper" else at,
    )
    ClaimLine.objects.bulk_create(
        ClaimLine(claim=claim, charge=charge, amount=charge.refundable)
        for charge in opening.charges
    )
    claim.status_code = code
    return claim


def _words(opening: Opening, title: str) -> str:
    typed = (str(value) for value in opening.answers.values() if isinstance(value, str))
    who = (opening.claimant.name, opening.number.identifier if opening.number else "")
    return "\n".join([title, *who, *typed])
