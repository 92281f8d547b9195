"""Many at once: one code is used once, and guessing in parallel buys nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from kabinet.access.actions import CodeRefused, TooManyCodes, check_code, make_code
from kabinet.access.models import OneTimeCode
from tests.people import MONDAY

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(deed, times: int = 8) -> list[str]:
    def press(_: int) -> str:
        try:
            deed()
        except (CodeRefused, TooManyCodes) as refused:
            return type(refused).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=times) as people:
        return sorted(people.map(press, range(times)))


def test_one_code_typed_by_eight_hands_opens_once():
    _, plain = make_code(purpose="sign", about="d", address="a@b.ru", at=MONDAY)

    outcomes = at_once(lambda: check_code(purpose="sign", about="d", typed=plain, at=MONDAY))

    assert outcomes.count("done") == 1


def test_eight_wrong_guesses_at_once_are_three_tries():
    _, plain = make_code(purpose="sign", about="d", address="a@b.ru", at=MONDAY)
    guess = f"{(int(plain) + 1) % 1_000_000:06d}"

    at_once(lambda: check_code(purpose="sign", about="d", typed=guess, at=MONDAY))

    assert OneTimeCode.objects.get().tries == 3


def test_eight_requests_at_once_send_one_code():
    outcomes = at_once(lambda: make_code(purpose="sign", about="d", address="a@b.ru", at=MONDAY))

    assert outcomes.count("done") == 1
    assert OneTimeCode.objects.count() == 1


def test_a_code_is_not_checked_inside_somebody_elses_transaction():
    _, plain = make_code(purpose="sign", about="d", address="a@b.ru", at=MONDAY)

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        check_code(purpose="sign", about="d", typed=plain, at=MONDAY)
