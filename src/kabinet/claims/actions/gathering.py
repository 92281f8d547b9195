"""From a draft's answers to what is filed: who, about what, how much."""

from typing import Any

from kabinet.bills.models import Charge
from kabinet.cases.actions import Claimant
from kabinet.claims.actions.letter_data import demands_made
from kabinet.claims.actions.opening import Opening
from kabinet.claims.errors import NotFinished
from kabinet.claims.models import Draft
from kabinet.claims.queries.interview import Address, ground_of, known_of, slots_of
from kabinet.claims.rules.interview import Path
from kabinet.documents.wording import sex_of, split_name
from kabinet.inquiries.actions import Asked
from kabinet.kit.money import ZERO, Money
from kabinet.numbers.models import Number
from kabinet.numbers.rules import normalize
from kabinet.pack.formats import Ground, say
from kabinet.pack.queries import operator_pack

LEGAL = "ru"
PAPER, CODE = "paper", "code"


def opening_of(draft: Draft, path: Path, address: Address | None) -> Opening:
    """Gather a claim. Raises NotFinished when not even its ground is known."""
    known, ground = known_of(path), ground_of(path.answers)
    if ground is None:
        raise NotFinished(["ground"])
    charges = _disputed(draft)
    number = _own_number(draft, known, charges)
    account = number.account if number else None
    pack = operator_pack()
    name = str(known.get("full_name", ""))
    return Opening(
        ground=ground,
        channel="portal" if draft.owner_id else "public",
        claimant=claimant_of(known),
        party=draft.party,
        party_kind=str(known.get("party_kind", "person")),
        sex=str(known.get("sex") or sex_of(*_parts(name))),
        account=account,
        number=number,
        contract_number=account.contract.number if account else str(known.get("contract", "")),
        typed_number=str(known.get("number", "")),
        answers=path.answers,
        demands=tuple(path.answers.get("demands") or ()),
        claimed=claimed_sum(charges, path),
        charges=charges,
        attachments=attachments_of(draft),
        reply_by=str(path.answers.get("reply_by") or "email"),
        language=draft.language,
        zone=pack.regions[account.region].zone if account else str(pack.setting("office.zone")),
        service_kind=str(path.answers.get("service_kind") or "mobile"),
        signed_by=CODE if address else PAPER,
        signed_how=f"одноразовый код, отправленный на {address.address}" if address else "",
    )


def inquiry_of(draft: Draft, path: Path) -> Asked:
    """Gather a question or a fraud report."""
    known = known_of(path)
    number = _own_number(draft, known, [])
    return Asked(
        kind=draft.kind,
        channel="portal" if draft.owner_id else "public",
        party=draft.party,
        number=number,
        account=number.account if number else None,
        claimant=claimant_of(known),
        topic=str(path.answers.get("topic") or draft.kind),
        essence=str(path.answers.get("essence") or ""),
        facts=path.answers,
        attachments=[one.file for one in draft.attached],
        reply_by=str(path.answers.get("reply_by") or "email"),
        language=draft.language,
    )


def claimant_of(known: dict[str, Any]) -> Claimant:
    return Claimant(
        name=str(known.get("full_name", "")),
        email=str(known.get("email", "")),
        phone=str(known.get("phone", "")),
        address=str(known.get("address", "")),
    )


def claimed_sum(charges: list[Charge], path: Path, ground: Ground | None = None) -> Money:
    """Add up the disputed debits; without any, take the sum that was typed last for a demand.

    Who asks for no money claims none, whatever sums he named.
    """
    if charges:
        return sum((charge.refundable for charge in charges), ZERO)
    ground, chosen = ground or ground_of(path.answers), path.answers.get("demands") or ()
    demanded = demands_made(ground, chosen, path.answers) if ground else []
    if not any(demand.money for demand in demanded):
        return ZERO
    typed = [path.answers.get(q.id) for q in path.questions if q.prefill == "amount"]
    return Money(next((int(one) for one in reversed(typed) if one), 0))


def attachments_of(draft: Draft) -> list[str]:
    """Name the attachments as the letter lists them: ticked debits first, then the files."""
    slots = {slot.id: say(slot.name, LEGAL) for slot in slots_of(draft)}
    ticked = ["Выписка о списаниях (приложена оператором)"] if draft.has_charges else []
    files = [f"{slots.get(one.slot, 'Копия документа')}: {one.file.name}" for one in draft.attached]
    return ticked + files


def _disputed(draft: Draft) -> list[Charge]:
    """List the ticked debits of which something can still come back, oldest first."""
    if not draft.has_charges:
        return []
    ticked = draft.charges.select_related("account__contract", "number", "connected")
    return [one for one in ticked.order_by("charged_at", "pk") if one.refundable > ZERO]


def _own_number(draft: Draft, known: dict[str, Any], charges: list[Charge]) -> Number | None:
    """Find the claimant's own number: of the debits, or the one he named, if it is his."""
    if charges:
        return charges[0].number
    if draft.party_id is None:
        return None
    typed = str(known.get("number", ""))
    mine = Number.objects.filter(account__contract__holder=draft.party).select_related(
        "account__contract"
    )
    return mine.filter(identifier=normalize(typed) or typed).first()


def _parts(name: str) -> tuple[str, str, str]:
    full = split_name(name)
    return full.surname, full.name, full.patronymic
