"""`kabinet pack check DIR` and `kabinet deadline RULE --from MOMENT`."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from kabinet.deadlines.calendar import Calendar
from kabinet.deadlines.counting import count
from kabinet.deadlines.queries import office_of
from kabinet.deadlines.rules import Deadline, Office
from kabinet.deadlines.sentences import sentence
from kabinet.deadlines.table import calendar_of, differences
from kabinet.kit import clock
from kabinet.pack.contents import NotInForce, Pack
from kabinet.pack.queries import PackError, load, problems

REFUSED, MISUSED = 1, 2


def pack_check(argv: list[str]) -> int:
    """Check a pack folder: its problems and exit code 1, or what it holds and 0."""
    parser = argparse.ArgumentParser(prog="kabinet pack")
    what = parser.add_subparsers(dest="what", required=True, metavar="check")
    check = what.add_parser("check", help="check a folder of rules, with all that it inherits")
    check.add_argument("dir", type=Path, metavar="DIR")
    folder: Path = parser.parse_args(argv).dir.resolve()
    found = [str(one) for one in problems(folder, _packs(), clock.now().date())]
    if not found:
        pack = load(folder, _packs())
        found = [f"{pack.id}/calendars: differs from `holidays`: {one}" for one in _drift(pack)]
    if found:
        print("\n".join(found))
        print(f"{len(found)} problem(s)", file=sys.stderr)
        return REFUSED
    print(_summary(pack))
    return 0


def _packs() -> Path:
    return Path(settings.PACKS)


def _drift(pack: Pack) -> list[str]:
    return differences(pack, range(1991, 2100))


def _summary(pack: Pack) -> str:
    counts = {
        "norms": pack.norm_editions,
        "clocks": pack.clock_editions,
        "grounds": pack.ground_editions,
        "letters": pack.template_editions,
        "tariffs": pack.tariffs,
        "services": pack.services,
        "offices": pack.offices,
        "regions": pack.regions,
        "number ranges": pack.ranges,
        "texts": pack.texts,
        "settings": pack.settings,
    }
    held = ", ".join(f"{len(of)} {name}" for name, of in counts.items())
    return f"{' > '.join(pack.chain)} ({pack.digest}): no problems\n{held}"


def deadline(argv: list[str]) -> int:
    """Count deadlines of one rule, from one moment or from one a line of standard input."""
    asked = _deadline_arguments().parse_args(argv)
    try:
        pack = load(_packs() / asked.pack)
        rule_known = asked.rule in pack.clock_editions
    except PackError as trouble:
        print(trouble, file=sys.stderr)
        return REFUSED
    if not rule_known:
        known = ", ".join(sorted(pack.clock_editions))
        print(f"{asked.rule}: no such rule; the pack has {known}", file=sys.stderr)
        return MISUSED
    try:
        counter = _Counter(pack, asked.rule, asked.zone)
        return _answer_all(counter, sys.stdin) if asked.moment == "-" else _answer(counter, asked)
    except (ValueError, OverflowError, NotInForce, ZoneInfoNotFoundError) as trouble:
        print(trouble, file=sys.stderr)
        return MISUSED


def _deadline_arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kabinet deadline", description="Count a deadline and say how it was counted."
    )
    parser.add_argument("rule", metavar="RULE", help="as claim.answer")
    parser.add_argument(
        "--from",
        dest="moment",
        required=True,
        metavar="MOMENT",
        help="2026-11-23 or 2026-11-23T18:30 or …+10:00, in the registering office's zone unless "
        "it says otherwise; - reads one a line and answers one JSON line each",
    )
    parser.add_argument("--pack", default=settings.PACK, help="a pack's name (default %(default)s)")
    parser.add_argument("--zone", default="", help="the zone in which days are counted")
    parser.add_argument("--lang", default="en", choices=["ru", "en", "fr"])
    parser.add_argument("--json", action="store_true")
    return parser


def _answer(counter: "_Counter", asked: argparse.Namespace) -> int:
    due = counter.count(asked.moment)
    if asked.json:
        print(counter.as_json(asked.moment, due))
        return 0
    print(f"{counter.due_text(due)}{' (provisional)' if due.provisional else ''}")
    for step in due.steps:
        print(f"  {sentence(counter.pack, step, asked.lang)}")
    return 0


def _answer_all(counter: "_Counter", lines: Iterable[str]) -> int:
    """Answer each line; a line that is no moment gets an error in its place."""
    refused = 0
    for moment in filter(None, map(str.strip, lines)):
        try:
            print(counter.as_json(moment, counter.count(moment)))
        except (ValueError, OverflowError, NotInForce) as trouble:
            refused = MISUSED
            print(json.dumps({"rule": counter.rule, "from": moment, "error": str(trouble)}))
    return refused


@dataclass
class _Counter:
    """One rule of one pack, ready to count."""

    pack: Pack
    rule: str
    zone: str

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_of(self.pack, Path(settings.DATA) / "cache")

    @cached_property
    def office(self) -> Office:
        return office_of(self.pack)

    @cached_property
    def office_zone(self) -> ZoneInfo:
        return ZoneInfo(self.pack.setting("office.zone"))

    def count(self, moment: str) -> Deadline:
        started = _moment(moment, self.office_zone)
        day = started.astimezone(self.office_zone).date()
        return count(
            self.pack.clock(self.rule, day),
            started_at=started,
            zone=ZoneInfo(self.zone or self.office_zone.key).key,
            calendar=self.calendar,
            office=self.office,
        )

    def due_text(self, due: Deadline) -> str:
        """Write the last day, or for a clock in hours the moment, as local time."""
        in_hours = self.pack.clock_editions[self.rule][-1].in_hours
        return (due.due_local if in_hours else due.due_on).isoformat()

    def as_json(self, moment: str, due: Deadline) -> str:
        steps = list(self._steps(due))
        values = {"due": self.due_text(due), "provisional": due.provisional, "steps": steps}
        return json.dumps({"rule": self.rule, "from": moment, **values}, ensure_ascii=False)

    def _steps(self, due: Deadline) -> Iterator[dict[str, Any]]:
        for step in due.steps:
            yield {**asdict(step), "says": sentence(self.pack, step, "en")}


def _moment(typed: str, zone: ZoneInfo) -> datetime:
    """Read a date or a moment; one without a zone is the registering office's."""
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        raise ValueError(f"{typed}: no moment; write 2026-11-23 or 2026-11-23T18:30") from None
    return at if at.tzinfo else at.replace(tzinfo=zone)
