"""Under which of the 14 categories a record is filed: by its types, else by its words."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from categories.suggest import Suggester
from categories.traffy_types import categories_of, categories_of_all
from complaints.traffy.findings import Finding, Problem
from complaints.traffy.record import Record

OTHER = "other"


class FiledBy(StrEnum):
    """What decided the category."""

    TYPES = "types"
    WORDS = "words"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Filing:
    """The category, others that the types name too, and how sure the words made us (0 to 1)."""

    category: str
    also: tuple[str, ...]
    by: FiledBy
    score: float = 0.0


def file(record: Record, suggester: Suggester) -> tuple[Filing, list[Finding]]:
    """Return where the record belongs, and which of its types are not known."""
    codes, unknown = _codes(record.types)
    findings = [
        Finding(record.line, record.external_id, "types", label, Problem.UNKNOWN_TYPE)
        for label in unknown
    ]
    if codes:
        return Filing(codes[0], codes[1:], FiledBy.TYPES), findings
    if not record.types:
        findings.append(Finding(record.line, record.external_id, "types", "", Problem.NO_TYPE))
    if not record.comment:
        return Filing(OTHER, (), FiledBy.NOTHING), findings
    best = suggester.rank(record.comment).best
    return Filing(best.code, (), FiledBy.WORDS, best.score), findings


@lru_cache(maxsize=16_384)  # millions of rows bear the same few hundred combinations
def _codes(types: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the categories of these types, and the types that are not known."""
    return categories_of_all(types), tuple(label for label in types if not categories_of(label))
