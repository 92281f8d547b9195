"""What a case tells by itself: who stands on its sides, and what its forms may say."""

from datetime import date

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.contracts.models import Account
from kabinet.papers.rules import Agent, NumberFacts, PaperFacts, SideFacts
from kabinet.parties.models import Party
from kabinet.parties.queries import powers_of_attorney_in_force


def parties_of(case: Case) -> dict[str, Party | None]:
    """Tell who stands on each side that has papers to bring; None for somebody not known yet."""
    papers = case.papers.filter(is_needed=True).select_related("party").order_by("side", "pk")
    return {paper.side: paper.party for paper in papers}


def side_of(user: User, case: Case) -> str:
    """Tell on which side of a case a login stands, himself or for his company; "" on none."""
    if user.holder_id is None:
        return ""
    papers = case.papers.filter(is_needed=True, party_id=user.holder_id).order_by("side", "pk")
    return papers.values_list("side", flat=True).first() or ""


def side_facts(party: Party, *, on: date, account: Account | None = None) -> SideFacts:
    """Say a party as its papers name it; who acts for it by the attorney that ends first."""
    attorney = powers_of_attorney_in_force(party, on).first()
    contract = account.contract if account else None
    return SideFacts(
        kind=party.kind,
        name=party.full_name,
        sex=party.sex,
        address=party.address,
        phone=party.phone,
        email=party.email,
        inn=party.inn,
        kpp=party.kpp,
        ogrn=party.ogrn,
        bank=dict(party.bank),
        head_post=party.head_post,
        head_name=party.head_name,
        contract=contract.number if contract else "",
        contract_on=contract.signed_on if contract else None,
        account=account.number if account else "",
        agent=Agent(
            name=attorney.agent_name,
            attorney_number=attorney.number,
            attorney_on=attorney.issued_on,
            attorney_until=attorney.valid_until,
        )
        if attorney
        else None,
    )


def plain_facts(case: Case, *, on: date) -> PaperFacts:
    """Give what the case itself knows, for a request whose own room tells no more."""
    sides = parties_of(case)
    receiver = sides.get("receiver")
    number = case.number
    return PaperFacts(
        reference=case.reference,
        on=on,
        giver=side_facts(case.party, on=on, account=case.account) if case.party else SideFacts(),
        receiver=side_facts(receiver, on=on) if receiver else SideFacts(),
        numbers=(NumberFacts(identifier=number.identifier, tariff=number.tariff),)
        if number
        else (),
    )
