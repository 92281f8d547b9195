"""Word to whoever filed a case, the way he asked for."""

from collections.abc import Iterable
from datetime import datetime

from kabinet.cases.models import Case
from kabinet.documents.models import Letter
from kabinet.mailroom.actions import queue_message
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack


def send_notice(
    case: Case,
    text: str,
    *,
    key: str,
    at: datetime,
    letters: Iterable[Letter] = (),
    tail: str = "",
    **said: str,
) -> None:
    """Queue one text of the pack; letters go with it by e-mail. Nowhere to send: nothing goes."""
    channel, to = way_to(case)
    if not to:
        return
    pack = operator_pack()
    said = {
        "reference": case.reference,
        "operator": say(pack.operator.short_name, case.language),
        **said,
    }
    queue_message(
        key=key,
        channel=channel,
        to=to,
        subject=pack.text(f"{text}.subject", case.language, **said),
        text="\n\n".join(filter(None, [pack.text(text, case.language, **said), tail])),
        about=case,
        at=at,
        letters=letters if channel == "email" else (),
    )


def way_to(case: Case) -> tuple[str, str]:
    """Choose how word reaches him: as he asked, else the other way, else none."""
    by_mail, by_sms = ("email", case.claimant_email), ("sms", case.claimant_phone)
    first, second = (by_mail, by_sms) if case.reply_by in {"email", "post"} else (by_sms, by_mail)
    return first if first[1] else second
