"""A folder of data, and the folders that it inherits from, into one checked pack."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kabinet.pack.clocks import CalendarRules, CalendarYear, ClockRule
from kabinet.pack.formats import (
    Act,
    Block,
    CatalogItem,
    EvidenceSlot,
    Gate,
    Ground,
    Hotline,
    LetterTemplate,
    Norm,
    NumberRange,
    Office,
    Operator,
    Purpose,
    Question,
    Region,
    Retention,
    Settlement,
    Terms,
    Text,
)
from kabinet.pack.justice import Court, FineRule, PenaltyRule, Rate, Respondent
from kabinet.pack.papers import Capacity, PaperKind
from kabinet.pack.processes import TransferKind, TransferPaper, TransferStep
from kabinet.pack.reading import Map, Problem, Rows, Tree, read_file
from kabinet.pack.schema import Builder

# A section is `name.yaml` or every file of the folder `name/`; each file holds one row or many.
SECTIONS: dict[str, tuple[type[Any], str]] = {
    "acts": (Act, "id"),
    "norms": (Norm, "id"),
    "clocks": (ClockRule, "id"),
    "calendars": (CalendarYear, "year"),
    "grounds": (Ground, "id"),
    "forms": (Ground, "id"),
    "respondents": (Respondent, "id"),
    "rates": (Rate, "valid_from"),
    "penalties": (PenaltyRule, "id"),
    "fines": (FineRule, "id"),
    "courts": (Court, "id"),
    "letters": (LetterTemplate, "id"),
    "settlements": (Settlement, "id"),
    "gates": (Gate, "id"),
    "papers": (PaperKind, "id"),
    "capacities": (Capacity, "id"),
    "terms": (Terms, "id"),
    "purposes": (Purpose, "id"),
    "retention": (Retention, "id"),
    "hotlines": (Hotline, "tel"),
    "offices": (Office, "code"),
    "regions": (Region, "code"),
    "ranges": (NumberRange, "first"),
    "tariffs": (CatalogItem, "code"),
    "services": (CatalogItem, "code"),
    "transfers": (TransferKind, "id"),
    "transfer-steps": (TransferStep, "id"),
    "transfer-papers": (TransferPaper, "id"),
}
# Files that hold one thing; a pack's own replaces the inherited one.
SINGLES: dict[str, Any] = {"operator": Operator, "calendar": CalendarRules}
# Mappings whose keys a pack adds or replaces one by one.
MAPPINGS: dict[str, Any] = {
    "texts": Text,
    "questions": tuple[Question, ...],
    "parts": tuple[Block, ...],
    "evidence": tuple[EvidenceSlot, ...],
    "fields": str,
}
LONGEST_CHAIN = 8


@dataclass(frozen=True, kw_only=True)
class Head:
    """What pack.yaml says of its folder."""

    id: str
    name: Text
    checked_on: date
    inherits: str = ""
    currency: str = ""


@dataclass
class Placed:
    """A value and where in the files it stands, for the checks to point at."""

    value: Any
    tree: Tree
    file: str
    line: int

    def line_of(self, key: str) -> int:
        return self.tree.line_of(key) if isinstance(self.tree, Map) else self.line

    def problem(self, key: str, what: str) -> Problem:
        first = key.partition(".")[0].partition("[")[0]
        return Problem(self.file, self.line_of(first), key, what)


@dataclass
class Raw:
    """The rows of a chain of packs, not yet cross-checked."""

    heads: list[Head] = field(default_factory=list)
    sections: dict[str, dict[str, list[Placed]]] = field(default_factory=dict)
    singles: dict[str, Placed] = field(default_factory=dict)
    mappings: dict[str, dict[str, Placed]] = field(default_factory=dict)
    settings: dict[str, Placed] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)

    def rows(self, section: str) -> Iterable[Placed]:
        for editions in self.sections.get(section, {}).values():
            yield from editions


def read_chain(folder: Path, parents: Path) -> Raw:
    """Read a pack and all that it inherits from; the problems are in the result."""
    raw = Raw()
    for one in reversed(_chain(folder, parents, raw.problems)):
        _Folder(one, raw).read()
    return raw


def _chain(folder: Path, parents: Path, problems: list[Problem]) -> list[Path]:
    """List the folders from the pack itself to its root."""
    chain: list[Path] = []
    while folder not in chain and len(chain) < LONGEST_CHAIN:
        head_file = f"{folder.name}/pack.yaml"
        if not (folder / "pack.yaml").is_file():
            problems.append(Problem(head_file, 0, "", "no such file: this folder is not a pack"))
            return chain
        chain.append(folder)
        # Read for its parent only: what else is wrong in it is told when it is read as a whole.
        head = read_file(folder / "pack.yaml", head_file, [])
        parent = head.get("inherits", "") if isinstance(head, Map) else ""
        if not isinstance(parent, str) or not parent:
            return chain
        beside = folder.parent / parent
        folder = beside if beside.is_dir() else parents / parent
    problems.append(Problem(f"{folder.name}/pack.yaml", 0, "inherits", "goes round in a circle"))
    return chain


class _Folder:
    """Reads one folder into the chain's rows."""

    def __init__(self, folder: Path, raw: Raw) -> None:
        self._folder, self._raw = folder, raw
        self._builder = Builder(raw.problems)
        self._replaced: set[tuple[str, str]] = set()

    def read(self) -> None:
        for path in sorted(self._folder.rglob("*")):
            if path.is_dir() or path.name.startswith("."):
                continue
            inside = path.relative_to(self._folder)
            name = f"{self._folder.name}/{inside.as_posix()}"
            section = inside.parts[0].removesuffix(".yaml")
            if path.suffix == ".yaml" and len(inside.parts) <= 2:  # noqa: PLR2004 - name/one.yaml
                self._raw.digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
                if (tree := read_file(path, name, self._raw.problems)) is not None:
                    self._file(section, tree, name)
            elif path.suffix != ".md":
                self._raw.problems.append(Problem(name, 0, "", "no pack holds such a file"))

    def _file(self, section: str, tree: Tree, name: str) -> None:
        if section in SECTIONS:
            self._section(section, tree, name)
        elif section in SINGLES:
            self._single(section, tree, name)
        elif section in MAPPINGS:
            self._mapping(section, tree, name)
        elif section == "settings":
            self._settings(tree, name, "")
        elif section == "pack":
            head = self._builder.build(Head, tree, file=name, key="pack")
            self._raw.heads.extend([head] if head else [])
        else:
            self._raw.problems.append(Problem(name, 0, "", "no pack holds such a file"))

    def _section(self, section: str, tree: Tree, name: str) -> None:
        cls, key = SECTIONS[section]
        rows = tree if isinstance(tree, Rows) else Rows([tree])
        for n, row in enumerate(rows):
            line = row.line if isinstance(row, Map | Rows) else 0
            label = row.get(key, n) if isinstance(row, Map) else n
            value = self._builder.build(cls, row, file=name, key=f"{section}[{label}]", line=line)
            if value is not None:
                self._add(section, str(getattr(value, key)), Placed(value, row, name, line))

    def _add(self, section: str, key: str, placed: Placed) -> None:
        """Put a row with its editions; a pack's first row of a key drops the inherited ones."""
        editions = self._raw.sections.setdefault(section, {})
        if (section, key) not in self._replaced:
            self._replaced.add((section, key))
            editions[key] = []
        editions[key].append(placed)

    def _single(self, section: str, tree: Tree, name: str) -> None:
        value = self._builder.build(SINGLES[section], tree, file=name, key=section)
        if value is not None:
            self._raw.singles[section] = Placed(value, tree, name, 1)

    def _mapping(self, section: str, tree: Tree, name: str) -> None:
        if not isinstance(tree, Map):
            self._raw.problems.append(Problem(name, 1, section, "`name: value` lines are needed"))
            return
        into = self._raw.mappings.setdefault(section, {})
        for key, row in tree.items():
            line = tree.line_of(key)
            value = self._builder.build(MAPPINGS[section], row, file=name, key=key, line=line)
            if value is not None:
                into[key] = Placed(value, row, name, line)

    def _settings(self, tree: Tree, name: str, prefix: str) -> None:
        if not isinstance(tree, Map):
            self._raw.problems.append(Problem(name, 1, prefix, "`name: value` lines are needed"))
            return
        for key, row in tree.items():
            full, line = f"{prefix}{key}", tree.line_of(key)
            if isinstance(row, Map):
                self._settings(row, name, f"{full}.")
            elif self._folder_is_root() or full in self._raw.settings:
                self._raw.settings[full] = Placed(_typed(row), row, name, line)
            else:
                what = "unknown setting: the root pack does not declare it"
                self._raw.problems.append(Problem(name, line, full, what))

    def _folder_is_root(self) -> bool:
        return len(self._raw.heads) <= 1


def _typed(tree: Tree) -> int | bool | str | tuple[str, ...]:
    """Read a setting: whole numbers and yes/no are what they look like, the rest is text."""
    if isinstance(tree, Rows):
        return tuple(str(row) for row in tree)
    text = str(tree)
    if text.lstrip("-").isdecimal():
        return int(text)
    return {"yes": True, "no": False}.get(text, text)
