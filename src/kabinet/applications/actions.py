"""A company applies, and is taken on or refused: all of it in one commit."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy as _, override

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.applications.models import Application
from kabinet.applications.queries import free_numbers, known_party, numbers_for
from kabinet.applications.rules import is_company, wrong_in
from kabinet.cases.actions import Claimant, NewCase, close_case, open_case
from kabinet.cases.actions.handling import NothingSaid
from kabinet.cases.actions.telling import send_notice
from kabinet.cases.models import Case
from kabinet.cases.states import CaseKind, CaseState, Desk
from kabinet.contracts.actions import open_account, sign_contract
from kabinet.contracts.models import Contract
from kabinet.documents.wording import split_name
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.numbers.actions import take_from_stock
from kabinet.offices.queries import office_day
from kabinet.pack.queries import operator_pack
from kabinet.parties.actions import register_company, register_person
from kabinet.parties.models import Kind, Party


class WrongDigits(Refused):
    """Some digits cannot be right; `fields` names them."""

    sentence = _("Some digits do not hold together. Compare them with the papers.")

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


class KnownAlready(Refused):
    """Somebody with this INN is a client; `party` is he."""

    sentence = _("This INN is known: the company is a client already. Open its page.")

    def __init__(self, party: Party) -> None:
        super().__init__(str(party.pk))
        self.party = party


class TooFewNumbers(Refused):
    sentence = _("There are not so many free numbers in this region. Offer fewer or refuse.")


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What stands in the application."""

    company_name: str
    inn: str
    kpp: str
    ogrn: str
    address: str
    head_post: str
    head_name: str
    bic: str
    bank: str
    account: str
    correspondent: str
    region: str
    tariff: str
    quantity: int
    remark: str = ""


@transaction.atomic
def apply(
    applied: Applied, *, claimant: Claimant, language: str, at: datetime
) -> tuple[Application, str]:
    """Register an application; return it with its status code. Raises WrongDigits."""
    if wrong := wrong_in(_digits(applied)):
        raise WrongDigits(wrong)
    with override(language):
        title = gettext("Corporate service for %(name)s") % {"name": applied.company_name}
    case, code = open_case(
        NewCase(
            kind=CaseKind.APPLICATION,
            channel="public",
            desk=Desk.REGISTRY,
            topic="application",
            title=title[:200],
            claimant=claimant,
            reply_by="email",
            language=language,
            zone=operator_pack().regions[applied.region].zone,
            facts={"party": "company" if is_company(applied.inn) else "sole_trader"},
            search_text=f"{applied.company_name}\n{applied.inn}\n{applied.ogrn}",
        ),
        received_at=at,
        by=None,
        at=at,
    )
    made = Application.objects.create(case=case, **asdict(applied))
    key = f"receipt:{case.reference}"
    send_notice(case, "notice.application.registered", key=key, at=at, code=code)
    return made, code


@transaction.atomic
def take_on(*, application: Application, by: User, at: datetime) -> Contract:
    """Make a client of him: party, contract, account and numbers, or nothing of it.

    Raises NotPermitted, WrongMove, WrongDigits, KnownAlready or TooFewNumbers.
    """
    require(by, Permit.REGISTER_CLIENTS, at)
    held = _locked(application)
    if wrong := wrong_in(vars(held)):
        raise WrongDigits(wrong)
    if known := known_party(held.inn):
        raise KnownAlready(known)
    numbers = free_numbers(held, at)
    if len(numbers) < held.quantity:
        raise TooFewNumbers
    case = held.case
    close_case(case=case, state=CaseState.CARRIED_OUT, by=by, at=at)
    held.contract = _contract(held, _party(held, by=by, at=at), numbers, by=by, at=at)
    _decided(held, by=by, at=at)
    note(
        what="application.taken_on",
        about=case,
        at=at,
        by=by,
        data={"contract": held.contract.number, "numbers": held.quantity},
        public=True,
    )
    send_notice(
        case,
        "notice.application.taken_on",
        key=f"answer:{case.reference}",
        at=at,
        document=held.contract.number,
        number=", ".join(numbers[:5]),
    )
    return held.contract


@transaction.atomic
def refuse_application(
    *, application: Application, reason: str, by: User, at: datetime
) -> Application:
    """Refuse him, with the reason that he reads. Raises NotPermitted, WrongMove, NothingSaid."""
    require(by, Permit.REGISTER_CLIENTS, at)
    held = _locked(application)
    if not reason.strip():
        raise NothingSaid
    close_case(case=held.case, state=CaseState.REFUSED, by=by, at=at)
    held.reason = reason.strip()
    _decided(held, by=by, at=at)
    note(what="application.refused", about=held.case, at=at, by=by, public=True)
    key = f"answer:{held.case.reference}"
    send_notice(held.case, "notice.application.refused", key=key, at=at, tail=held.reason)
    return held


def _locked(application: Application) -> Application:
    Case.objects.select_for_update(of=("self",)).get(pk=application.case_id)
    return Application.objects.select_related("case").get(pk=application.pk)


def _decided(held: Application, *, by: User, at: datetime) -> None:
    held.decided_by, held.decided_at = by, at
    held.save(update_fields=["contract", "reason", "decided_by", "decided_at"])


def _party(held: Application, *, by: User, at: datetime) -> Party:
    contacts: dict[str, Any] = {
        "address": held.address,
        "email": held.case.claimant_email,
        "phone": held.case.claimant_phone,
        "language": held.case.language,
    }
    if is_company(held.inn):
        party = register_company(
            company_name=held.company_name, inn=held.inn, ogrn=held.ogrn, at=at, by=by, **contacts
        )
    else:
        name = split_name(held.head_name)
        party = register_person(
            kind=Kind.SOLE_TRADER,
            surname=name.surname,
            name=name.name,
            patronymic=name.patronymic,
            inn=held.inn,
            ogrn=held.ogrn,
            at=at,
            by=by,
            **contacts,
        )
    party.kpp, party.head_post, party.head_name = held.kpp, held.head_post, held.head_name
    party.bank = {
        "bic": held.bic,
        "bank": held.bank,
        "account": held.account,
        "correspondent_account": held.correspondent,
    }
    party.save(update_fields=["kpp", "head_post", "head_name", "bank"])
    return party


def _contract(
    held: Application, party: Party, numbers: Sequence[str], *, by: User, at: datetime
) -> Contract:
    day, names = office_day(at), numbers_for(held, at)
    contract = sign_contract(
        holder=party, number=names.contract, signed_on=day, edition=names.edition, at=at, by=by
    )
    account = open_account(
        contract=contract, number=names.account, region=held.region, opened_on=day, at=at, by=by
    )
    for identifier in numbers:
        take_from_stock(identifier=identifier, account=account, tariff=held.tariff, at=at, by=by)
    return contract


def _digits(applied: Applied) -> dict[str, str]:
    return {
        name: str(getattr(applied, name))
        for name in ("inn", "kpp", "ogrn", "bic", "account", "correspondent")
    }
