"""What speaks against closing a ticket, out of plain facts. Pure: no SQL, no clock.

None of it forbids: every doubt may have a good reason, and the officer is asked for it. The words
are in doubts.yml.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.errors import InvalidInput
from core.phrases import Language, Phrases, load_phrases

PHRASES_FILE = Path(__file__).with_name("doubts.yml")
FAR = 150.0  # metres: a pin set where people stood, a phone that errs, a hole around the corner
QUICK = timedelta(minutes=10)
CLOCKS_ERR = timedelta(minutes=5)  # a camera's clock against ours
LEAST_REASON = 5  # characters


class DoubtKind(StrEnum):
    """What is doubtful."""

    SAME_AS_REPORT = "same_as_report"  # the report's own photo, given as the proof
    USED_BEFORE = "used_before"  # it has closed this ticket before it was reopened
    USED_ELSEWHERE = "used_elsewhere"  # it belongs to another ticket
    TAKEN_EARLY = "taken_early"  # before the report, or before it was reopened
    TAKEN_ELSEWHERE = "taken_elsewhere"
    CLOSED_QUICKLY = "closed_quickly"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt. `values` fill its words: `photo` counts from 1, `metres`, `minutes`, `code`."""

    kind: DoubtKind
    values: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What is known of one after-photo. `metres` from the ticket's pin, None where not known.

    `elsewhere` is the number of the ticket it was used on: "" where that may not be told, None
    where there is none.
    """

    taken_at: datetime | None = None
    metres: float | None = None
    same_as_report: bool = False
    used_before: bool = False
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a closing.

    `problem_since` is when it was reported, or told anew; `work_since` when the agency took it
    up. `far` is from how many metres on a photo was taken elsewhere, None where place says nothing.
    """

    now: datetime
    problem_since: datetime
    work_since: datetime
    far: float | None = FAR
    photos: tuple[PhotoFacts, ...] = ()


def judge(facts: Facts) -> tuple[Doubt, ...]:
    """Return every doubt, those about photos first and in their order."""
    doubts = [
        doubt
        for number, photo in enumerate(facts.photos, start=1)
        for doubt in _of_photo(photo, number, facts)
    ]
    worked = facts.now - facts.work_since
    if worked < QUICK:
        minutes = max(1, worked // timedelta(minutes=1))
        doubts.append(Doubt(DoubtKind.CLOSED_QUICKLY, {"minutes": minutes}))
    return tuple(doubts)


def _of_photo(photo: PhotoFacts, number: int, facts: Facts) -> Iterable[Doubt]:
    if photo.same_as_report:
        yield Doubt(DoubtKind.SAME_AS_REPORT, {"photo": number})
    elif photo.used_before:
        yield Doubt(DoubtKind.USED_BEFORE, {"photo": number})
    elif photo.elsewhere is not None:
        yield Doubt(DoubtKind.USED_ELSEWHERE, {"photo": number, "code": photo.elsewhere})
    if photo.taken_at and photo.taken_at < facts.problem_since - CLOCKS_ERR:
        taken = photo.taken_at.isoformat()
        yield Doubt(DoubtKind.TAKEN_EARLY, {"photo": number, "taken_at": taken})
    if photo.metres is not None and facts.far is not None and photo.metres > facts.far:
        yield Doubt(DoubtKind.TAKEN_ELSEWHERE, {"photo": number, "metres": round(photo.metres)})


class ClosingDoubted(InvalidInput):
    """Closing needs a reason first ("needs_override"). `doubts` say why."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        super().__init__("needs_override", least=LEAST_REASON)
        self.doubts = tuple(doubts)


def check_override(doubts: Sequence[Doubt], reason: str) -> None:
    """Raise ClosingDoubted where there are doubts and no reason to go on all the same."""
    if doubts and len(reason.strip()) < LEAST_REASON:
        raise ClosingDoubted(doubts)


def words_of(doubt: Doubt, language: Language = "th") -> str:
    """Return the doubt in words for an officer."""
    values = dict(doubt.values)
    key = f"{doubt.kind}.unnamed" if values.get("code") == "" else doubt.kind.value
    return _phrases().say(key, language, **values | {"distance": _distance(values, language)})


def _distance(values: Mapping[str, Any], language: Language) -> str:
    metres = values.get("metres", 0)
    if metres < 1_000:
        return _phrases().say("metres", language, n=metres)
    return _phrases().say("kilometres", language, n=f"{metres / 1_000:,.1f}")


def to_json(doubts: Iterable[Doubt]) -> list[dict[str, Any]]:
    """Return the doubts as they are kept."""
    return [{"kind": doubt.kind.value, **doubt.values} for doubt in doubts]


def from_json(kept: Iterable[Mapping[str, Any]]) -> tuple[Doubt, ...]:
    """Return the doubts that `to_json` wrote."""
    return tuple(
        Doubt(DoubtKind(each["kind"]), {key: each[key] for key in each if key != "kind"})
        for each in kept
    )


@functools.cache
def _phrases() -> Phrases:
    return load_phrases(PHRASES_FILE)
