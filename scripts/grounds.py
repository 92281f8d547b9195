"""The table of docs/grounds.md: each paper with its letter, norms, clocks and tests, from the pack.

`python scripts/grounds.py` writes it anew; a guard test says when that was forgotten.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]

from kabinet.deadlines.rules import applies  # noqa: E402 - found by the line above
from kabinet.pack.contents import Pack  # noqa: E402
from kabinet.pack.formats import Ground  # noqa: E402
from kabinet.pack.queries import load  # noqa: E402

PAGE = ROOT / "docs" / "grounds.md"
PACK = ROOT / "packs" / "ru-mts"
WHO = {"person": "P", "sole_trader": "T", "company": "C"}
HEAD = """# Grounds and papers

Every ground of claim and every other paper of the library, as the pack has them. Written by
`scripts/grounds.py`; do not edit. Who: P a person, T a sole trader, C a company. Law: what the
letter argues by; what is in brackets is for a person only. Every row has the same tests:
`tests/rules/pack/test_letters.py` (each letter in each ending, whole sentences, every element
that practice asks for, the law of its day), `tests/rules/claims/test_interview.py` (only what is
asked now is said), `tests/rules/claims/test_library.py` (filled, blank, in each form, read back,
within its pages) and, for a claim, `tests/doors/draft/test_every_ground.py` (through the pages to
a registered claim with its clocks).

"""


def page() -> str:
    pack = load(PACK)
    day = pack.checked_on
    claims = [_row(pack, one, is_claim=True) for one in pack.grounds.values()]
    others = [_row(pack, one, is_claim=False) for one in pack.forms_on(day)]
    return HEAD + "\n".join([*_table("Claims", claims), "", *_table("Other papers", others), ""])


def _table(title: str, rows: list[str]) -> list[str]:
    head = "| ground | who | letter | law | demands | clocks |"
    return [f"## {title}", "", head, "|---|---|---|---|---|---|", *rows]


def _row(pack: Pack, one: Ground, *, is_claim: bool) -> str:
    law = ", ".join(f"({n})" if n in one.norms_of_consumers else n for n in one.argues)
    demands = ", ".join(f"**{d.id}**" if d.money else d.id for d in one.demands)
    clocks = ", ".join(_clocks(pack, one)) if is_claim else "–"
    who = "".join(WHO[kind] for kind in one.parties)
    cells = (f"{one.name['ru']} (`{one.id}`)", who, f"`{one.claim_letter}`", law, demands, clocks)
    return f"| {' | '.join(cells)} |"


def _clocks(pack: Pack, one: Ground) -> list[str]:
    """List the clocks that may run: for any claimant, all demands made, an ordinary service."""
    return sorted(
        {
            rule.id
            for kind in one.parties
            for rule in pack.clocks_on(pack.checked_on)
            if rule.kind in {"legal", "promise"} and applies(rule, _facts(one, kind))
        }
    )


def _facts(one: Ground, kind: str) -> dict[str, str | list[str]]:
    return {
        "case": "claim",
        "party": "consumer" if kind == "person" else kind,
        "demand_in": [demand.id for demand in one.demands],
        "service_in": [one.known.get("service_kind", "mobile")],
        "respondent": one.respondent,
        "ground": one.id,
    }


def main() -> int:
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
