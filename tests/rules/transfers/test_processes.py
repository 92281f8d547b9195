"""Every definition of the pack, model-checked: reachable, timed, and ending on every path."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest

from kabinet.kit.flow import Flow
from kabinet.pack.processes import Obstacle, TransferKind, TransferStep
from kabinet.pack.queries import load
from kabinet.transfers.rules.hindrances import applying, waiting_in
from kabinet.transfers.states import ENDS, SIDE_EXITS, WAITING, State, flow_of
from tests.rules.pack.conftest import PACKS

PACK = load(PACKS / "ru-mts")
TODAY = date(2026, 11, 24)
KINDS = PACK.transfers_on(TODAY)
NAMES = [kind.id for kind in KINDS]

every_kind = pytest.mark.parametrize("kind", KINDS, ids=NAMES)


def steps_of(kind: TransferKind) -> list[TransferStep]:
    return [PACK.transfer_step(name, TODAY) for name in kind.steps]


def reachable(flow: Flow, start: str) -> set[str]:
    found, to_visit = {start}, [start]
    while to_visit:
        state = to_visit.pop()
        onward = {str(other) for other in State if flow.allows(state, other)} - found
        found |= onward
        to_visit.extend(onward)
    return found


def test_there_is_a_definition_for_each_kind_of_the_law():
    assert set(NAMES) == {
        *("person-person", "person-company", "company-person", "company-company"),
        *("person-trader", "trader-person", "my-numbers", "number-back"),
        *("heir", "succession", "reissue"),
    }


@every_kind
def test_every_state_is_reached_and_none_but_its_own(kind):
    assert reachable(flow_of(kind.steps), kind.steps[0]) == {*kind.steps, *ENDS}


@every_kind
def test_from_every_state_the_end_can_be_reached(kind):
    flow = flow_of(kind.steps)

    for state in kind.steps:
        assert reachable(flow, state) >= set(ENDS)


@every_kind
def test_every_waiting_state_has_a_clock_and_a_way_out_when_it_runs_down(kind):
    flow = flow_of(kind.steps)

    for step in steps_of(kind):
        assert step.days > 0
        assert flow.allows(step.id, State.EXPIRED)
    assert kind.valid_days > 0  # however often it goes back and forth, the whole has an end


@every_kind
def test_an_end_is_an_end(kind):
    flow = flow_of(kind.steps)

    assert [end for end in ENDS if flow.leads_on_from(end)] == []


@every_kind
def test_numbers_change_hands_out_of_the_last_state_only(kind):
    flow = flow_of(kind.steps)

    out_of = [state for state in WAITING if flow.allows(state, State.CARRIED_OUT)]
    assert out_of == [State.READY]


@every_kind
def test_both_sides_can_leave_at_every_moment(kind):
    flow = flow_of(kind.steps)

    assert all(flow.allows(state, exit_) for state in kind.steps for exit_ in SIDE_EXITS)


@every_kind
def test_it_is_ready_when_and_only_when_nothing_stands_in_the_way(kind):
    """Try every set of obstacles that can stand: where it waits has one, and ready has none."""
    steps = steps_of(kind)
    counting = applying(kind, {step.id: step for step in steps})

    for standing in subsets(sorted(counting)):
        step = waiting_in(steps, standing)
        assert (step is steps[-1]) == (not standing)
        if standing:
            assert set(standing) & set(step.clears)
            assert flow_allows_all(kind, step.id)


def flow_allows_all(kind: TransferKind, state: str) -> bool:
    flow = flow_of(kind.steps)
    return all(flow.allows(state, other) for other in kind.steps if other != state)


def subsets(codes: list[Obstacle]) -> Iterator[tuple[Obstacle, ...]]:
    for size in range(len(codes) + 1):
        yield from combinations(codes, size)


@every_kind
def test_whoever_must_come_is_on_a_side_that_a_party_can_be_on(kind):
    """A visit needs somebody to come, and nobody comes where there is no visit."""
    assert bool(kind.appear) == (State.VISIT in kind.steps)


@every_kind
def test_both_sides_bring_papers_where_the_giver_takes_part(kind):
    papers = {one.side for one in PACK.transfer_papers_on(TODAY) if kind.id in one.when["kind"]}
    is_by_two = kind.begins == "giver"

    assert papers == ({"giver", "receiver"} if is_by_two else {"receiver"})
