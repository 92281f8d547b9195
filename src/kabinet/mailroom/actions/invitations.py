"""An invitation to act for a company leaves by the outbox, in the commit that makes it."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from kabinet.access.actions import Place, invite
from kabinet.access.models import Invitation, User
from kabinet.mailroom.actions.queue import queue_message
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack


@transaction.atomic
def send_invitation(
    *,
    by: User,
    place: Place,
    name: str,
    email: str,
    phone: str,
    link: Callable[[str], str],
    language: str,
    at: datetime,
) -> Invitation:
    """Invite somebody and send him the link: to his mailbox, and to his phone if it is known.

    `link` turns the invitation's token into an address. Raises what `invite` raises.
    """
    made = invite(by=by, place=place, name=name, email=email, phone=phone, at=at)
    pack = operator_pack()
    said = {
        "company": made.company.full_name,
        "operator": say(pack.operator.short_name, language),
        "link": link(made.token),
    }
    for channel, address in (("email", made.email), ("sms", made.phone)):
        if address:
            queue_message(
                key=f"invitation:{made.pk}:{channel}",
                channel=channel,
                to=address,
                subject=pack.text("notice.member.invited.subject", language, **said),
                text=pack.text("notice.member.invited", language, **said),
                about=None,
                at=at,
            )
    return made
