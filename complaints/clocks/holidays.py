"""Thailand's public holidays as government offices keep them.

From the library `holidays` (dates and substitutions as the cabinet announced them). Its Labour
Day is left out: offices of the state are open on it.
"""

import functools
from collections.abc import Container
from datetime import date

from holidays import HolidayBase, country_holidays

CATEGORIES = ("public", "government")
NOT_OURS = "Labor Day"


class ThaiHolidays(Container[date]):
    """The holidays of all years; a year is worked out when it is first asked for."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _holidays(day.year, "en_US")

    def name(self, day: date) -> str:
        """Return the holiday's Thai name, or "" on other days."""
        return _holidays(day.year, "th").get(day, "") if day in self else ""

    def of_year(self, year: int) -> dict[date, str]:
        """Return the holidays of a year (ค.ศ.) with their Thai names, in order."""
        return {day: self.name(day) for day in sorted(_holidays(year, "en_US"))}


@functools.cache
def _holidays(year: int, language: str) -> HolidayBase:
    found = country_holidays("TH", years=year, categories=CATEGORIES, language=language)
    found.expand = False  # asked for another year it would grow, and keep that year's Labour Day
    if language == "en_US":
        for day in found.get_named(NOT_OURS):
            del found[day]
    return found
