"""Dates counted on the production calendar; each carries its derivation, day by day."""
