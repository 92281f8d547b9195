"""What the forms of a transfer may say, and who must appear."""

from datetime import date

from kabinet.cases.models import Case
from kabinet.papers.queries.facts import side_facts
from kabinet.papers.rules import NumberFacts, PaperFacts, SideFacts
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries.definitions import kind_of, parties_of
from kabinet.transfers.rules.needs import appearing


def paper_facts(case: Case, on: date) -> PaperFacts:
    """Tell the forms both sides as far as they are known, and the numbers with their tariffs."""
    transfer = _of(case)
    lines = list(transfer.lines.select_related("number", "from_account__contract").order_by("pk"))
    return PaperFacts(
        reference=case.reference,
        on=on,
        giver=side_facts(transfer.giver, on=on, account=lines[0].from_account),
        receiver=_receiver(transfer, on),
        numbers=tuple(
            NumberFacts(
                identifier=line.number.identifier,
                tariff=line.number.tariff,
                new_tariff=line.tariff,
                user=line.user_name,
            )
            for line in lines
        ),
        whole_contract=transfer.contract_id is not None,
    )


def required(case: Case) -> list[tuple[str, tuple[str, ...]]]:
    """List who must appear: a side, in one of these capacities."""
    transfer = _of(case)
    found = appearing(kind_of(transfer), parties_of(transfer))
    return [(one.side, one.capacities) for one in found]


def _of(case: Case) -> Transfer:
    return Transfer.objects.select_related("giver", "receiver", "to_account").get(case=case)


def _receiver(transfer: Transfer, on: date) -> SideFacts:
    """Say the receiver himself; before he agreed, what the invitation says of him."""
    if transfer.receiver is not None:
        return side_facts(transfer.receiver, on=on, account=transfer.to_account)
    invitation = getattr(transfer, "invitation", None)
    if invitation is None:
        return SideFacts(kind=transfer.receiver_kind)
    return SideFacts(kind=transfer.receiver_kind, name=invitation.name, phone=invitation.phone)
