"""A copy of the contract is asked for, and given."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy as _, override

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.cases.actions import Claimant, NewCase, close_case, open_case
from kabinet.cases.actions.telling import send_notice
from kabinet.cases.models import Case
from kabinet.cases.states import CaseKind, CaseState, Desk
from kabinet.contracts.models import Contract
from kabinet.contracts.queries import visible_to
from kabinet.copies.models import ContractCopy
from kabinet.copies.queries import copy_data, terms_on
from kabinet.documents.actions import write_letter
from kabinet.kit.errors import NotPermitted, Refused
from kabinet.offices.queries import office, office_day
from kabinet.pack.queries import operator_pack


class NoTerms(Refused):
    """The pack has no terms for this kind of party on that day, or the day is to come."""

    sentence = _("No terms were in force on that day. Choose a day from the contract's first on.")


@transaction.atomic
def give_copy(*, contract: Contract, on: date, by: User, at: datetime) -> tuple[ContractCopy, str]:
    """Give a holder his copy at once, in his account. Raises NotPermitted or NoTerms."""
    require(by, Permit.OWN_ACCOUNT, at)
    if not visible_to(by).filter(pk=contract.pk).exists():
        raise NotPermitted(Permit.OWN_ACCOUNT)
    copy, code = _asked(contract, on, by=by, at=at, there="")
    return _given(copy, by=by, at=at), code


@transaction.atomic
def ask_copy(*, contract: Contract, on: date, by: User, at: datetime) -> tuple[ContractCopy, str]:
    """Write down that a copy was asked for in an office: the clock of the same day runs.

    Raises NotPermitted or NoTerms.
    """
    require(by, Permit.MEET_VISITORS, at)
    return _asked(contract, on, by=by, at=at, there=by.office or "office")


@transaction.atomic
def hand_over_copy(*, copy: ContractCopy, by: User, at: datetime) -> ContractCopy:
    """Make and give the copy that was asked for in an office. Raises NotPermitted, WrongMove."""
    require(by, Permit.MEET_VISITORS, at)
    held = ContractCopy.objects.select_for_update(of=("self",)).get(pk=copy.pk)
    return _given(held, by=by, at=at)


def _asked(
    contract: Contract, on: date, *, by: User, at: datetime, there: str
) -> tuple[ContractCopy, str]:
    terms = terms_on(contract, on)
    if terms is None or not contract.signed_on <= on <= office_day(at):
        raise NoTerms
    holder, showroom = contract.holder, office(there)
    with override(holder.language):
        title = gettext("Copy of contract %(number)s") % {"number": contract.number}
    case, code = open_case(
        NewCase(
            kind=CaseKind.COPY,
            channel="office" if there else "portal",
            desk=Desk.SHOWROOM,
            topic="copy",
            title=title,
            claimant=Claimant(
                name=holder.full_name,
                email=holder.email,
                phone=holder.phone,
                address=holder.address,
            ),
            reply_by="email" if holder.email else "sms",
            language=holder.language,
            zone=showroom.zone if showroom else str(operator_pack().setting("office.zone")),
            facts={},
            search_text=contract.number,
            party=holder,
            account=contract.accounts.order_by("pk").first(),
        ),
        received_at=at,
        by=by,
        at=at,
    )
    copy = ContractCopy.objects.create(
        case=case, contract=contract, terms_on=on, edition=terms.edition, office=there
    )
    return copy, code


def _given(copy: ContractCopy, *, by: User, at: datetime) -> ContractCopy:
    case = Case.objects.select_for_update(of=("self",)).get(pk=copy.case_id)
    close_case(case=case, state=CaseState.CARRIED_OUT, by=by, at=at)
    copy.letter = write_letter(
        template=operator_pack().template("copy.contract", office_day(at)),
        data=copy_data(copy, at),
        at=at,
    )
    copy.given_by, copy.given_at = by, at
    copy.save(update_fields=["letter", "given_by", "given_at"])
    send_notice(
        case, "notice.copy.given", key=f"copy:{case.reference}", at=at, letters=[copy.letter]
    )
    return copy
