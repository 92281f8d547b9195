"""A refusal: an action that did nothing, and says why."""


class Refused(Exception):
    """Base of every refusal of an action. Nothing has changed when it is raised.

    `sentence` is what a person reads (translated lazily): what is wrong and what to do.
    Subclasses are named as facts and carry ids and reasons.
    """

    sentence: object = ""
