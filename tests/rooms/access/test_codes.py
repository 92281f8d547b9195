"""One-time codes: for one purpose, one thing, one use, a few tries, a few minutes."""

from datetime import timedelta

import pytest

from kabinet.access.actions import (
    CodeExpired,
    TooManyCodes,
    TooManyTries,
    WrongCode,
    check_code,
    make_code,
)
from kabinet.access.models import OneTimeCode
from kabinet.access.rules import CODE_LIFE
from tests.people import MONDAY

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def make(about: str = "draft-1", address: str = "ivan@example.ru", at=MONDAY, purpose="sign"):
    return make_code(purpose=purpose, about=about, address=address, at=at)


def check(typed: str, about: str = "draft-1", at=MONDAY + MINUTE, purpose="sign"):
    return check_code(purpose=purpose, about=about, typed=typed, at=at)


def wrong(plain: str) -> str:
    return f"{(int(plain) + 1) % 1_000_000:06d}"


def test_the_right_code_opens_once():
    _, plain = make()

    check(plain)

    with pytest.raises(CodeExpired):
        check(plain)
    assert OneTimeCode.objects.get().used_at == MONDAY + MINUTE


@pytest.mark.parametrize("spread", ["{0} {1}", " {0}{1} ", "{0}-{1}", "{0}\u00a0{1}"])
def test_a_code_may_be_typed_with_spaces_but_still_only_once(spread):
    _, plain = make()
    typed = spread.format(plain[:3], plain[3:])

    check(typed)

    with pytest.raises(CodeExpired):
        check(plain)


def test_the_code_itself_is_kept_nowhere():
    code, plain = make()

    row = OneTimeCode.objects.filter(pk=code.pk).values().get()
    assert all(plain not in str(value) for key, value in row.items() if key != "id")
    assert len(code.digest) == 64


def test_three_wrong_tries_kill_a_code_and_the_right_one_comes_too_late():
    _, plain = make()

    for refusal in (WrongCode, WrongCode, TooManyTries):
        with pytest.raises(refusal):
            check(wrong(plain))
    with pytest.raises(TooManyTries):
        check(plain)

    assert OneTimeCode.objects.get().used_at is None


def test_a_code_is_good_for_five_minutes_and_not_a_moment_longer():
    _, plain = make()

    with pytest.raises(CodeExpired):
        check(plain, at=MONDAY + CODE_LIFE)
    check(plain, at=MONDAY + CODE_LIFE - timedelta(microseconds=1))


@pytest.mark.parametrize("other", [{"about": "draft-2"}, {"purpose": "sign-in"}])
def test_a_code_opens_only_what_it_was_made_for(other):
    _, plain = make()
    make(**other, address="petr@example.ru")

    with pytest.raises(WrongCode):
        check(plain, **other)
    check(plain)


def test_a_code_that_never_was_is_no_code():
    with pytest.raises(CodeExpired):
        check("123456")


def test_a_newer_code_takes_the_place_of_the_older():
    _, old = make()
    _, new = make(at=MONDAY + MINUTE)
    if old != new:
        with pytest.raises(WrongCode):
            check(old)

    check(new)


def test_an_address_is_sent_one_code_a_half_minute():
    make()

    with pytest.raises(TooManyCodes):
        make(about="draft-2", at=MONDAY + timedelta(seconds=20))

    make(about="draft-2", at=MONDAY + timedelta(seconds=31))
    assert OneTimeCode.objects.count() == 2


def test_an_address_is_sent_five_codes_an_hour():
    for minute in range(5):
        make(about=f"draft-{minute}", at=MONDAY + minute * MINUTE)

    with pytest.raises(TooManyCodes):
        make(about="draft-6", at=MONDAY + 6 * MINUTE)
    make(address="petr@example.ru", at=MONDAY + 6 * MINUTE)
    make(at=MONDAY + 61 * MINUTE)
    assert OneTimeCode.objects.count() == 7


def test_a_wrong_try_stays_counted_when_the_caller_fails_afterwards():
    _, plain = make()

    with pytest.raises(WrongCode):
        check(wrong(plain))

    assert OneTimeCode.objects.get().tries == 1


def test_a_row_moved_to_another_thing_opens_nothing():
    code, plain = make()
    OneTimeCode.objects.filter(pk=code.pk).update(about="draft-2")

    with pytest.raises(WrongCode):
        check(plain, about="draft-2")
