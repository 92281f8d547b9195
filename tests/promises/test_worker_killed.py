"""Workers, and those who ask for work, are killed with -9 under load.

No task is lost, each effect in the database happens exactly once, and a repeated send is
recognisable. The control beside it works carelessly, and must be seen to lose.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.neighbours.post_office import PostOffice, open_post_office
from tests.promises.kill import (
    Installation,
    at_work,
    has_begun,
    install,
    tell_figures,
    wait_until,
)

HOUSE = "tests.promises.house"
TASKS = 200
KILLS = 8
LETTERS = 60

pytestmark = [pytest.mark.slow]

ENGINES = pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)


def kill_a_busy_house(house: Installation, *, how: str = "", kills: int = KILLS) -> dict[str, Any]:
    """Let a clerk ask for work and two workers do it, kill them, and tell what came of it."""
    members = {
        "clerk": lambda: house.start(HOUSE, "ask-for", str(TASKS)),
        "worker 1": lambda: house.start(HOUSE, "work", how),
        "worker 2": lambda: house.start(HOUSE, "work", how),
    }
    with at_work(members, seed=17) as team:
        for _ in range(kills):
            team.kill_one(busy=has_begun(house))
        wait_until(lambda: is_done(house.ask(HOUSE, "report")), within=120)
    told: dict[str, Any] = house.ask(HOUSE, "report")
    return told | {"kills": team.kills}


def is_done(told: dict[str, int]) -> bool:
    return told["acknowledged"] == TASKS and told["open"] == 0


@ENGINES
def test_whoever_dies_when_no_task_is_lost_and_no_effect_happens_twice(engine, tmp_path: Path):
    with install(tmp_path, engine=engine) as house:
        told = kill_a_busy_house(house)

    tell_figures("tasks survive kill -9", engine=engine, **told)
    assert told["acknowledged"] == TASKS
    assert told["lost"] == told["twice"] == told["phantoms"] == 0
    assert told["open"] == told["dead"] == 0
    assert told["paid"] == told["refunds"] >= TASKS
    assert told["broken"] == []
    assert told["interrupted"] > 2, "no kill hit a task in hand: this proved nothing"


def test_a_worker_that_ticks_off_first_loses_tasks_under_the_same_kills(tmp_path: Path):
    """The control: were nothing lost here, the kills above would have proved nothing."""
    with install(tmp_path, engine="sqlite") as house:
        told = kill_a_busy_house(house, how="carelessly")

    tell_figures("the careless control", engine="sqlite", **told)
    assert told["lost"] > 0


def takes_another_letter(office: PostOffice) -> Callable[[int], bool]:
    seen = len(office.taken)
    return lambda _: len(office.taken) > seen


@ENGINES
def test_no_notice_is_lost_and_a_repeat_carries_the_same_id(engine, tmp_path: Path):
    with (
        open_post_office() as office,
        install(tmp_path, engine=engine, KABINET_SMTP_PORT=str(office.port)) as house,
    ):
        house.ask(HOUSE, "write-mail", str(LETTERS))
        members = {"worker": lambda: house.start(HOUSE, "work")}
        with at_work(members, seed=23) as team:
            office.pause = 0.1
            for _ in range(KILLS):
                team.kill_one(busy=takes_another_letter(office))
            wait_until(lambda: house.ask(HOUSE, "report")["messages_sent"] == LETTERS, within=120)
        told = house.ask(HOUSE, "report")

    letters = {letter["Message-ID"]: letter["To"] for letter in office.taken}
    people = {letter["To"] for letter in office.taken}
    repeats = len(office.taken) - LETTERS
    tell_figures("notices survive kill -9", engine=engine, letters=LETTERS, repeats=repeats)
    assert told["messages_sent"] == LETTERS
    assert len(people) == len(letters) == LETTERS
    assert told["broken"] == []
