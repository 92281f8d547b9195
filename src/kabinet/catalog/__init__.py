"""Tariffs, services and prices, by date, out of the pack."""
