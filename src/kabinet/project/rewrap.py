"""A new operator's key for the papers: every person's key is wrapped anew."""

import argparse

from kabinet.kit import clock
from kabinet.parties.actions import rewrap_keys


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(
        prog="kabinet rewrap",
        description="Wrap every person's key with KABINET_PAPER_KEY. The key before it must stand "
        "in KABINET_PAPER_KEYS_BEFORE meanwhile. Safe to repeat.",
    ).parse_args(argv)
    changed = rewrap_keys(at=clock.now())
    print(f"Wrapped anew: {changed}")
    return 0
