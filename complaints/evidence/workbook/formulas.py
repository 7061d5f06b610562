"""Formulas over the columns of tickets that come to the very figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from complaints.evidence.workbook.lines import BOTTOM, COUNTS, HOURS, TOP, Column, key_of
from complaints.figures.measures import MEASURES, Count, Over, Ratio, Times

Where = tuple[str, str] | None  # a column's key, and the cell that holds what is to stand there


@dataclass(frozen=True, slots=True)
class Ranges:
    """Where the columns of a sheet lie."""

    sheet: str
    letters: Mapping[str, str]
    first: int
    last: int

    def of(self, key: str) -> str:
        """Return the range of a column's values."""
        letter = self.letters[key]
        return f"'{self.sheet}'!${letter}${self.first}:${letter}${self.last}"


def ranges_of(sheet: str, columns: Sequence[Column], first: int, rows: int) -> Ranges:
    """Return where these columns lie, so many values from row `first` on."""
    letters = {each.key: xl_col_to_name(number) for number, each in enumerate(columns)}
    return Ranges(sheet, letters, first, first + max(rows, 1) - 1)


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of figures, of all tickets or of those where something stands.

    Formulas of times are to be written as array formulas. Shares come as parts of one, times in
    hours, as the columns are.
    """

    reported: Ranges
    open: Ranges

    def top(self, figure: str, where: Where = None) -> str:
        """Return the formula of the numerator."""
        match MEASURES[figure]:
            case Count():
                return f"={self._sum(figure, COUNTS, where)}"
            case Ratio():
                return f"={self._sum(figure, TOP, where)}"
            case Times():
                return f"={self._sum(figure, HOURS, where)}"

    def bottom(self, figure: str, where: Where = None) -> str:
        """Return the formula of the denominator: over how many tickets it tells."""
        match MEASURES[figure]:
            case Count():
                return self.top(figure, where)
            case Ratio():
                return f"={self._sum(figure, BOTTOM, where)}"
            case Times():
                return f"={self._count(figure, where)}"

    def value(self, figure: str, where: Where = None) -> str:
        """Return the formula of the value: a share, a mean, a count, or the median of times."""
        match MEASURES[figure]:
            case Count():
                return self.top(figure, where)
            case Ratio():
                above, below = self._sum(figure, TOP, where), self._sum(figure, BOTTOM, where)
                return f'=IF({below}=0,"",{above}/{below})'
            case Times():
                return (
                    f'=IF({self._count(figure, where)}=0,"",MEDIAN({self._those(figure, where)}))'
                )

    def p90(self, figure: str) -> str:
        """Return the formula of the smallest time that nine tenths do not exceed."""
        count, hours = self._count(figure, None), self._of(figure).of(key_of(figure, HOURS))
        return f'=IF({count}=0,"",SMALL({hours},INT((9*{count}+9)/10)))'

    def mean(self, figure: str) -> str:
        """Return the formula of the mean time."""
        hours = self._of(figure).of(key_of(figure, HOURS))
        return f'=IF({self._count(figure, None)}=0,"",AVERAGE({hours}))'

    def _sum(self, figure: str, part: str, where: Where) -> str:
        ranges = self._of(figure)
        values = ranges.of(key_of(figure, part))
        if where is None:
            return f"SUM({values})"
        return f"SUMIFS({values},{ranges.of(where[0])},{where[1]})"

    def _count(self, figure: str, where: Where) -> str:
        ranges = self._of(figure)
        hours = ranges.of(key_of(figure, HOURS))
        if where is None:
            return f"COUNT({hours})"
        return f'COUNTIFS({ranges.of(where[0])},{where[1]},{hours},">=0")'

    def _those(self, figure: str, where: Where) -> str:
        ranges = self._of(figure)
        hours = ranges.of(key_of(figure, HOURS))
        if where is None:
            return hours
        return f"IF({ranges.of(where[0])}={where[1]},IF(ISNUMBER({hours}),{hours}))"

    def _of(self, figure: str) -> Ranges:
        return self.reported if MEASURES[figure].over is Over.REPORTED else self.open
