"""allauth, told about our numbers and our outbox."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Phone methods."""
