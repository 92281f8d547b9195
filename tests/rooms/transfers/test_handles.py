"""After a transfer every live handle of the former owner refuses at once, whatever the event."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from kabinet.access.actions import CodeRefused, check_code
from kabinet.access.models import OneTimeCode, User
from kabinet.bills import queries as bills
from kabinet.contracts import queries as contracts
from kabinet.kit.errors import Refused
from kabinet.mailroom.actions import send_code
from kabinet.mailroom.models import Message
from kabinet.numbers import queries as numbers
from kabinet.numbers.actions import stop_service
from kabinet.numbers.models import ConnectedService, Number
from kabinet.transfers.queries import visible_to
from tests import deals, people
from tests.deals import TUESDAY, Cast

EVENTS = ("one number", "my-numbers", "whole contract", "person to person")


@pytest.fixture(params=EVENTS)
def after(request, cast: Cast) -> tuple[Cast, User, Number, ConnectedService]:
    """Let a number change hands in one of the ways; give its former owner's login."""
    is_private = request.param == "person to person"
    former = cast.ivans_login if is_private else cast.pavel
    number = cast.ivans if is_private else cast.works[0]
    free = people.service(number, "bar-content", price=0)
    send_code(
        purpose="sign-in",
        about=f"{number.identifier} browser",
        address=number.identifier,
        channel="sms",
        text="{code}",
        at=TUESDAY,
    )
    if request.param == "whole contract":
        asked = deals.ask(former, [], "reissue", "company", contract=number.account.contract)
        deals.carry_out(deals.complete(asked, cast, deals.NEW_COMPANY), cast)
    else:
        kind = {"my-numbers": "my-numbers", "person to person": "person-person"}.get(
            request.param, "company-person"
        )
        deals.carry_out(deals.complete(deals.ask(former, [number], kind), cast), cast)
    return cast, former, number, free


def _sees_number(user: User, number: Number, _: ConnectedService) -> bool:
    return numbers.visible_to(user).filter(pk=number.pk).exists()


def _sees_new_account(user: User, number: Number, _: ConnectedService) -> bool:
    now = Number.objects.get(pk=number.pk).account
    return contracts.accounts_of(user).filter(pk=now.pk).exists()


def _sees_new_charges(user: User, number: Number, _: ConnectedService) -> bool:
    now = Number.objects.get(pk=number.pk).account
    return bills.visible_to(user).filter(account=now).exists()


def _stops_a_service(user: User, number: Number, _: ConnectedService) -> bool:
    running = ConnectedService.objects.filter(number=number, stopped_at=None).first()
    if running is None:
        return False
    try:
        stop_service(connected=running, by=user, at=TUESDAY)
    except Refused:
        return False
    return True


def _hands_it_over_again(user: User, number: Number, _: ConnectedService) -> bool:
    try:
        deals.ask(user, [number], "company-person", phone="+79165550011")
    except Refused:
        return False
    return True


def _signs_in_by_the_old_code(_user: User, number: Number, _: ConnectedService) -> bool:
    """Type the code that was on its way before the number changed hands."""
    sent = Message.objects.filter(to=number.identifier, is_secret=True).order_by("pk").first()
    found = re.search(r"\d{6}", sent.text) if sent else None
    about = OneTimeCode.objects.get(address=number.identifier, purpose="sign-in").about
    try:
        check_code(purpose="sign-in", about=about, typed=found[0] if found else "", at=TUESDAY)
    except CodeRefused:
        return False
    return True


def _is_known_by_the_phone(user: User, number: Number, _: ConnectedService) -> bool:
    return User.objects.filter(pk=user.pk, phone=number.identifier).exists()


def _opens_the_page(user: User, number: Number, _: ConnectedService) -> bool:
    client = Client()
    client.force_login(user)
    return client.get(f"/my/numbers/{number.identifier}/").status_code == 200


HANDLES: tuple[Callable[[User, Number, ConnectedService], bool], ...] = (
    _sees_number,
    _sees_new_account,
    _sees_new_charges,
    _stops_a_service,
    _hands_it_over_again,
    _signs_in_by_the_old_code,
    _is_known_by_the_phone,
    _opens_the_page,
)


@pytest.mark.parametrize("handle", HANDLES, ids=lambda one: one.__name__.strip("_"))
def test_no_handle_of_the_former_owner_opens_anything(after, handle):
    _cast, former, number, service = after

    assert not handle(former, number, service)


def test_the_former_owner_still_reads_the_request_and_his_past(after):
    _cast, former, _number, _service = after

    assert visible_to(former).count() == 1


def test_the_new_owner_sees_nothing_of_the_past(after):
    cast, former, number, _service = after
    now = Number.objects.select_related("account__contract__holder").get(pk=number.pk)
    holder = now.account.contract.holder
    newcomer = (
        people.subscriber(holder, "+79990001234")
        if holder.kind == "person"
        else (people.member(holder, email="new@example.ru"))
    )

    theirs = bills.visible_to(newcomer)
    assert {one.account_id for one in theirs} <= {now.account_id}
    assert contracts.accounts_of(newcomer).count() == 1
    assert (cast.romashka, former) != (holder, newcomer)
