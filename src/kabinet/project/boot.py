"""Waking Django for a command, with a sentence instead of a traceback when it cannot."""

import sys

import django
from django.core import checks
from django.core.exceptions import ImproperlyConfigured


class CannotStart(Exception):
    """What is wrong, in sentences, one for each trouble."""

    def __init__(self, troubles: list[str]) -> None:
        super().__init__("\n".join(troubles))
        self.troubles = troubles


def wake() -> None:
    """Load the settings and the rooms."""
    try:
        django.setup()
    except ImproperlyConfigured as trouble:
        raise CannotStart([str(trouble)]) from trouble


def troubles(*, with_database: bool = True) -> list[str]:
    """Everything that must be put right before anybody may come in."""
    found = checks.run_checks(databases=["default"] if with_database else None)
    return [said(each) for each in found if each.level >= checks.ERROR and not each.is_silenced()]


def said(message: checks.CheckMessage) -> str:
    """Say a check's finding; of Django's own long ones the first sentence is enough."""
    first = message.msg if str(message.id).startswith("kabinet.") else message.msg.split(". ")[0]
    return f"{message.id}: {first}" + (f" {message.hint}" if message.hint else "")


def refuse(trouble: CannotStart) -> int:
    """Print why nothing was started."""
    print("Kabinet does not start:", file=sys.stderr)
    for each in trouble.troubles:
        print(f"  - {each}", file=sys.stderr)
    return 1
