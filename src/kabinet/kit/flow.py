"""A life in states: which move leads where, and the refusal of any other."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from kabinet.kit.errors import Refused


class WrongMove(Refused):
    """This step cannot follow that state."""

    sentence = _("This step is no longer possible: the matter has moved on. Read it again.")

    def __init__(self, now: str, to: str) -> None:
        super().__init__(f"{now} -> {to}")
        self.now, self.to = now, to


class Flow:
    """The table of moves of one thing. The only place that says what may follow what."""

    def __init__(self, moves: Mapping[str, Iterable[str]]) -> None:
        self._moves = {str(state): {str(to) for to in onward} for state, onward in moves.items()}

    def leads_on_from(self, state: str) -> bool:
        return bool(self._moves.get(str(state)))

    def allows(self, now: str, to: str) -> bool:
        return str(to) in self._moves.get(str(now), ())

    def check(self, now: str, to: str) -> None:
        """Raise WrongMove unless the move is in the table."""
        if not self.allows(now, to):
            raise WrongMove(str(now), str(to))
