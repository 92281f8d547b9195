"""Reads about payments and debts. Reads for the portal begin with `visible_to`."""

from kabinet.payments.queries.debts import Debt, debts_of

__all__ = ["Debt", "debts_of"]
