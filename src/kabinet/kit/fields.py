"""Columns that every room uses."""

from typing import Any

from django.db import models

from kabinet.kit.money import Money


class MoneyField(models.BigIntegerField):  # type: ignore[type-arg]
    """Whole kopecks, read back as `Money`."""

    def from_db_value(self, value: int | None, *_: Any) -> Money | None:
        return None if value is None else Money(value)

    def to_python(self, value: Any) -> Money | None:
        return None if value is None else Money(int(value))
