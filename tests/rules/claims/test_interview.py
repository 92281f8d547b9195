"""The interview: an answer that became unreachable never counts."""

import pytest
from hypothesis import given, settings, strategies as st

from kabinet.claims.actions.letter_data import demands_made
from kabinet.claims.queries.interview import path_through
from kabinet.claims.rules.interview import is_open, walk
from kabinet.pack.formats import Question
from kabinet.pack.queries import operator_pack
from tests.papers import bare, full, walked


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


GROUNDS = [ground.id for ground in operator_pack().grounds.values()]
ANYTHING = st.one_of(
    st.sampled_from(["yes", "no", "person", "company", "", "refund", "other", "2026-11-02", "450"]),
    st.lists(st.sampled_from(["refund", "stop", "calls", "messages", "bar", "x"]), max_size=3),
)


def test_of_a_choice_with_nothing_to_choose_nothing_is_left():
    answers = {"ground": "goods_return", "party_kind": "person", "goods": "x", "demands": "refund"}

    assert "demands" not in path_through("claim", answers).answers


@settings(deadline=None)  # the first example loads the pack
@given(st.data(), st.sampled_from(GROUNDS), st.sampled_from(["person", "sole_trader", "company"]))
def test_whatever_was_answered_before_only_what_is_asked_now_is_said(data, ground: str, who: str):
    """Answers of every kind, of this ground and of others, left over from changes of mind."""
    one = operator_pack().grounds[ground]
    ids = st.sampled_from([*(q.id for q in one.questions), "demands", "number", "full_name"])
    answers = {
        **data.draw(st.dictionaries(ids, ANYTHING, max_size=12)),
        "party_kind": who,
        "ground": ground,
    }

    path = path_through("claim", answers)

    asked = {question.id: question for question in path.questions}
    settled = one.known if who in one.parties else {}
    assert set(path.answers) <= asked.keys() | settled.keys()
    for question in path.questions:
        assert is_open(question.when, path.answers)
        offered = {name for name, _ in question.choices}
        given_answer = path.answers.get(question.id)
        if offered and given_answer not in (None, "", []):
            several = given_answer if isinstance(given_answer, list) else [given_answer]
            assert set(several) <= offered
    if who in one.parties:
        made = demands_made(one, path.answers.get("demands") or (), path.answers)
        assert {demand.id for demand in made} == set(path.answers.get("demands") or ())


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("answer", [full, bare], ids=["full", "bare"])
def test_every_ground_comes_to_an_end(ground: str, answer):
    who = operator_pack().grounds[ground].parties[0]
    path = walked(ground, who, answer)

    assert path.unanswered == ()
    assert path.unvisited == ()
    assert {"essence", "demands", "reply_by"} <= path.answers.keys()
