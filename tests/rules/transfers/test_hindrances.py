"""All that stands in the way is listed at once; what a definition spares does not count."""

from dataclasses import replace
from datetime import date

import pytest

from kabinet.kit.money import Money
from kabinet.pack.queries import load
from kabinet.transfers.rules.hindrances import (
    Barrier,
    Facts,
    Lacking,
    Sum,
    Unseen,
    applying,
    hindrances,
    missing,
    waiting_in,
)
from kabinet.transfers.rules.needs import Parties, choices, papers_for
from tests.rules.pack.conftest import PACKS

PACK = load(PACKS / "ru-mts")
TODAY = date(2026, 11, 24)
STEPS = {name: PACK.transfer_step(name, TODAY) for name in PACK.step_editions}
EVERYTHING = Facts(
    is_accepted=False,
    is_confirmed=False,
    lacking=[
        Lacking("giver", "deed", {"ru": "Акт"}, "missing"),
        Lacking("receiver", "data-consent", {"ru": "Согласие"}, "refused"),
        Lacking("receiver", "identity", {"ru": "Паспорт"}, "missing", at_visit=True),
    ],
    unseen=[Unseen("giver", ("owner",)), Unseen("receiver", ("owner",))],
    without_tariff=["+79161112233"],
    without_user=["+79161112233"],
    debts=[Sum("A1", Money(12_00))],
    held=[Sum("A2", Money(5_00))],
    barriers=[
        Barrier("receiver", "limit", {"ru": "Двадцать номеров уже есть."}),
        Barrier("receiver", "self_ban", {"ru": "Запрет на новые договоры."}),
    ],
    fee=Money(35_40),
    cover=Money(10_00),
)
NOTHING = Facts(is_accepted=True, is_confirmed=True)


def listed(kind: str, facts: Facts) -> list[tuple[str, str]]:
    counting = applying(PACK.transfer(kind, TODAY), STEPS)
    return [(one.side, one.code) for one in hindrances(counting, facts)]


def test_everything_is_told_at_once():
    assert listed("person-person", EVERYTHING) == [
        ("receiver", "consent"),
        ("giver", "papers"),
        ("receiver", "papers"),
        ("receiver", "unseen"),
        ("receiver", "tariff"),
        ("giver", "unseen"),
        ("receiver", "unseen"),
        ("giver", "debt"),
        ("giver", "held"),
        ("receiver", "fee"),
        ("receiver", "limit"),
        ("receiver", "self_ban"),
    ]


@pytest.mark.parametrize("kind", [kind.id for kind in PACK.transfers_on(TODAY)])
def test_nothing_stands_in_the_way_of_who_has_done_everything(kind):
    assert listed(kind, NOTHING) == []


def test_the_manager_is_asked_by_the_programme_only():
    assert ("giver", "manager") in listed("my-numbers", EVERYTHING)
    assert ("giver", "manager") not in listed("company-person", EVERYTHING)


def test_a_user_is_named_where_a_company_receives():
    assert ("receiver", "user_data") in listed("person-company", EVERYTHING)
    assert ("receiver", "user_data") not in listed("company-person", EVERYTHING)


def test_a_succession_needs_no_consent_and_no_money():
    codes = {code for _, code in listed("succession", replace(EVERYTHING, without_tariff=()))}

    assert codes == {"papers", "unseen"}


@pytest.mark.parametrize(
    ("fee", "cover", "is_billed", "lacks"),
    [
        (35_40, 35_40, False, 0),
        (35_40, 35_39, False, 1),
        (35_40, 0, False, 35_40),
        (35_40, -10_00, False, 45_40),
        (35_40, -10_00, True, 0),
        (0, 0, False, 0),
    ],
)
def test_the_fee_is_covered_by_what_he_has_and_what_moves_to_him(fee, cover, is_billed, lacks):
    assert missing(Money(fee), Money(cover), is_billed=is_billed) == lacks


def test_it_waits_where_the_first_obstacle_is():
    steps = [STEPS[name] for name in PACK.transfer("person-company", TODAY).steps]

    assert waiting_in(steps, ["fee", "unseen"]).id == "visit"
    assert waiting_in(steps, ["user_data", "debt"]).id == "users"
    assert waiting_in(steps, []).id == "ready"


def parties(kind: str, giver: str, receiver: str, **more: bool) -> Parties:
    known = {"is_client": True, "is_ported": False} | more
    return Parties(
        kind=kind,
        giver=giver,
        receiver=receiver,
        moves=PACK.transfer(kind, TODAY).moves,
        **known,
    )


def kinds_of_papers(of: Parties, side: str) -> set[str]:
    found = papers_for(PACK.transfer_papers_on(TODAY), of)
    return {one.kind for one in found if one.side == side}


def test_a_company_that_is_no_client_brings_more():
    known = parties("company-company", "company", "company")
    stranger = parties("company-company", "company", "company", is_client=False)

    assert kinds_of_papers(stranger, "receiver") - kinds_of_papers(known, "receiver") == {
        *("corporate-service", "company-registration", "head-appointment", "bank-details"),
    }


def test_a_person_who_is_no_client_consents_to_processing():
    stranger = parties("person-person", "person", "person", is_client=False)

    assert "data-consent" in kinds_of_papers(stranger, "receiver")
    assert "corporate-service" not in kinds_of_papers(stranger, "receiver")


def test_a_ported_number_needs_its_agreement():
    plain = parties("person-person", "person", "person")
    ported = parties("person-person", "person", "person", is_ported=True)

    assert kinds_of_papers(ported, "giver") - kinds_of_papers(plain, "giver") == {
        "ported-agreement"
    }


def test_the_programme_asks_for_its_own_forms():
    of = parties("my-numbers", "company", "person")

    assert kinds_of_papers(of, "giver") >= {
        *("assignment-application", "assignment-letter", "manager-request"),
    }


@pytest.mark.parametrize(
    ("giver", "receiver", "offered"),
    [
        ("person", "person", {"person-person", "reissue"}),
        ("person", "company", {"person-company", "number-back", "reissue"}),
        ("company", "person", {"company-person", "my-numbers", "reissue"}),
        ("company", "company", {"company-company", "reissue"}),
        ("sole_trader", "person", {"company-person", "trader-person", "reissue"}),
        ("person", "sole_trader", {"person-company", "person-trader", "reissue"}),
    ],
)
def test_what_two_parties_may_choose_from(giver, receiver, offered):
    found = choices(PACK.transfers_on(TODAY), giver=giver, receiver=receiver)

    assert {kind.id for kind in found} == offered
