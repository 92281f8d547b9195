"""Asking to have an owner's data changed, and deciding it field by field. It costs nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.cases.actions import Claimant, NewCase, close_case, open_case
from kabinet.cases.models import Case
from kabinet.cases.states import CaseKind, Desk
from kabinet.documents.models import StoredFile
from kabinet.journal.actions import note
from kabinet.kit.flow import WrongMove
from kabinet.mailroom.actions import queue_message
from kabinet.owners.errors import (
    AlreadyAsked,
    AnotherPassport,
    NothingChanged,
    NotJudged,
    ProofMissing,
    WhyRefused,
)
from kabinet.owners.models import AskedField, FieldState, OwnerChange
from kabinet.owners.queries import present
from kabinet.owners.rules import FIELDS, PASSPORT, outcome
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack
from kabinet.parties.actions import change_details, passport_index, seal_paper
from kabinet.parties.models import Kind, Party

TOPIC = "owner.data"


@dataclass(frozen=True, kw_only=True)
class Passport:
    """A new passport, as it was typed."""

    number: str
    issued_by: str = ""
    issued_on: date | None = None
    department: str = ""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What shall stand where, why, and the proof."""

    values: Mapping[str, str]
    why: str
    proof: Sequence[StoredFile]
    passport: Passport | None = None


@dataclass(frozen=True)
class Verdict:
    """What a clerk says of one field; a refusal has its reason."""

    accepted: bool
    reason: str = ""


@transaction.atomic
def ask_for_change(*, by: User, wish: Wish, language: str, at: datetime) -> OwnerChange:
    """Ask that one's own data, or one's company's, be changed. Nothing changes yet.

    Raises NotPermitted, NothingChanged, ProofMissing, AlreadyAsked or BadPassport.
    """
    require(by, Permit.CHANGE_OWNER_DATA, at)
    party = Party.objects.select_for_update().get(pk=by.holder_id or 0)
    wanted = {
        name: wish.values[name].strip()
        for name in FIELDS[party.kind]
        if wish.values.get(name, "").strip() not in {"", present(party, name)}
    }
    if not wanted and wish.passport is None:
        raise NothingChanged
    if not wish.proof:
        raise ProofMissing
    if party.owner_changes.filter(case__closed_at=None).exists():
        raise AlreadyAsked
    change = OwnerChange.objects.create(
        case=_open(party, by, language, at),
        party=party,
        why=wish.why,
        asked_by=by,
        asked_at=at,
    )
    change.proof.set(wish.proof)
    asked = [AskedField(change=change, name=name, value=new) for name, new in wanted.items()]
    if wish.passport is not None and PASSPORT in FIELDS[party.kind]:
        asked.append(_sealed(change, wish.passport))
    AskedField.objects.bulk_create(asked)
    data = {"fields": sorted(one.name for one in asked)}
    note(what="owner.asked", about=change.case, at=at, by=by, data=data, public=True)
    return change


@transaction.atomic
def decide_change(
    *,
    case: Case,
    verdicts: Mapping[str, Verdict],
    by: User,
    at: datetime,
    passport_number: str = "",
) -> OwnerChange:
    """Accept or refuse each field; what is accepted changes now, and its past is kept.

    `passport_number` is what the clerk read in the proof, when he accepts the passport.
    Raises NotPermitted, WrongMove, NotJudged, WhyRefused, BadPassport or AnotherPassport, and
    then nothing has changed.
    """
    require(by, Permit.JUDGE_OWNER_DATA, at)
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.closed_at is not None:
        raise WrongMove(case.state, "decided")
    change = OwnerChange.objects.get(case=case)
    fields = list(change.fields.order_by("pk"))
    _check(fields, verdicts, passport_number)
    accepted = [one for one in fields if verdicts[one.name].accepted]
    plain = {one.name: one.value for one in accepted if one.name != PASSPORT}
    change_details(party=change.party, values=plain, by=by, at=at)
    for one in accepted:
        if one.name == PASSPORT:
            _replace_passport(change.party, one, passport_number, by, at)
    _write_down(change, fields, verdicts)
    change.decided_by, change.decided_at = by, at
    change.save(update_fields=["decided_by", "decided_at"])
    ended = outcome(verdicts[one.name].accepted for one in fields)
    close_case(case=case, state=ended, by=by, at=at)
    data = {"outcome": str(ended), "accepted": sorted(one.name for one in accepted)}
    note(what="owner.decided", about=case, at=at, by=by, data=data, public=True)
    _tell(case, str(ended), at)
    return change


