"""Print the matrix of who may open what as it is now, for review.

.venv/bin/python -m tests.guards.print_matrix > tests/guards/access_matrix.csv
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main() -> None:
    """Ask in a database of its own, as the tests do."""
    import django  # noqa: PLC0415 - the settings come first

    django.setup()
    from django.test.utils import (  # noqa: PLC0415 - likewise
        setup_databases,
        setup_test_environment,
        teardown_databases,
    )

    setup_test_environment()
    kept = setup_databases(verbosity=0, interactive=False)
    try:
        sys.stdout.write(matrix())
    finally:
        teardown_databases(kept, verbosity=0)


def matrix() -> str:
    """Ask as each visitor in turn, in a transaction that never happened."""
    from django.db import transaction  # noqa: PLC0415 - after the settings

    from tests.guards.access_matrix import ACTORS, ask_everything, written  # noqa: PLC0415

    found = {}
    for actor in ACTORS:
        block = transaction.atomic()
        block._from_testcase = True  # type: ignore[attr-defined] # noqa: SLF001 - as TestCase does
        with block:
            found[actor] = ask_everything(actor)
            transaction.set_rollback(True)
    return written(found)


if __name__ == "__main__":
    main()
