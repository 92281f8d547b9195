"""The cut-over: numbers, money and services change hands in one transaction, or nothing does."""

from kabinet.transfers.actions.cut_over.act import cut_over

__all__ = ["cut_over"]
