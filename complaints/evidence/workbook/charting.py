"""The charts in the workbook: each draws columns of the table it stands below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from complaints.evidence.workbook.looks import FONT, GREY, NAVY, ORANGE, RULE
from complaints.evidence.workbook.page import HEAD_ROW, Page

COLOURS = (NAVY, ORANGE)
WIDTH, HEIGHT = 760, 340  # pixels
_WORDS = {"name": FONT, "size": 13, "color": GREY}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One column that is drawn: its place from 0, its name, its values."""

    column: int
    name: str
    values: Sequence[float | None]


def add_chart(
    page: Page, title: str, labels: Sequence[str], drawn: Sequence[Drawn], kind: str = "column"
) -> None:
    """Put a chart below the table, over the lines of which `labels` are the first column.

    Values go with it: a viewer that computes nothing draws them.
    """
    if not labels:
        return
    chart: Any = page.book.file.add_chart({"type": kind})
    first, last = HEAD_ROW + 1, HEAD_ROW + len(labels)
    for number, each in enumerate(drawn):
        chart.add_series(
            {
                "name": each.name,
                "categories": page.cells(0, first, last),
                "categories_data": list(labels),
                "values": page.cells(each.column, first, last),
                "values_data": ["" if value is None else value for value in each.values],
                **_painted(kind, COLOURS[number]),
            }
        )
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 18, "color": NAVY}})
    chart.set_x_axis({"num_font": _WORDS, "line": {"color": RULE}})
    chart.set_y_axis(
        {"num_font": _WORDS, "major_gridlines": {"visible": True, "line": {"color": RULE}}}
    )
    chart.set_legend({"none": True} if len(drawn) == 1 else {"position": "bottom", "font": _WORDS})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    page.sheet.insert_chart(f"B{last + 3}", chart)


def _painted(kind: str, colour: str) -> dict[str, Any]:
    if kind == "line":
        return {"line": {"color": colour, "width": 2.25}, "marker": {"type": "circle", "size": 6}}
    return {"fill": {"color": colour}, "gap": 60}
