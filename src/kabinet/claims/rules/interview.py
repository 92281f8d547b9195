"""Which questions are open, given the answers; what was answered out of reach never counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kabinet.pack.formats import Question

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Path:
    """The interview as it stands: the open questions in order, and the answers that count."""

    questions: tuple[Question, ...]
    answers: Mapping[str, Any]

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """Tell the open questions that must still be answered."""
        return tuple(q for q in self.questions if q.required and is_blank(self.answers.get(q.id)))

    @property
    def unvisited(self) -> tuple[Question, ...]:
        """Tell the open questions that nobody has looked at yet, optional ones too."""
        return tuple(q for q in self.questions if q.id not in self.answers)

    def after(self, question_id: str) -> Question | None:
        """Tell the next question that was not visited, or None when all were."""
        ids = [q.id for q in self.questions]
        here = ids.index(question_id) if question_id in ids else -1
        later = [q for q in self.questions[here + 1 :] if q.id not in self.answers]
        return next(iter([*later, *self.unvisited]), None)

    def before(self, question_id: str) -> Question | None:
        ids = [q.id for q in self.questions]
        here = ids.index(question_id) if question_id in ids else 0
        return self.questions[here - 1] if here > 0 else None

    def find(self, question_id: str) -> Question | None:
        return next((q for q in self.questions if q.id == question_id), None)


def walk(
    questions: Sequence[Question], answers: Answers, known: Mapping[str, Any] | None = None
) -> Path:
    """Go through the questions in order; an answer opens others only while it is itself open.

    known: what is settled without asking. An answer that its question no longer offers is none.
    """
    open_now: list[Question] = []
    counting: dict[str, Any] = dict(known or {})
    for question in questions:
        if not is_open(question.when, counting):
            continue
        open_now.append(question)
        if question.id in answers:
            given = _offered(question, answers[question.id])
            if given is not None:
                counting[question.id] = given
    return Path(tuple(open_now), counting)


def _offered(question: Question, value: Any) -> Any:
    """Give the answer, or what is left of it, if it is among what is offered; else None."""
    offered = {name for name, _ in question.choices}
    is_choice = bool(offered) or question.kind in {"choice", "choices"}
    if is_blank(value) or not is_choice:
        return value
    if isinstance(value, list) != (question.kind == "choices"):
        return None
    if isinstance(value, list):
        return [one for one in value if one in offered] or None
    return value if value in offered else None


def is_open(when: Mapping[str, Sequence[str]], answers: Answers) -> bool:
    """Tell whether every condition is met: an answer among those named, or any for `*`."""
    return all(_meets(answers.get(asked), wanted) for asked, wanted in when.items())


def is_blank(value: Any) -> bool:
    return value is None or value in ("", [])


def _meets(value: Any, wanted: Sequence[str]) -> bool:
    if is_blank(value):
        return False
    given = value if isinstance(value, list) else [value]
    return "*" in wanted or any(str(one) in wanted for one in given)
