"""What a neighbour answered when it was given a message."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """Taken, or refused for good. What may pass is not an outcome: it is raised as TryAgain.

    `answer` may quote the address, so it stays in the message's own row; `code` may go
    anywhere.
    """

    sent: bool
    code: str = ""
    answer: str = ""
