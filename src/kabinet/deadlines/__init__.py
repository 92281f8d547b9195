"""Dates counted on the production calendar, each with its derivation: a date is never a bare date."""
