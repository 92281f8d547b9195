import pytest

from tests.rooms.orders.firm import Firm, firm


@pytest.fixture
def romashka(db: None) -> Firm:
    return firm()
