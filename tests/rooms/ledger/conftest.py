"""Whose money it is."""

import pytest

from kabinet.ledger.actions import open_account, operator_account
from kabinet.ledger.models import LedgerAccount


@pytest.fixture
def cash(db: None) -> LedgerAccount:
    return operator_account("operator:cash")


@pytest.fixture
def refunds(db: None) -> LedgerAccount:
    return operator_account("operator:refunds")


@pytest.fixture
def ivans(db: None) -> LedgerAccount:
    """Ivan's account, which may not go below zero."""
    return open_account(code="account:ivan", may_go_below_zero=False)
