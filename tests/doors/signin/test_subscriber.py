"""A subscriber comes in by his number and a code; whoever is no subscriber learns nothing."""

import re

import pytest
from django.test import Client

from kabinet.access.models import OneTimeCode, User
from kabinet.kit import clock
from kabinet.mailroom.models import Message
from kabinet.numbers.models import Number, PortedNumber
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party
from tests.people import company, number, person, staff

pytestmark = pytest.mark.django_db
OTHER_NETWORK = "+77011234567"


def ours() -> list[str]:
    """List the first numbers of the operator's first range."""
    pack = operator_pack()
    block = next(one for one in pack.ranges if one.operator == pack.operator.id)
    first = int(block.first.lstrip("+"))
    return [f"+{first + step}" for step in range(5)]


@pytest.fixture
def ivan() -> Party:
    return person()


@pytest.fixture
def mine(ivan) -> Number:
    return number(ivan, ours()[0])


def ask(client: Client, typed: str, **more):
    return client.post("/sign-in/", {"number": typed, **more})


def code_in_the_message() -> str:
    message = Message.objects.latest("pk")
    found = re.search(r"\d{6}", message.text)
    assert found, message.text
    return found[0]


def type_code(client: Client, typed: str):
    return client.post("/sign-in/code/", {"code": typed})


def is_in(client: Client) -> bool:
    return client.get("/my/").status_code == 200


def test_number_code_and_in(client, ivan, mine):
    assert ask(client, mine.identifier).url == "/sign-in/code/"
    message = Message.objects.get()
    assert (message.channel, message.to, message.is_secret) == ("sms", mine.identifier, True)

    answer = type_code(client, code_in_the_message())

    assert answer.url == "/my/"
    assert is_in(client)
    user = User.objects.get()
    assert (user.party, user.phone) == (ivan, mine.identifier)


def test_no_login_is_made_before_the_code_is_right(client, mine):
    ask(client, mine.identifier)

    assert not User.objects.exists()


@pytest.mark.parametrize("spread", ["{}{}", "{} {}", "{}-{}"])
def test_the_number_and_the_code_may_be_typed_as_people_do(client, mine, spread):
    digits = mine.identifier.removeprefix("+7")
    ask(client, f"8 ({digits[:3]}) {digits[3:6]}-{digits[6:8]}-{digits[8:]}")
    code = code_in_the_message()

    type_code(client, spread.format(code[:3], code[3:]))

    assert is_in(client)


def test_a_wrong_code_is_said_so_and_the_page_stays(client, mine):
    ask(client, mine.identifier)
    wrong = f"{(int(code_in_the_message()) + 1) % 1_000_000:06d}"

    answer = type_code(client, wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]
    assert answer.context["number"] == mine.identifier
    assert not is_in(client)


def test_after_three_wrong_codes_the_right_one_is_too_late_and_a_new_one_helps(client, mine):
    ask(client, mine.identifier)
    right = code_in_the_message()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(3):
        type_code(client, wrong)

    assert type_code(client, right).status_code == 422
    assert not is_in(client)

    OneTimeCode.objects.update(slot=0)  # half a minute later
    again = client.post("/sign-in/code/again/")
    assert again.context["sent"]
    type_code(client, code_in_the_message())
    assert is_in(client)


def test_an_old_code_is_said_to_be_old(client, mine):
    ask(client, mine.identifier)
    OneTimeCode.objects.update(expires_at=clock.now())

    answer = type_code(client, code_in_the_message())

    assert answer.status_code == 422
    assert answer.context["number"] == mine.identifier
    assert not is_in(client)


def test_a_code_opens_only_the_browser_that_asked_for_it(client, mine):
    ask(client, mine.identifier)
    code = code_in_the_message()
    thief = Client()
    OneTimeCode.objects.update(slot=0)
    ask(thief, mine.identifier)

    assert type_code(thief, code).status_code == 422
    assert not is_in(thief)
    type_code(client, code)
    assert is_in(client)


def test_a_used_code_is_used(client, mine):
    ask(client, mine.identifier)
    code = code_in_the_message()
    session = client.session.get("signin")
    type_code(client, code)
    client.post("/sign-out/")

    other = Client()
    other.get("/sign-in/")
    kept = other.session
    kept["signin"] = session
    kept.save()
    other.cookies["sessionid"] = str(kept.session_key)
    assert type_code(other, code).status_code == 422


