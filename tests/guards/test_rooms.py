"""The order of the rooms, where the import linter cannot see it."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

from tests.guards.source import HEIGHT

Relation = tuple[type[Model], "Field[Any, Any]", type[Model]]


def room_of(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def relations() -> list[Relation]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("kabinet.")]
    return [
        (model, field, field.related_model)
        for model in ours
        for field in model._meta.concrete_fields
        if field.related_model and field.related_model.__module__.startswith("kabinet.")
    ]


def points_up(relation: Relation) -> bool:
    model, _, target = relation
    # A login is the one thing that every room may name.
    if target._meta.label == settings.AUTH_USER_MODEL:
        return False
    return HEIGHT[room_of(target)] > HEIGHT[room_of(model)]


def test_no_table_points_up_at_a_room_above_its_own():
    found = [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model, field, target in filter(points_up, relations())
    ]

    assert found == []


def test_an_arrow_up_would_be_seen():
    downwards = [each for each in relations() if room_of(each[0]) != room_of(each[2])]

    turned_round = [(target, field, model) for model, field, target in downwards]

    assert any(points_up(each) for each in turned_round)


def test_every_room_of_the_source_is_on_the_linters_list():
    apps_of_ours = {config.name.split(".")[1] for config in apps.get_app_configs()
                    if config.name.startswith("kabinet.")}  # fmt: skip

    assert apps_of_ours <= HEIGHT.keys()
