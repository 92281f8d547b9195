"""Why something about a transfer is refused. Each says what to do instead."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _, ngettext_lazy

from kabinet.kit.errors import Refused
from kabinet.transfers.models import Transfer
from kabinet.transfers.rules.hindrances import Hindrance
from kabinet.transfers.states import State


class NotYours(Refused):
    """Numbers that the asker does not hold; whose they are is not said."""

    sentence = _("Some of these numbers are not on your contracts. Take them off the list.")


class NothingChosen(Refused):
    sentence = _("Choose at least one number.")


class TooMany(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.sentence = ngettext_lazy(
            "One request takes %(n)s number at most. Make several requests.",
            "One request takes %(n)s numbers at most. Make several requests.",
            most,
        ) % {"n": most}


class NumberClosed(Refused):
    sentence = _("A closed number cannot be handed over. Take it off the list.")


class InAnotherRequest(Refused):
    """A number is in a live request already."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.sentence = _(
            "%(number)s is in another request already. Wait for its end, or withdraw it."
        ) % {"number": number}


class NoSuchKind(Refused):
    sentence = _("This kind of transfer is not for these parties. Choose another.")


class GiverIsReceiver(Refused):
    sentence = _(
        "The receiver is the giver himself: nothing would change hands. "
        "Invite the one who is to have the number."
    )


class AlreadyAccepted(Refused):
    sentence = _("The receiver has agreed already.")


class NotProved(Refused):
    sentence = _(
        "This link is for the person whom it was sent to. "
        "Prove the invited phone by the code first."
    )


class AlreadyClient(Refused):
    sentence = _(
        "This company is our client already. "
        "Its administrator signs in to its account and accepts there."
    )


class IncompleteReceiver(Refused):
    sentence = _("Tell who receives: the full name, or the company with its INN.")


class NoSuchTariff(Refused):
    sentence = _("This tariff is not offered here. Choose one from the list.")


class ReasonNeeded(Refused):
    sentence = _("Write the reason: both parties will read it.")


class NotHere(Refused):
    sentence = _("This request does not pass by a personal manager.")


class AlreadyEnded(Refused):
    """The request is over; nothing more happens to it."""

    def __init__(self, transfer: Transfer) -> None:
        super().__init__(transfer.state)
        self.sentence = {
            State.CARRIED_OUT: _("The transfer is carried out. It cannot be changed any more."),
            State.REFUSED: _("The request was refused. Begin a new one if you wish."),
            State.WITHDRAWN: _("The request was withdrawn by the other party or by you before."),
            State.EXPIRED: _("The time of this request has run out. Begin a new one if you wish."),
        }[State(transfer.state)]


class Hindered(Refused):
    """Something stands in the way; `hindrances` is the list that both parties see."""

    sentence = _("The transfer cannot be carried out yet. See what stands in the way.")

    def __init__(self, found: Sequence[Hindrance]) -> None:
        super().__init__(", ".join(f"{one.side}:{one.code}" for one in found))
        self.hindrances = list(found)
