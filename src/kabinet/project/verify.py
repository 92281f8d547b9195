"""Every invariant, checked on the data as it lies there."""

import argparse
import sys
from time import monotonic

from kabinet.jobs.verify import all_invariants


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(
        prog="kabinet verify",
        description="Check every invariant: money, register numbers, the journal's chain, files. "
        "Reads only; may run beside a working installation. Exit code 1 when one is broken.",
    ).parse_args(argv)
    return verify()


def verify() -> int:
    started = monotonic()
    broken = 0
    for invariant, findings in all_invariants():
        print(f"{'ok    ' if not findings else 'BROKEN'}  {invariant}", flush=True)
        for finding in findings:
            print(f"          {finding}")
        broken += bool(findings)
    print(f"{monotonic() - started:.1f} s")
    if broken:
        print(f"{broken} invariants do not hold.", file=sys.stderr)
    return 1 if broken else 0
