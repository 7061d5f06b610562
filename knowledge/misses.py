"""Why a question near the documents' subject is not answered, as the guards tell it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Why a question is not answered: a key of the phrases under ``abstain`` and its values."""

    reason: str
    values: dict[str, str] = field(default_factory=dict)
    in_doubt: bool = False  # less than sure: an answer that fits all else outweighs it
    elsewhere: bool = False  # an entry that fits nearly as well may tell it


UNKNOWN = NearMiss("unknown")
