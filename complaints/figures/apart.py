"""Tells tickets apart: by category, area, agency, officer, month, hour."""

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from complaints.figures.lives import NOTHING, Ints, Lives
from complaints.figures.moments import BANGKOK, HOUR


class By(StrEnum):
    """What to tell figures apart by."""

    CATEGORY = "category"
    PROVINCE = "province"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    AGENCY = "agency_id"
    OFFICER = "officer_id"
    MONTH = "month"  # in which it was reported: "2026-11"
    HOUR = "hour"  # of the day at which it was reported, in Bangkok: "00" to "23"


def apart(lives: Lives, by: By) -> dict[str, Lives]:
    """Return {what it is by: its tickets}; "" where there is none."""
    numbers, name_of = _keys(lives, by)
    return {name_of(int(key)): lives.only(numbers == key) for key in np.unique(numbers)}


def _keys(lives: Lives, by: By) -> tuple[Ints, Callable[[int], str]]:
    """Return a number for each ticket, and what the numbers stand for."""
    if by in {By.MONTH, By.HOUR}:
        in_bangkok = lives.numbers("reported_at") + BANGKOK
        if by is By.HOUR:
            return in_bangkok // HOUR % 24, lambda hour: f"{hour:02}"
        months = in_bangkok.astype("datetime64[us]").astype("datetime64[M]")
        return months.astype(np.int64), lambda number: str(np.datetime64(number, "M"))
    numbers = lives.numbers(by.value)
    if by.value in lives.words:
        return numbers, lambda number: lives.words[by.value][number]
    return numbers, lambda number: "" if number == NOTHING else str(number)
