"""Registering a claim: the case with its clocks, the letter, the disputed lines."""

from datetime import datetime

from kabinet.access.models import User
from kabinet.cases.actions import NewCase, open_case
from kabinet.cases.states import CaseKind, Desk
from kabinet.claims.actions.letter_data import claim_letter_data
from kabinet.claims.actions.opening import Opening
from kabinet.claims.models import Claim, ClaimLine
from kabinet.documents.actions import write_letter
from kabinet.documents.wording import moment_in_words
from kabinet.kit.rows import insert
from kabinet.offices.queries import office_day
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack


def open_claim(opening: Opening, *, by: User | None, at: datetime) -> tuple[Claim, str]:
    """Give a claim its number, clocks and letter; return it with its status code.

    Called inside an action's transaction.
    """
    pack = operator_pack()
    title = say(opening.ground.name, opening.language)
    data = claim_letter_data(opening, at=at)
    template = pack.template(opening.ground.claim_letter, office_day(at))
    case, code = open_case(
        NewCase(
            kind=CaseKind.CLAIM,
            channel=opening.channel,
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
            facts=opening.clock_facts,
            search_text=_words(opening, title),
        ),
        received_at=at,
        by=by,
        at=at,
    )
    moment = moment_in_words(at, str(pack.setting("office.zone")))
    letter = write_letter(
        template=template,
        data=data,
        at=at,
        signature=_signature(opening, case.reference, moment),
        stamp={"number": case.reference, "moment": moment},
    )
    claim = Claim(
        case=case,
        ground=opening.ground.id,
        party_kind=opening.party_kind,
        answers=dict(opening.answers),
        claimant=data["claimant"],
        demands=list(opening.demands),
        claimed=opening.claimed,
        letter=letter,
        signed_by=opening.signed_by,
        signed_at=None if opening.signed_by == "paper" else at,
    )
    insert(claim)
    ClaimLine.objects.bulk_create(
        ClaimLine(claim=claim, charge=charge, amount=charge.refundable)
        for charge in opening.charges
    )
    return claim, code


def _signature(opening: Opening, reference: str, moment: str) -> dict[str, str] | None:
    """Say how the claimant signed; a letter to be signed on paper carries a line for it."""
    if opening.signed_by == "paper":
        return None
    return {
        "name": opening.claimant.name,
        "moment": moment,
        "method": opening.signed_how,
        "reference": reference,
    }


def _words(opening: Opening, title: str) -> str:
    typed = (str(value) for value in opening.answers.values() if isinstance(value, str))
    who = (opening.claimant.name, opening.number.identifier if opening.number else "")
    return "\n".join([title, *who, *typed])
