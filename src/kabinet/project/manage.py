"""Django's own commands, for those who know them."""

from django.core.management import execute_from_command_line


def main(argv: list[str]) -> int:
    execute_from_command_line(["kabinet manage", *argv])
    return 0
