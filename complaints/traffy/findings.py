"""What was wrong with a row, and what that means for it. The words are in wording.yml."""

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """What was found, grouped by what was done about it."""

    # the row was not taken
    BROKEN = "broken"
    WRONG_WIDTH = "wrong_width"
    NO_ID = "no_id"
    BAD_ID = "bad_id"
    UNKNOWN_STATE = "unknown_state"
    BAD_TIME = "bad_time"
    IMPLAUSIBLE_TIME = "implausible_time"
    # the row was left as it stands here
    WORKED_HERE = "worked_here"
    OTHER_AGENCY = "other_agency"
    OLDER = "older"
    # the row was taken without this value
    OUTSIDE = "outside"
    BAD_COORDINATES = "bad_coordinates"
    BAD_STARS = "bad_stars"
    BAD_COUNT = "bad_count"
    BAD_OTHER_TIME = "bad_other_time"
    WRONG_ORDER = "wrong_order"
    BAD_PROVINCE = "bad_province"
    # the row was taken with something mended
    SWAPPED = "swapped"
    NO_TYPE = "no_type"
    UNKNOWN_TYPE = "unknown_type"
    BAD_BYTES = "bad_bytes"
    CUT = "cut"
    SEALED_ELSEWHERE = "sealed_elsewhere"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with one row: `line` is where the row begins in the file, from 1."""

    line: int
    external_id: str
    field: str
    value: str
    problem: Problem


class Refused(Exception):
    """This row cannot become a ticket."""

    def __init__(self, field: str, value: str, problem: Problem) -> None:
        super().__init__(problem)
        self.field = field
        self.value = value
        self.problem = problem
