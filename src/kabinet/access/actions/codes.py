"""One-time codes: made, and typed back."""

import re
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import OneTimeCode
from kabinet.access.rules import CODE_LIFE, CODE_SLOT, CODE_TRIES, CODES_AN_HOUR
from kabinet.kit.errors import Refused
from kabinet.kit.ids import digits


class CodeRefused(Refused):
    """A code that was typed back does not open anything."""


class WrongCode(CodeRefused):
    """The code is not the one that was sent; it can be tried again."""

    sentence = _("The code is wrong. Check the last message we sent and type its six digits.")


class CodeExpired(CodeRefused):
    """The code was right once: it is too old, used already, or never was."""

    sentence = _("The code no longer works. Ask for a new one: a code is good for five minutes.")


class TooManyTries(CodeRefused):
    """The code was guessed at too often and is dead."""

    sentence = _("The code was wrong three times and is cancelled. Ask for a new one.")


class TooManyCodes(Refused):
    """This address was sent enough for now."""

    sentence = _(
        "We have just sent you a code. Wait for it half a minute, then ask for another. "
        "We send at most five codes an hour."
    )


@transaction.atomic
def make_code(*, purpose: str, about: str, address: str, at: datetime) -> tuple[OneTimeCode, str]:
    """Make a code for one purpose and one thing; return its row and the code to send.

    A new code takes the place of an older one for the same thing. Raises TooManyCodes.
    """
    recent = OneTimeCode.objects.filter(
        purpose=purpose, address=address, made_at__gt=at - CODE_LIFE * 12
    )
    if recent.count() >= CODES_AN_HOUR:
        raise TooManyCodes
    plain = digits(6)
    try:
        with transaction.atomic():
            code = OneTimeCode.objects.create(
                purpose=purpose,
                about=about,
                address=address,
                digest=_digest(purpose, about, plain),
                made_at=at,
                slot=int(at.timestamp()) // int(CODE_SLOT.total_seconds()),
                expires_at=at + CODE_LIFE,
            )
    except IntegrityError as same_half_minute:
        raise TooManyCodes from same_half_minute
    return code, plain


def check_code(*, purpose: str, about: str, typed: str, at: datetime) -> None:
    """Take a code that was typed back; it is used up by that.

    Call it before your own transaction opens: a wrong try must stay counted whatever
    happens afterwards, so this one commits by itself. Raises WrongCode, CodeExpired or
    TooManyTries.
    """
    with transaction.atomic(durable=True):
        refused = take_code(purpose=purpose, about=about, typed=typed, at=at)
    if refused is not None:
        raise refused


# One statement, so that a right code costs one: of two that bring it, the second finds it used.
_TAKE = """
UPDATE access_onetimecode SET used_at = %s
WHERE id = (SELECT max(id) FROM access_onetimecode WHERE purpose = %s AND about = %s)
AND digest = %s AND used_at IS NULL AND tries < %s AND expires_at > %s
"""


@transaction.atomic(savepoint=False)
def take_code(*, purpose: str, about: str, typed: str, at: datetime) -> CodeRefused | None:
    """Take a code inside the caller's transaction; give back the refusal, if it is one.

    A refused try is counted by this: commit, and raise afterwards.
    """
    digest = _digest(purpose, about, re.sub(r"[\s-]", "", typed))
    now = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [now, purpose, about, digest, CODE_TRIES, now])
        is_taken = cursor.rowcount == 1
    return None if is_taken else _count_try(purpose, about, at)


def _count_try(purpose: str, about: str, at: datetime) -> CodeRefused:
    code = (
        OneTimeCode.objects.select_for_update()
        .filter(purpose=purpose, about=about)
        .order_by("-pk")
        .first()
    )
    if code is None or code.used_at or at >= code.expires_at:
        return CodeExpired()
    if code.tries >= CODE_TRIES:
        return TooManyTries()
    code.tries += 1
    code.save(update_fields=["tries"])
    return TooManyTries() if code.tries == CODE_TRIES else WrongCode()


def _digest(purpose: str, about: str, plain: str) -> str:
    text = f"{purpose}\n{about}\n{plain}"
    return salted_hmac("kabinet.access.code", text, algorithm="sha256").hexdigest()
