"""Tables of figures: what a page shows and a file holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from complaints.figures.behind import Part
from complaints.figures.definitions import Unit, load_definitions
from complaints.figures.measures import MEASURES, Count, Ratio
from complaints.figures.results import Result
from dashboard.figures.asked import Asked
from dashboard.figures.words import plain, show_result
from dashboard.wording import say

Value = str | float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a table: its words, its value for a file, where it leads.

    `few` tells over how few tickets it is, 0 where they are enough. `heat` runs from 0 to 5.
    """

    words: str
    value: Value = None
    address: str = ""
    few: int = 0
    heat: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; `figure` is the id of the definition behind it, if any."""

    name: str
    figure: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its name. The first cell of each row names the row."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def text(words: str, address: str = "") -> Cell:
    """Return a cell of words."""
    return Cell(words, words, address)


def number(count: int, address: str = "", heat: int | None = None) -> Cell:
    """Return a cell of a count; nothing leads on from none."""
    return Cell(f"{count:,}", count, address if count else "", heat=heat)


def result_cell(result: Result, asked: Asked, **narrowed: str) -> Cell:
    """Return the cell of a figure, which leads to its tickets."""
    address = tickets_address(result, asked, **narrowed)
    few = result.denominator if result.small and result.value is not None else 0
    return Cell(show_result(result), plain(result), address, few)


def tickets_address(result: Result, asked: Asked, **narrowed: str) -> str:
    """Return where the tickets of a figure are listed; "" where it has none."""
    figure = result.definition.id
    if figure != "handed_on" and figure not in MEASURES:
        return ""
    if not result.denominator:
        return ""
    part = Part.TOP if isinstance(MEASURES.get(figure), Count) else Part.BOTTOM
    return asked.address("tickets", figure=figure, part=part.value, **narrowed)


def figure_column(figure: str) -> Column:
    """Return the column of a figure."""
    definition = load_definitions()[figure]
    return Column(definition.say("name"), figure, say(f"figures.in_file.{definition.unit.value}"))


def is_share(figure: str) -> bool:
    """Tell whether a figure is of some tickets among others."""
    measure = MEASURES.get(figure)
    return isinstance(measure, Ratio) and load_definitions()[figure].unit is Unit.SHARE


def heat(count: int, most: int) -> int:
    """Return how dark a place is, from 0 (none) to 5 (as many as anywhere)."""
    return -(-5 * count // most) if most else 0