def _open(party: Party, by: User, language: str, at: datetime) -> Case:
    pack = operator_pack()
    is_company = party.kind == Kind.COMPANY
    case, _code = open_case(
        NewCase(
            kind=CaseKind.OWNER,
            channel="portal",
            desk=Desk.MANAGER if is_company else Desk.REGISTRY,
            party=party,
            topic=TOPIC,
            title=pack.text("owner.title", language),
            claimant=Claimant(
                name=party.full_name,
                email=party.email or by.email or "",
                phone=party.phone or by.phone or "",
                address=party.address,
            ),
            reply_by="email" if party.email or by.email else "sms",
            language=language,
            zone=str(pack.setting("office.zone")),
            facts={"kind": str(CaseKind.OWNER)},
            search_text=party.full_name,
        ),
        received_at=at,
        by=by,
        at=at,
    )
    return case


def _sealed(change: OwnerChange, passport: Passport) -> AskedField:
    return AskedField(
        change=change,
        name=PASSPORT,
        more={
            "index": passport_index(passport.number),
            "hint": passport.number.strip()[-2:],
            "issued_by": passport.issued_by,
            "issued_on": passport.issued_on.isoformat() if passport.issued_on else "",
            "department": passport.department,
        },
    )


def _check(fields: list[AskedField], verdicts: Mapping[str, Verdict], number: str) -> None:
    if {one.name for one in fields} != set(verdicts):
        raise NotJudged
    if any(not one.accepted and not one.reason.strip() for one in verdicts.values()):
        raise WhyRefused
    asked = next((one for one in fields if one.name == PASSPORT), None)
    if asked and verdicts[PASSPORT].accepted and passport_index(number) != asked.more["index"]:
        raise AnotherPassport


def _replace_passport(party: Party, asked: AskedField, number: str, by: User, at: datetime) -> None:
    """Put the new passport away; the old ones stay, ended: disputes need them."""
    party.papers.filter(valid_until__isnull=True).exclude(valid_from__gte=at.date()).update(
        valid_until=at.date()
    )
    issued_on = asked.more.get("issued_on")
    seal_paper(
        party=party,
        series_number=number,
        issued_by=asked.more.get("issued_by", ""),
        issued_on=date.fromisoformat(issued_on) if issued_on else None,
        department=asked.more.get("department", ""),
        valid_from=at.date(),
        by=by,
        at=at,
    )


def _write_down(
    change: OwnerChange, fields: list[AskedField], verdicts: Mapping[str, Verdict]
) -> None:
    """Keep what was decided; of a person's values nothing more is needed here."""
    for one in fields:
        verdict = verdicts[one.name]
        one.state = FieldState.ACCEPTED if verdict.accepted else FieldState.REFUSED
        one.reason = "" if verdict.accepted else verdict.reason.strip()[:300]
        if change.party.kind != Kind.COMPANY:
            one.value, one.more = "", {}
        one.save(update_fields=["state", "reason", "value", "more"])


def _tell(case: Case, ended: str, at: datetime) -> None:
    by_mail = bool(case.claimant_email)
    to, pack = case.claimant_email or case.claimant_phone, operator_pack()
    if not to:
        return
    said = {
        "reference": case.reference,
        "operator": say(pack.operator.short_name, case.language),
    }
    queue_message(
        key=f"owner:{case.reference}",
        channel="email" if by_mail else "sms",
        to=to,
        subject=pack.text(f"notice.owner.{ended}.subject", case.language, **said),
        text=pack.text(f"notice.owner.{ended}", case.language, **said),
        about=case,
        at=at,
    )
