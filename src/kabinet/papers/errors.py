"""Why a paper was not taken, not judged, not ticked."""

from django.utils.translation import gettext_lazy as _

from kabinet.kit.errors import Refused


class Closed(Refused):
    sentence = _("This request is closed. Its papers can no longer be changed.")


class NotNeeded(Refused):
    sentence = _("This paper is no longer needed.")


class OnlyShown(Refused):
    sentence = _("This paper is not sent: show it at the showroom.")


class NoOriginal(Refused):
    sentence = _("No original is needed of this paper.")


class WhyRefused(Refused):
    sentence = _("Say why the paper is refused. The sender will read it.")


class SentAgain(Refused):
    sentence = _("A newer file has come meanwhile. Look at it first.")
