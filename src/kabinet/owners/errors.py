"""Why a change of an owner's data is not taken or not decided."""

from django.utils.translation import gettext_lazy as _

from kabinet.kit.errors import Refused


class NothingChanged(Refused):
    sentence = _("Nothing differs from what we have. Change at least one field.")


class ProofMissing(Refused):
    sentence = _("Attach the paper that proves the change: a photo or a scan.")


class AlreadyAsked(Refused):
    sentence = _("A request to change this data is being examined. Wait until it is decided.")


class AnotherPassport(Refused):
    sentence = _(
        "The number that you read in the proof is not the one that was asked for. "
        "Read it again, or refuse the passport and say so."
    )


class NotJudged(Refused):
    sentence = _("Judge every field: accept it, or refuse it.")


class WhyRefused(Refused):
    sentence = _("Say why a field is refused: its owner reads it.")
