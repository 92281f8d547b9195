"""A company, two persons and our own people, with a little money everywhere."""

import pytest

from tests import deals
from tests.deals import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    made = deals.build()
    for number, kopecks in zip(made.works, (500_00, 70_00, 0), strict=True):
        if kopecks:
            deals.pay_in(number.ledger, kopecks)
    deals.pay_in(made.ivans.ledger, 120_00)
    return made
