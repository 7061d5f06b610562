"""The sheets that show figures: each line formulas over the tickets."""

from collections.abc import Mapping

from complaints.evidence.gathering import Evidence
from complaints.evidence.words import in_unit, month_name, say
from complaints.evidence.workbook.cells import COUNT, DECIMAL, SHARE, Formula, Value
from complaints.evidence.workbook.formulas import Formulas, Where
from complaints.evidence.workbook.lines import MONTH
from complaints.evidence.workbook.page import Book, Page
from complaints.figures.definitions import Definition, Unit, load_definitions
from complaints.figures.measures import MEASURES, Times
from complaints.figures.moments import HOUR
from complaints.figures.results import Result
from thai.order import dictionary_order

FORMATS = {Unit.TICKETS: COUNT, Unit.SHARE: SHARE}
SHOWN = (
    "received",
    "problems",
    "closed",
    "on_time",
    "response_on_time",
    "first_response",
    "resolution_gross",
    "backlog",
    "stars",
    "confirmed_share",
    "reopened_share",
)
OF_MONTHS = tuple(figure for figure in SHOWN if figure != "backlog")

Parts = Mapping[str, Mapping[str, Result]]


def format_of(definition: Definition) -> str:
    """Return how a spreadsheet shows values of this figure."""
    return FORMATS.get(definition.unit, DECIMAL)


def for_cell(result: Result, value: float | None) -> float | None:
    """Return a value as the cells hold it: shares as parts of one, times in hours."""
    return value if result.definition.unit is Unit.SHARE else in_unit(result, value)


def change_at(
    row: int, now: str, before: str, values: tuple[float | None, float | None]
) -> Formula:
    """Return the formula of what one column is more than the other, nothing where one is empty."""
    new, old = values
    comes_to = None if new is None or old is None else new - old
    text = f'=IF(OR({now}{row}="",{before}{row}=""),"",{now}{row}-{before}{row})'
    return Formula(text, comes_to)


def write_summary(book: Book, evidence: Evidence, formulas: Formulas) -> None:
    """Write every figure with its parts, and that of the period it is compared with."""
    page = Page(book, say("sheet.summary"), (24, 48, 14, 16, 14, 14, 12, 12, 14, 14, 34))
    names = ("level", "figure", "value", "unit", "top", "bottom", "p90", "mean", "before")
    heads = [say(f"head.{name}") for name in (*names, "change", "note")]
    page.open(say("book.title"), say("note.summary"), heads)
    for figure, result in evidence.report.results.items():
        _figure_line(page, formulas, figure, result, evidence.earlier[figure])


def _figure_line(
    page: Page, formulas: Formulas, figure: str, result: Result, before: Result
) -> None:
    definition, shown = result.definition, format_of(result.definition)
    is_time = isinstance(MEASURES.get(figure), Times)
    now, earlier = for_cell(result, result.value), for_cell(before, before.value)
    page.line(
        [
            say(f"level.{definition.level}"),
            definition.say("name"),
            *_parts(formulas, figure, result),
            *_spread(formulas, figure, result),
            earlier,
            change_at(page.row + 1, "C", "I", (now, earlier)),
            say("small") if result.small else None,
        ],
        ["", "", shown, "", DECIMAL if is_time else COUNT, COUNT, shown, shown, shown, shown],
    )


def _parts(formulas: Formulas, figure: str, result: Result) -> list[Value]:
    unit, value = say(f"unit.{result.definition.unit}"), for_cell(result, result.value)
    if figure not in MEASURES:
        return [value, unit, result.numerator, result.denominator]
    is_time = isinstance(MEASURES[figure], Times)
    top = result.numerator / HOUR if is_time else result.numerator
    return [
        Formula(formulas.value(figure), value),
        unit,
        Formula(formulas.top(figure), top),
        Formula(formulas.bottom(figure), result.denominator),
    ]


def _spread(formulas: Formulas, figure: str, result: Result) -> list[Value]:
    """Return the cells of 90th percentile and mean, empty but for times."""
    if not isinstance(MEASURES.get(figure), Times):
        return [None, None]
    spread = result.spread
    return [
        Formula(formulas.p90(figure), for_cell(result, spread.p90) if spread else None),
        Formula(formulas.mean(figure), for_cell(result, spread.mean) if spread else None),
    ]


def write_definitions(book: Book) -> None:
    """Write what each figure is."""
    names = ("level", "figure", "words", "top", "bottom", "maths", "unit", "better")
    page = Page(book, say("sheet.definitions"), (24, 34, 60, 40, 40, 50, 16, 20))
    page.open(say("sheet.definitions"), say("note.definitions"), [say(f"head.{n}") for n in names])
    for each in load_definitions().values():
        page.line(
            [
                say(f"level.{each.level}"),
                *(each.say(part) for part in ("name", "words", "top", "bottom")),
                each.maths,
                say(f"unit.{each.unit}"),
                say(f"better.{each.better}"),
            ],
            wrap=True,
        )


def write_parts(book: Book, kind: str, parts: Parts, formulas: Formulas) -> Page:
    """Write figures by category, agency or month: a line for each of these names."""
    head, note, figures = {
        "categories": ("category", "parts", SHOWN),
        "agencies": ("agency", "parts", SHOWN),
        "months": (MONTH, "months", OF_MONTHS),
    }[kind]
    page = Page(book, say(f"sheet.{kind}"), (34, *[14] * len(figures)))
    heads = [say(f"head.{head}"), *(say(f"head.{figure}") for figure in figures)]
    page.open(say(f"sheet.{kind}"), say(f"note.{note}"), heads)
    definitions = load_definitions()
    formats = ["", *(format_of(definitions[figure]) for figure in figures)]
    for name, results in parts.items():
        where: Where = (head, f"$A{page.row + 1}")
        cells = (_of_part(formulas, figure, results[figure], where) for figure in figures)
        page.line([name, *cells], formats)
    return page


def _of_part(formulas: Formulas, figure: str, result: Result, where: Where) -> Formula:
    value = for_cell(result, result.value)
    whole = isinstance(MEASURES[figure], Times)
    return Formula(formulas.value(figure, where), value, whole)


def parts_of(kind: str, evidence: Evidence) -> Parts:
    """Return what the lines of such a sheet tell of, by their names, in order."""
    if kind == "months":
        return {month_name(key): each for key, each in evidence.by_month.items()}
    if kind == "categories":
        found = evidence.by_category
        return {name: found[code] for code, name in evidence.categories.items() if code in found}
    names: Mapping[int, str] = evidence.agencies
    found = {names[int(key)]: each for key, each in evidence.by_agency.items() if key}
    return {name: found[name] for name in sorted(found, key=dictionary_order)}
