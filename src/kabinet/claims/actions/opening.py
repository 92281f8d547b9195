"""All that registering a claim needs, gathered before any lock is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from kabinet.bills.models import Charge
from kabinet.cases.actions import Claimant
from kabinet.claims.rules.settlement import Offer
from kabinet.contracts.models import Account
from kabinet.kit.money import ZERO, Money
from kabinet.numbers.models import Number
from kabinet.pack.formats import Ground
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Kind, Party


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Who claims what, on which ground, with what to show for it."""

    ground: Ground
    channel: str
    claimant: Claimant
    party: Party | None
    party_kind: str
    sex: str
    account: Account | None
    number: Number | None
    contract_number: str = ""
    typed_number: str = ""  # as a visitor wrote it; ours or not
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
    signed_how: str = ""  # as printed under the letter: the method of the simple e-signature

    @classmethod
    def of_settlement(
        cls, party: Party, charges: Sequence[Charge], made: Offer, language: str
    ) -> Self:
        pack = operator_pack()
        ground, account = pack.grounds[made.rule.ground], charges[0].account
        return cls(
            ground=ground,
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
            demands=tuple(demand.id for demand in ground.demands if not demand.when),
            claimed=made.total,
            charges=charges,
            reply_by="email" if party.email else "sms",
            language=language,
            zone=pack.regions[account.region].zone,
            signed_by="session",
            signed_how="вход в личный кабинет по одноразовому коду",
        )

    @property
    def clock_facts(self) -> dict[str, Any]:
        """What the pack's clock rules ask about."""
        return {
            "party": "consumer" if self.party_kind == Kind.PERSON else self.party_kind,
            "demand_in": list(self.demands),
            "service_in": [self.service_kind],
            "respondent": self.ground.respondent,
            "ground": self.ground.id,
        }
