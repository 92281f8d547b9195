"""How fast the register and orders are. On the database of the settings.

    KABINET_TEST_POSTGRES=postgresql://… python -m tests.bench.orders [--rows 10000]

It works in a test database of its own and throws it away.
"""

import argparse
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
MB = 1024


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.bench.orders")
    parser.add_argument("--rows", type=int, default=10_000)
    asked = parser.parse_args()
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
        print(json.dumps(measure(asked.rows), indent=1))  # noqa: T201 - the table is the point
    finally:
        teardown_databases(kept, verbosity=0)
    return 0


def measure(rows: int) -> dict[str, Any]:
    from tests.rooms.orders.firm import firm, identifier  # noqa: PLC0415 - after the settings

    romashka = firm(rows)
    sheet = [("Номер", "Действие"), *((identifier(nth), "block") for nth in range(rows))]
    ten = [("Номер", "Действие"), *((identifier(nth % rows), "block") for nth in range(rows * 10))]
    found: dict[str, Any] = {"rows": rows, "register page, ms, p95": register(romashka)}
    draft, found["dry run, s"] = timed(lambda: romashka.check_rows(sheet))
    _, found["dry run of ten times as many, s"] = timed(lambda: romashka.check_rows(ten))
    usage = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    found["memory, MB: here, in the child"] = [one.ru_maxrss // MB for one in usage]
    order, found["filing, s"] = timed(lambda: romashka.file(draft))
    _, found["carrying out, s"] = timed(lambda: romashka.carry_out(order))
    found["carried out"] = order.lines.filter(state="done").count()
    return found


def register(romashka: Any) -> float:
    from django.urls import reverse  # noqa: PLC0415 - after the settings

    from tests.doors.portal.test_register import acting_for  # noqa: PLC0415 - likewise
    from tests.rooms.orders.firm import identifier  # noqa: PLC0415 - likewise

    client, page = acting_for(romashka), reverse("portal:register")
    asked = [{}, {"q": "000123"}, {"after": identifier(500)}, {"cost_centre": "ЦФО-3"}]
    for one in asked:
        client.get(page, one)
    times = [timed(partial(client.get, page, one))[1] for one in asked * 15]
    return round(statistics.quantiles(times, n=20)[-1] * 1000, 1)


def timed(deed: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.perf_counter()
    done = deed()
    return done, round(time.perf_counter() - begun, 3)


if __name__ == "__main__":
    sys.exit(main())
