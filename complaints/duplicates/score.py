"""How likely two reports tell of one problem: all evidence in one formula.

    log-odds = words + photos + one reporter - far - old - other category

and probability = 1 / (1 + e^-log-odds). The words weigh by far the most (text.py): people
standing at one spot report different things, and one hole gets pins on both sides of the street.
How it was measured stands in docs/adr/0012.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import Literal

from agencies.coordinates import Point
from complaints.duplicates.kin import days_of, kin_of
from complaints.duplicates.text import Reading, covered, weigh

OFFERED_FROM = 0.22  # probability: from here on a citizen is asked; see docs/adr/0012
SHOWN_FROM = 0.12  # from here on officers are shown it

FAR = 0.4  # at the edge of the radius, more beyond it
OLD = 0.5  # at the end of the category's days
OTHER_CATEGORY = 0.3  # one it may be taken for
STRANGE_CATEGORY = 1.3  # any other: one of the two may have been filed wrongly
SAME_REPORTER = 1.0
SAME_PLACE_FROM = 0.6  # of the place words of the shorter one, where there is no pin to measure by
SAME_PHOTO, ALIKE_PHOTO, SIMILAR_PHOTO = 4.0, 3.0, 1.5
ALIKE_BITS, SIMILAR_BITS = 6, 10  # of the 64 bits of a perceptual hash
FLAT = "0" * 16  # the hash of a picture that shows nothing

Reason = Literal["same_photo", "alike_photo", "same_words", "same_reporter", "near"]


@dataclass(frozen=True, slots=True)
class Photo:
    """What tells photos apart: the hash of the file and of what it looks like."""

    sha256: str
    phash: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is compared. Without a pin, `place` are the words that tell the spot."""

    category: str
    reading: Reading
    at: datetime
    place: frozenset[str] = frozenset()
    pin: Point | None = None
    reporter_id: int | None = None
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two reports are. `distance` in metres, None where one of them has no pin."""

    probability: float
    distance: float | None
    age: timedelta
    reasons: tuple[Reason, ...]
    shared: tuple[str, ...]


def compare(new: Report, old: Report, radius: float) -> Likeness:
    """Weigh whether `new` tells of what `old` told; `radius` in metres is the category's."""
    words = weigh(new.reading, old.reading)
    distance = new.pin.metres_to(old.pin) if new.pin and old.pin else None
    age = abs(new.at - old.at)
    photos = _photo_evidence(new.photos, old.photos)
    elsewhere = distance is None and covered(new.place, old.place) < SAME_PLACE_FROM
    same_reporter = new.reporter_id is not None and new.reporter_id == old.reporter_id
    log_odds = (
        words.log_odds
        + photos
        + SAME_REPORTER * same_reporter
        - FAR * (distance / radius if distance is not None and radius else 1.0)
        - OLD * min(age / timedelta(days=days_of(old.category)), 1.0)
        - _other_category(new.category, old.category)
    )
    reasons: dict[Reason, bool] = {
        "same_photo": photos == SAME_PHOTO,
        "alike_photo": 0 < photos < SAME_PHOTO,
        "same_words": words.log_odds > 0,
        "same_reporter": same_reporter,
        "near": distance is not None and distance <= radius / 2,
    }
    return Likeness(
        probability=0.0 if elsewhere else 1 / (1 + math.exp(-log_odds)),
        distance=distance,
        age=age,
        reasons=tuple(reason for reason, holds in reasons.items() if holds),
        shared=words.shared,
    )


def _other_category(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return OTHER_CATEGORY if other in kin_of(one) else STRANGE_CATEGORY


def _photo_evidence(ones: Iterable[Photo], others: Iterable[Photo]) -> float:
    return max((_alike(one, other) for one, other in product(ones, others)), default=0.0)


def _alike(one: Photo, other: Photo) -> float:
    if one.sha256 == other.sha256:
        return SAME_PHOTO
    if FLAT in (one.phash, other.phash):
        return 0.0
    bits = (int(one.phash, 16) ^ int(other.phash, 16)).bit_count()
    if bits <= ALIKE_BITS:
        return ALIKE_PHOTO
    return SIMILAR_PHOTO if bits <= SIMILAR_BITS else 0.0
