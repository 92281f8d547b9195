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
    from django.db import transaction  # noqa: PLC0415 - likewise
    from django.test.utils import (  # noqa: PLC0415 - likewise
        setup_databases,
        setup_test_environment,
        teardown_databases,
    )

    from tests.guards.access_matrix import ask_everything, written  # noqa: PLC0415 - likewise

    setup_test_environment()
    kept = setup_databases(verbosity=0, interactive=False)
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined] # noqa: SLF001 - as Django's TestCase does
    try:
        with block:
            sys.stdout.write(written(ask_everything()))
            transaction.set_rollback(True)
    finally:
        teardown_databases(kept, verbosity=0)


if __name__ == "__main__":
    main()
