"""What every test may ask for."""

import pytest
from django.db import connection


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two writers at once exist on PostgreSQL only: leave those tests out elsewhere, by name."""
    if connection.vendor != "postgresql":
        items[:] = [item for item in items if "postgres" not in item.keywords]
