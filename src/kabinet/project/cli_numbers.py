"""`kabinet numbers check FILE --company INN [--json]`: the judge of the pages, at the console."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from django.utils import translation

from kabinet.kit import clock
from kabinet.orders.actions import UnreadableSheet, sheet_of
from kabinet.orders.queries.drafts import Verdict, counts_of, verdicts_on
from kabinet.orders.states import sentence_of
from kabinet.parties.models import Kind, Party

REFUSED, MISUSED = 1, 2


def main(argv: list[str]) -> int:
    """Judge every row; 0 when all can be carried out, 1 when some cannot, 2 when none was read."""
    asked = _arguments(argv)
    holder = Party.objects.filter(inn=asked.company).exclude(kind=Kind.PERSON).first()
    if holder is None:
        return _misused(f"no company has the INN {asked.company}")
    with translation.override("en"):
        try:
            sheet = sheet_of(asked.file.read_bytes(), action=asked.action or "")
        except OSError as trouble:
            return _misused(f"{asked.file}: {trouble.strerror}")
        except UnreadableSheet as bad:
            return _misused(f"{asked.file}: {bad.sentence}")
        rows = [(line.row, line.cells) for line in sheet.lines]
        verdicts = verdicts_on(rows, user=None, holder=holder, at=clock.now())
        print(_as_json(verdicts) if asked.json else _as_text(verdicts))
    return REFUSED if any(one.fault for one in verdicts) else 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="kabinet numbers")
    what = parser.add_subparsers(dest="what", required=True, metavar="check")
    check = what.add_parser("check", help="judge each row of a spreadsheet, and change nothing")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--company", required=True, metavar="INN")
    check.add_argument("--action", default="", help="what to do where the sheet does not say it")
    check.add_argument("--json", action="store_true", help="a verdict for each row")
    return parser.parse_args(argv)


def _as_json(verdicts: Sequence[Verdict]) -> str:
    rows = [
        {
            "row": one.row.place,
            "number": one.row.identifier,
            "action": one.row.action,
            "value": one.row.value,
            "ok": not one.fault,
            "fault": one.fault,
            "says": one.sentence("en"),
        }
        for one in verdicts
    ]
    faulty = sum(bool(one.fault) for one in verdicts)
    told = {"rows": rows, "total": len(rows), "faulty": faulty}
    return json.dumps(told, ensure_ascii=False, indent=1)


def _as_text(verdicts: Sequence[Verdict]) -> str:
    lines = [f"row {one.row.place}: {one.sentence('en')}" for one in verdicts if one.fault]
    kinds = [f"{count:>6}  {sentence_of(fault, '…')}" for fault, count in counts_of(verdicts)]
    faulty = len(lines)
    return "\n".join([*lines, *kinds, f"{len(verdicts)} rows, {faulty} cannot be carried out"])


def _misused(why: str) -> int:
    print(why, file=sys.stderr)
    return MISUSED
