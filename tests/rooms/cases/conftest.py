"""Another pack for one test: the repository's own, with some files changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from kabinet.deadlines.queries import calendar, office
from kabinet.pack.queries import operator_pack

Change = Callable[[dict[str, str]], None]

# A clock of a claim that may stand still, which the law's own clocks may not.
PAUSABLE = """
- id: claim.trial
  edition: "2026"
  kind: promise
  name: {ru: Проба, en: Trial, fr: Essai}
  start: [received_at]
  unit: working_day
  n: 5
  pausable: true
  pause_reasons: [awaiting_customer]
  source: a test
  checked_on: 2026-11-23
  when: {case: [claim]}
  legal: {ru: Проба., en: Trial., fr: Essai.}
"""
# The year 2026 with one more day off, decreed after cases were filed.
LATER_HOLIDAY = """
year: 2026
decree: {ru: указ, en: a decree, fr: un décret}
source: a test
checked_on: 2026-11-23
moved:
  - {day: 2026-01-03, to: 2026-01-09}
  - {day: 2026-01-04, to: 2026-12-31}
days_off:
  - {on: 2026-11-30, name: {ru: Ещё день, en: One more day, fr: Un jour de plus}}
"""


def forget() -> None:
    for known in (operator_pack, calendar, office):
        known.cache_clear()


@pytest.fixture
def change_pack(settings: Settings, tmp_path: Path) -> Iterator[Change]:
    """Run on a pack that inherits the repository's: `{"clocks": yaml, "calendars": yaml}`."""
    packs = tmp_path / "packs"
    packs.mkdir()
    for folder in Path(settings.PACKS).iterdir():
        (packs / folder.name).symlink_to(folder)
    trial = packs / "trial"
    trial.mkdir()
    head = "id: trial\ninherits: ru-mts\nname: {ru: Т, en: T, fr: T}\nchecked_on: 2026-11-23\n"
    (trial / "pack.yaml").write_text(head)
    settings.PACKS, settings.PACK = packs, "trial"

    def change(files: dict[str, str]) -> None:
        for name, text in files.items():
            (trial / f"{name}.yaml").write_text(text)
        forget()

    forget()
    yield change
    forget()
