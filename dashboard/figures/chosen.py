"""Which tickets behind a number an address asks for."""

from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import Depends, Query

from complaints.figures.behind import Part
from dashboard.row_id import RowId

Small = Annotated[int | None, Query(ge=0, le=10_000)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which tickets: those of a figure, or of one place of a table."""

    figure: str
    part: Part = Part.TOP
    officer: int | None = None
    age: int | None = None
    until: int | None = None
    day: int | None = None
    hour: int | None = None
    stars: int | None = None
    giver: int | None = None
    taker: int | None = None

    def query(self) -> dict[str, str]:
        """Return the address's values."""
        values = {name: value for name, value in asdict(self).items() if value is not None}
        return {name: str(value) for name, value in values.items()}


def read_chosen(
    figure: Annotated[str, Query(max_length=40)],
    part: Part = Part.TOP,
    officer: Annotated[RowId | None, Query()] = None,
    age: Small = None,
    until: Small = None,
    day: Annotated[int | None, Query(ge=0, le=6)] = None,
    hour: Annotated[int | None, Query(ge=0, le=23)] = None,
    stars: Annotated[int | None, Query(ge=1, le=5)] = None,
    giver: Annotated[RowId | None, Query()] = None,
    taker: Annotated[RowId | None, Query()] = None,
) -> Chosen:
    """Read the address."""
    return Chosen(figure, part, officer, age, until, day, hour, stars, giver, taker)


ChosenHere = Annotated[Chosen, Depends(read_chosen)]