@pytest.mark.parametrize("who", ["nobody", "company", "closed", "staff"])
def test_a_number_that_cannot_sign_in_gets_the_same_page_and_no_message(client, mine, who):
    page = ask(client, mine.identifier)
    shown = client.get(page.url).content.replace(mine.identifier.encode(), b"")
    silent = ours()[1]
    if who == "company":
        number(company(), silent)
    if who == "closed":
        number(person("Лебедева", "Мария"), silent, state="closed")
    if who == "staff":
        worker = staff(name="Ольга")
        User.objects.filter(pk=worker.pk).update(phone=silent)
    other = Client()

    answer = ask(other, silent)
    page = other.get(answer.url).content.replace(silent.encode(), b"")

    assert answer.url == "/sign-in/code/"
    assert without_tokens(page, silent) == without_tokens(shown, mine.identifier)
    assert Message.objects.count() == 1
    assert type_code(other, "123456").status_code == 422
    assert not is_in(other)


def without_tokens(page: bytes, identifier: str) -> str:
    """Leave out what differs between two visits: tokens, and the number that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.decode())
    grouped = identifier[2:5], identifier[5:8], identifier[8:10], identifier[10:12]
    return re.sub(r"[\s\u00a0\u2011-]*".join(map(re.escape, grouped)), "", text)


def test_a_number_of_another_network_is_told_so_and_offered_the_way_without_account(client):
    answer = ask(client, OTHER_NETWORK)

    assert answer.status_code == 422
    assert answer.context["form"]["number"].value() == OTHER_NETWORK
    assert answer.context["foreign"]
    assert b'href="/start/"' in answer.content
    assert not OneTimeCode.objects.exists()


def test_a_number_that_left_us_is_of_another_network(client):
    gone = ours()[2]
    PortedNumber.objects.create(identifier=gone, operator="other", ported_from=clock.now().date())

    assert ask(client, gone).context["foreign"]


@pytest.mark.parametrize("typed", ["", "914", "иван", "0890"])
def test_what_is_no_number_is_kept_and_said(client, typed):
    answer = ask(client, typed)

    assert answer.status_code == 422
    assert answer.context["form"]["number"].value() == typed
    assert answer.context["form"].errors["number"]


def test_nobody_is_flooded_with_codes(client, mine):
    ask(client, mine.identifier)

    answer = ask(Client(), mine.identifier)

    assert answer.status_code == 422
    assert Message.objects.count() == 1


def test_many_numbers_from_one_place_are_stopped(client):
    answers = [ask(Client(), f"+7910{step:07d}").status_code for step in range(22)]

    assert answers[-1] == 422


def test_the_code_page_needs_a_number_first(client):
    assert client.get("/sign-in/code/").url == "/sign-in/"
    assert client.post("/sign-in/code/again/").url == "/sign-in/"


def test_whoever_was_led_here_goes_back_where_he_wanted(client, mine):
    away = client.get("/my/charges/")
    assert away.url == "/sign-in/?next=%2Fmy%2Fcharges%2F"
    ask(client, mine.identifier, next="/my/charges/")

    assert type_code(client, code_in_the_message()).url == "/my/charges/"


@pytest.mark.parametrize(
    "evil", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_nobody_is_led_away_from_here(client, mine, evil):
    ask(client, mine.identifier, next=evil)

    assert type_code(client, code_in_the_message()).url == "/my/"


def test_the_session_gets_a_new_name_at_sign_in(client, mine):
    ask(client, mine.identifier)
    before = client.cookies["sessionid"].value

    type_code(client, code_in_the_message())

    assert client.cookies["sessionid"].value != before


def test_signed_in_twice_is_signed_in_once(client, mine):
    ask(client, mine.identifier)
    type_code(client, code_in_the_message())

    assert client.get("/sign-in/").url == "/my/"
    assert client.get("/desk/sign-in/").url == "/my/"
    assert client.get("/sign-in/code/").status_code == 302


def test_sign_out_ends_the_session_for_good(client, mine):
    ask(client, mine.identifier)
    type_code(client, code_in_the_message())
    cookie = client.cookies["sessionid"].value

    client.post("/sign-out/")

    client.cookies["sessionid"] = cookie
    assert not is_in(client)


def test_a_link_cannot_sign_anybody_out(client, mine):
    ask(client, mine.identifier)
    type_code(client, code_in_the_message())

    assert client.get("/sign-out/").status_code == 405
    assert is_in(client)
