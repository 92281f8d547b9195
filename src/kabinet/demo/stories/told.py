"""A story as the first page tells it."""

from dataclasses import dataclass

from kabinet.demo.stories.step import Step


@dataclass(frozen=True)
class Story:
    """Somebody's matter, from his side."""

    title: str
    name: str
    number: str
    need: str
    step: Step
