"""The form of targets, parsed: two numbers for each category, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from complaints.clocks.setting import check_hours
from complaints.clocks.targets import TargetBook
from core.errors import InvalidInput
from core.gathering import Gathered

Hours = tuple[int, int]  # of working time: first response, resolution
LONGEST = 6  # digits nobody needs


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, by category: the two fields as they came."""

    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def changes(self, book: TargetBook, agency_id: int | None) -> dict[str, Hours | None]:
        """Return what differs from what is set: hours, or None where the wider target is to count.

        Raises:
            InvalidInput: numbers cannot be read, only one of two is there ("hours_both"), or as
                `check_hours`; the value "category" of each error names where.
        """
        changed: dict[str, Hours | None] = {}
        wrong = Gathered()
        for code, words in self.fields.items():
            row = book.rows.get((agency_id, code))
            before = (row.response_hours, row.resolution_hours) if row else (None, None)
            with wrong.noted():
                hours = _read(code, words)
                if before != (hours or (None, None)):
                    changed[code] = hours
        wrong.tell()
        return changed


def read(categories: Sequence[str], responses: Sequence[str], resolutions: Sequence[str]) -> Typed:
    """Return the fields by category. Raises InvalidInput where some are missing."""
    if not len(categories) == len(responses) == len(resolutions):
        raise InvalidInput("hours_both", category="")
    return Typed(dict(zip(categories, zip(responses, resolutions, strict=True), strict=True)))


def _read(code: str, words: tuple[str, str]) -> Hours | None:
    response, resolution = (each.strip() for each in words)
    if not response and not resolution:
        return None
    if not all(each.isdecimal() and len(each) < LONGEST for each in (response, resolution)):
        raise InvalidInput("hours_both", category=code)
    hours = int(response), int(resolution)
    try:
        check_hours(hours)
    except InvalidInput as error:
        raise InvalidInput(error.reason, **error.values, category=code) from error
    return hours
