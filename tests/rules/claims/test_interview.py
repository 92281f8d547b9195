"""The interview: an answer that became unreachable never counts."""

from hypothesis import given, strategies as st

from kabinet.claims.rules.interview import walk
from kabinet.pack.formats import Question


def ask(name: str, *, required: bool = True, **when: tuple[str, ...]) -> Question:
    return Question(id=name, kind="text", label={"ru": name}, required=required, when=when)


QUESTIONS = (
    ask("kind"),
    ask("company", kind=("company",)),
    ask("head", company=("*",)),
    ask("story", required=False),
    ask("sum", story=("money", "both")),
)


def test_only_what_the_answers_open_is_asked():
    path = walk(QUESTIONS, {"kind": "person"})
    assert [q.id for q in path.questions] == ["kind", "story"]


def test_an_answer_behind_a_closed_question_closes_too():
    answers = {"kind": "person", "company": "Romashka", "head": "Petrov"}
    path = walk(QUESTIONS, answers)
    assert path.answers == {"kind": "person"}


def test_a_list_of_answers_opens_what_any_of_them_opens():
    path = walk(QUESTIONS, {"kind": "person", "story": ["noise", "money"]})
    assert path.questions[-1].id == "sum"


def test_the_next_question_is_the_first_that_nobody_looked_at():
    path = walk(QUESTIONS, {"kind": "company", "story": "noise"})
    assert path.after("kind") == path.after("story") == path.find("company")
    assert [q.id for q in path.unanswered] == ["company"]


def test_a_question_may_be_passed_over_only_when_it_is_optional():
    path = walk(QUESTIONS, {"kind": "person", "story": ""})
    assert path.unanswered == ()
    assert path.unvisited == ()
    assert path.after("story") is None


VALUES = st.sampled_from(["person", "company", "money", "both", "", "x"])


@given(st.dictionaries(st.sampled_from([q.id for q in QUESTIONS]), VALUES))
def test_whatever_was_typed_only_open_questions_count(answers):
    path = walk(QUESTIONS, answers)

    assert set(path.answers) <= {q.id for q in path.questions}
    for question in path.questions:
        for asked, wanted in question.when.items():
            value = path.answers.get(asked)
            assert value
            assert "*" in wanted or value in wanted
