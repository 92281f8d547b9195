"""A derivation in words, out of the pack's texts, in any of its languages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kabinet.deadlines.rules import Step
from kabinet.pack.contents import Pack
from kabinet.pack.formats import say

SECONDS_OF_AN_HOUR = 3600


def sentence(pack: Pack, step: Step | Mapping[str, Any], language: str) -> str:
    """Say one step. Steps as counted and steps as stored in JSON are said alike."""
    if not isinstance(step, Step):
        step = Step(step["on"], step["what"], step["note"], step.get("source", ""))
    said = pack.text(_key(step), language, **_values(pack, step, language))
    cite = _basis(pack, step, language)
    return f"{said} ({cite})" if cite else said


def _basis(pack: Pack, step: Step, language: str) -> str:
    """Name the source of a step; a term without a law is a promise, and says so."""
    if cite := step.note.get("cite"):
        return say(cite, language)
    return pack.text(f"deadline.basis.{step.note['kind']}", language) if "kind" in step.note else ""


def _key(step: Step) -> str:
    note = step.note
    tail = {
        "skipped": note.get("why"),
        "not_worked": note.get("why"),
        "counted": note.get("why"),
        "started": note.get("unit"),
        "reached": "given" if note.get("given") else "",
        "paused": "" if note.get("given") is None else "days",
        "due": "hours" if note.get("in_hours") else "day",
    }.get(step.what)
    return f"deadline.{step.what}.{tail}" if tail else f"deadline.{step.what}"


def _values(pack: Pack, step: Step, language: str) -> dict[str, object]:
    values: dict[str, object] = {"day": _day(pack, step.on, language) if step.on else ""}
    for name, value in step.note.items():
        if name in {"other", "from", "until", "at"} and value:
            values[name] = _moment(pack, value, language)
        elif name in {"name", "cite"}:
            values[name] = say(value, language)
        else:
            values[name] = value
    for name, prefix in (("event", "event."), ("reason", "pause.")):
        if name in values:
            values[name] = _if_known(pack, f"{prefix}{values[name]}", language)
    if "stood" in step.note:
        values["hours"] = _hours(step.note["stood"])
    if zone := step.note.get("zone"):
        values["zone"] = _zone(zone, step.on)
    return {"name": "", "other": "", **values}


def _if_known(pack: Pack, key: str, language: str) -> str:
    return pack.text(key, language) if key in pack.texts else key.partition(".")[2]


def _moment(pack: Pack, iso: str, language: str) -> str:
    """Say a date, and the time too when there is one."""
    day = _day(pack, iso[:10], language)
    return f"{day}, {datetime.fromisoformat(iso):%H:%M}" if "T" in iso else day


def _day(pack: Pack, iso: str, language: str) -> str:
    day = date.fromisoformat(iso)
    month = pack.text("calendar.months", language).split()[day.month - 1]
    weekday = pack.text("calendar.weekdays", language).split()[day.weekday()]
    return pack.text(
        "calendar.day", language, day=day.day, month=month, year=day.year, weekday=weekday
    )


def _hours(seconds: int) -> str:
    hours, rest = divmod(seconds, SECONDS_OF_AN_HOUR)
    return f"{hours}:{rest // 60:02d}"


def _zone(name: str, iso: str | None) -> str:
    """Name a zone with its offset on that day: Europe/Moscow, UTC+3."""
    day = date.fromisoformat(iso) if iso else date(2026, 1, 1)
    offset = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(name)).strftime("%z")
    minutes = f":{offset[3:]}" if offset[3:] != "00" else ""
    return f"{name}, UTC{offset[0]}{int(offset[1:3])}{minutes}"
