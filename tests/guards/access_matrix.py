"""Asking every address by every method as every visitor, and what came of it in a word."""

import csv
import io
import logging
from pathlib import Path

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.guards.examples import ACTORS, Scene, build, client_of, variants
from tests.guards.routes import routes

REVIEWED = Path(__file__).with_name("access_matrix.csv")
METHODS = ["GET", "POST", "PUT", "DELETE"]
Matrix = dict[tuple[str, str], list[str]]


def ask_everything() -> Matrix:
    """Ask for every cell; each question is undone before the next."""
    logging.disable()  # thousands of refusals are what is asked for
    try:
        return _ask_everything()
    finally:
        logging.disable(logging.NOTSET)


def _ask_everything() -> Matrix:
    scene = build()
    clients = {actor: client_of(scene, actor) for actor in ACTORS}
    return {
        (name, method): [ask(clients[actor], method, address) for actor in ACTORS]
        for name, address in addresses(scene)
        for method in METHODS
    }


def addresses(scene: Scene) -> list[tuple[str, str]]:
    return [pair for route in routes() for pair in variants(scene, route).items()]


def ask(client: Client, method: str, address: str) -> str:
    cookies = client.cookies.copy()
    before = transaction.savepoint()
    try:
        return word_for(client.generic(method, address))
    finally:
        transaction.savepoint_rollback(before)
        client.cookies = cookies


def word_for(answer: HttpResponse) -> str:
    """Say in a word what an answer means for who may do what."""
    if answer.status_code >= 500:
        return "broken"
    if answer.status_code in {403, 404, 405}:
        return str(answer.status_code)
    place = answer.headers.get("Location", "")
    if answer.status_code == 401 or place.startswith(("/sign-in/?", "/desk/sign-in/?")):
        return "login"
    return "enroll" if place == "/account/factors/" else "allow"


def written(matrix: Matrix) -> str:
    paper = io.StringIO()
    rows = csv.writer(paper, lineterminator="\n")
    rows.writerow(["address", "method", *ACTORS])
    rows.writerows([*asked, *cells] for asked, cells in matrix.items())
    return paper.getvalue()


def reviewed() -> Matrix:
    head, *rows = csv.reader(REVIEWED.read_text().splitlines())
    assert head == ["address", "method", *ACTORS], "the columns are other visitors"
    return {(name, method): cells for name, method, *cells in rows}
