"""Transfers: numbers that change hands, with their money, between two parties."""
