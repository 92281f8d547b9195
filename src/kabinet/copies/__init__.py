"""Copies of a contract with the terms in force on a day: given at once, or the same day."""
