"""Why a visit was not booked, and why somebody was not seen."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from kabinet.kit.errors import Refused


class SlotTaken(Refused):
    sentence = _("This time has just been taken. Choose another.")


class NoSuchSlot(Refused):
    sentence = _("The showroom does not receive at this time. Choose another.")


class AlreadyBooked(Refused):
    sentence = _("A visit is booked already. Postpone it or cancel it first.")


class Closed(Refused):
    sentence = _("This request is closed. No visit is needed any more.")


class TooEarly(Refused):
    """The hour of the visit has not come yet; `from_` says when it may be so marked."""

    sentence = _("The visit has not begun yet.")

    def __init__(self, from_: datetime) -> None:
        super().__init__(from_.isoformat())
        self.from_ = from_


class StandsForNobody(Refused):
    sentence = _("Nobody may appear for this party in this capacity.")


class NoName(Refused):
    sentence = _("Write the name of who has come, as in his passport.")


class AttorneyMissing(Refused):
    sentence = _("A power of attorney is needed: type its number, its date and its last day.")


class AttorneyExpired(Refused):
    """It ended before today; `until` was its last day."""

    def __init__(self, until: date) -> None:
        super().__init__(until.isoformat())
        self.until = until

    @property
    def sentence(self) -> object:  # type: ignore[override]
        words = _("This power of attorney ended on %(day)s. A new one is needed.")
        return words % {"day": date_format(self.until)}


class AttorneyNotYet(Refused):
    sentence = _("This power of attorney is dated later than today. Check the date.")


class AttorneyNotNotarised(Refused):
    sentence = _("A person is represented by a notarised power of attorney. This one is not.")


class PassportDiffers(Refused):
    sentence = _(
        "This is not the passport that we know of this person. Type it again, or ask whether it "
        "was replaced: then the owner's data are changed first."
    )


class NotSeenYet(Refused):
    sentence = _("See the identity document first.")


class NobodyCame(Refused):
    sentence = _("Write down who has come first.")
