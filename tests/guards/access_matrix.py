"""Asking every address by every method as a visitor, and what came of it in a word."""

import csv
import io
import logging
import re
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.test import Client

from tests.guards.examples import ACTORS, PASSPORT, Scene, build, client_of, variants
from tests.guards.routes import routes

REVIEWED = Path(__file__).with_name("access_matrix.csv")
METHODS = ["GET", "POST", "PUT", "DELETE"]
WHO_SHE_IS = ("Волков", "Volkov", "maria@example.ru", "9161234567")
Asked = tuple[str, str]  # the name of an address, the method


def ask_everything(actor: str) -> dict[Asked, str]:
    """Ask for every cell of a visitor's column; each question is undone before the next."""
    logging.disable()  # hundreds of refusals are what is asked for
    try:
        scene = build()
        client = client_of(scene, actor)
        return {
            (name, method): ask(client, method, address, canaries_for(actor))
            for name, address in addresses(scene)
            for method in METHODS
        }
    finally:
        logging.disable(logging.NOTSET)


def addresses(scene: Scene) -> list[tuple[str, str]]:
    return [pair for route in routes() for pair in variants(scene, route).items()]


def canaries_for(actor: str) -> tuple[str, ...]:
    """Name what this visitor may never be shown: Maria's passport, and who she is."""
    outside = {"anonymous", "stranger", "dismissed", "one_factor"}
    return (PASSPORT, *WHO_SHE_IS) if actor in outside else (PASSPORT,)


def ask(client: Client, method: str, address: str, canaries: tuple[str, ...]) -> str:
    cookies = deepcopy(client.cookies)
    before = transaction.savepoint()
    try:
        answer = client.generic(method, address)
        return "leak" if shows(answer, address, canaries) else word_for(answer)
    finally:
        transaction.savepoint_rollback(before)
        client.cookies = cookies


def shows(answer: Any, address: str, canaries: tuple[str, ...]) -> bool:
    """Tell whether an answer sings: its text and headers, what was asked for left out."""
    told = answer.getvalue().decode(errors="replace") + str(answer.headers)
    for asked in (address, quote(address), quote(address, safe="")):
        told = told.replace(asked, "")
    plain = re.sub(r"[\s\u00a0\u2011-]|&nbsp;", "", told)
    return any(canary in plain for canary in canaries)


def word_for(answer: Any) -> str:
    """Say in a word what an answer means for who may do what."""
    if answer.status_code >= 500:
        return "broken"
    if answer.status_code in {403, 404, 405}:
        return str(answer.status_code)
    place = answer.headers.get("Location", "")
    if answer.status_code == 401 or place.startswith(("/sign-in/?", "/desk/sign-in/?")):
        return "login"
    return "enroll" if place == "/account/factors/" else "allow"


def written(columns: dict[str, dict[Asked, str]]) -> str:
    paper = io.StringIO()
    rows = csv.writer(paper, lineterminator="\n")
    rows.writerow(["address", "method", *columns])
    for asked in next(iter(columns.values())):
        rows.writerow([*asked, *(column[asked] for column in columns.values())])
    return paper.getvalue()


def reviewed(actor: str) -> dict[Asked, str]:
    """Read the column of a visitor as people have reviewed it."""
    rows = csv.DictReader(REVIEWED.read_text().splitlines())
    return {(row["address"], row["method"]): row[actor] for row in rows}


def columns() -> list[str]:
    return next(csv.reader(REVIEWED.read_text().splitlines()))


__all__ = ["ACTORS", "PASSPORT", "ask_everything", "columns", "reviewed", "written"]
