"""Who a letter may be written to besides the operator: the bank, an authority, a court."""

from dataclasses import dataclass, field

from kabinet.pack.formats import Dated, Text


@dataclass(frozen=True, kw_only=True)
class Respondent(Dated):
    """Somebody else that a letter goes to. `to`: the lines of the letter's head, declined.

    how: in which ways it takes papers; told to the writer.
    """

    id: str
    name: Text
    to: tuple[str, ...]
    how: Text = field(default_factory=dict)
