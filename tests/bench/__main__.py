"""`make bench`: measures, prints a table, writes build/bench.json.

    python -m tests.bench [--engines sqlite,postgresql] [--sizes 10000,100000] [--claims 400]

Compare rows of one run: the machine and its neighbours change from hour to hour.
"""

import argparse
import json
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

from tests import pg
from tests.bench.clients import page, run, submission
from tests.promises.kill import Installation, install

RESULT = Path("build/bench.json")
LOADED = 100_000  # claims that stand there already when filing is measured
Row = dict[str, Any]


def main() -> int:
    asked = arguments()
    rows: list[Row] = []
    with pg.server() as address:
        os.environ["KABINET_TEST_POSTGRES"] = address
        for engine in asked.engines.split(","):
            with tempfile.TemporaryDirectory(prefix="kabinet-bench-") as folder:
                rows += list(measure(engine, Path(folder), asked))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(rows, indent=1, ensure_ascii=False))
    say(f"\nWritten to {RESULT}")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--engines", default="sqlite,postgresql")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--claims", type=int, default=400)
    return parser.parse_args()


def measure(engine: str, folder: Path, asked: argparse.Namespace) -> Iterator[Row]:
    """Measure one engine, from few cases to many: each size is laid on top of the one before."""
    with install(folder, engine=engine, KABINET_LOG="ERROR") as house:
        house.start("kabinet.project.cli", "migrate").wait(120)
        house.ask("tests.bench.house", "claims", "50")
        yield show(engine, "deadlines", house.ask("tests.bench.house", "deadlines", "3"))
        yield show(engine, "letters", house.ask("tests.bench.house", "letters", "60"))
        for size in map(int, asked.sizes.split(",")):
            yield show(engine, "load", house.ask("tests.bench.house", "load", str(size)))
            with serving(house) as port:
                yield from pages(house, engine, port, size)
                if size == LOADED:
                    yield from filing(house, engine, port, asked.claims)
                    sleep(3)
                    yield show(engine, "memory at rest", {"pss_mb": pss(house)})


def pages(house: Installation, engine: str, port: int, size: int) -> Iterator[Row]:
    known = house.ask("tests.bench.house", "session")
    asked = {
        "queue, first page": ["/desk/queue/"],
        "case page": [f"/desk/cases/{name}/" for name in known["references"]],
        "search, rare word": ["/desk/search/?q=%D0%BA%D0%B2%D0%B8%D1%82%D0%BE%D0%BA"],
    }
    for name, paths in asked.items():
        jobs = [page(paths[n % len(paths)], known["session"]) for n in range(60)]
        run(port, 1, jobs[:10])
        alone, together = run(port, 1, jobs), run(port, 8, jobs * 2)
        yield show(
            engine,
            name,
            {
                "cases": size,
                "p50_ms": alone.percentile(0.5),
                "p95_ms": alone.percentile(0.95),
                "per_second_8": together.per_second,
            },
        )


def filing(house: Installation, engine: str, port: int, count: int) -> Iterator[Row]:
    """File prepared claims over HTTP; beside it, in the same minute, bare durable inserts."""
    for clients in (1, 8):
        tag = f"c{clients}"
        made = house.ask("tests.bench.house", "prepare", str(count), tag)["drafts"]
        times = run(port, clients, [submission(*draft) for draft in made])
        bare = house.ask("tests.bench.house", "insert", str(clients), "3")
        yield show(
            engine,
            "claims filed",
            {
                "clients": clients,
                "per_second": times.per_second,
                "p50_ms": times.percentile(0.5),
                "p95_ms": times.percentile(0.95),
                "bare_inserts_per_second": bare["per_second"],
            },
        )


@contextmanager
def serving(house: Installation) -> Iterator[int]:
    """Run web and worker as an operator would."""
    port = free_port()
    process = house.start("kabinet.project.cli", "run", "--port", str(port))
    try:
        for _ in range(200):
            if process.poll() is not None:
                raise RuntimeError((house.folder / "output.log").read_text()[-2000:])
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            sleep(0.1)
        sleep(1)
        yield port
    finally:
        process.terminate()
        process.wait(60)


def pss(house: Installation) -> float:
    """Add up the proportional memory of web and worker, in MB."""
    parent = int((house.folder / "kabinet.pid").read_text())
    family = [parent, *children(parent)]
    total = 0
    for pid in family:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return round(total / 1024, 1)


def children(pid: int) -> list[int]:
    found = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*found, *(grandchild for child in found for grandchild in children(child))]


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def show(engine: str, what: str, figures: Row) -> Row:
    said = "  ".join(f"{name} {value}" for name, value in figures.items())
    say(f"{engine:<11} {what:<22} {said}")
    return {"engine": engine, "what": what, **figures}


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
