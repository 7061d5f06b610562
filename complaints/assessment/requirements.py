"""What each level asks for, read once from requirements.yml and checked."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from complaints.figures.definitions import Level, load_definitions

FILE = Path(__file__).with_name("requirements.yml")
LEVELS = (Level.BASIC, Level.ADVANCE, Level.SIGNIFICANCE)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One piece of evidence: a figure with its bounds, a document, or improvement cases.

    `how` says what helps to meet it. `idle` is the figure that tells whether anything was done
    at all where this one has nothing to count.
    """

    id: str
    level: Level
    words: str
    how: str
    figure: str = ""
    met: float = 0
    partly: float = 0
    cases: bool = False
    idle: str = ""

    @property
    def is_document(self) -> bool:
        """Whether people prove it by a paper, and no number tells."""
        return not (self.figure or self.cases)


@functools.cache
def load_requirements() -> tuple[Requirement, ...]:
    """Return the requirements in their order.

    Raises:
        ValueError: one names a figure that is none, or an id stands twice.
    """
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    found = tuple(_read(row) for row in rows)
    if len({each.id for each in found}) != len(found):
        raise ValueError(f"{FILE.name}: an id stands twice")
    return found


def find_requirement(requirement_id: str) -> Requirement | None:
    """Return the requirement of that id, or None."""
    return next((each for each in load_requirements() if each.id == requirement_id), None)


def _read(row: dict[str, Any]) -> Requirement:
    figure, idle = row.get("figure", ""), row.get("idle", "")
    if any(each and each not in load_definitions() for each in (figure, idle)):
        raise ValueError(f"{FILE.name}: {row['id']} names no figure")
    return Requirement(
        id=row["id"],
        level=Level(row["level"]),
        words=row["th"],
        how=row["how"],
        figure=figure,
        met=float(row.get("met", 0)),
        partly=float(row.get("partly", 0)),
        cases=bool(row.get("cases")),
        idle=idle,
    )
