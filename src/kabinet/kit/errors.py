"""A refusal: an action that did nothing, and says why."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """Base of every refusal of an action. Nothing has changed when it is raised.

    `sentence` is what a person reads (translated lazily): what is wrong and what to do.
    Subclasses are named as facts and carry ids and reasons.
    """

    sentence: object = ""


class NotPermitted(Refused):
    """This person may not do that. `permit` names what he would need."""

    sentence = _("You are not allowed to do this. Ask your administrator for the right.")

    def __init__(self, permit: str = "") -> None:
        super().__init__(permit)
        self.permit = permit
