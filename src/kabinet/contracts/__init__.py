"""Contracts, their editions, and the personal accounts that they open."""
