"""The sheets that show figures: each line formulas over the tickets."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from complaints.evidence.gathering import Evidence
from complaints.evidence.words import in_unit, month_name, say
from complaints.evidence.workbook.formulas import Formulas, Where
from complaints.evidence.workbook.lines import MONTH
from complaints.evidence.workbook.page import COUNT, DECIMAL, SHARE, Array, Formula, Page
from complaints.figures.definitions import Definition, Unit, load_definitions
from complaints.figures.measures import MEASURES, Times
from complaints.figures.results import Result

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


def format_of(definition: Definition) -> str:
    """Return how a spreadsheet shows values of this figure."""
    return FORMATS.get(definition.unit, DECIMAL)


def for_cell(result: Result, value: float | None) -> float | None:
    """Return a value as the cells hold it: shares as parts of one, times in hours."""
    return value if result.definition.unit is Unit.SHARE else in_unit(result, value)


def write_summary(book: Workbook, evidence: Evidence, formulas: Formulas, of: str) -> Page:
    """Write every figure with its parts, and that of the period it is compared with."""
    page = Page(book, say("sheet.summary"), (24, 48, 14, 16, 14, 14, 12, 12, 14, 14, 34))
    names = ("level", "figure", "value", "unit", "top", "bottom", "p90", "mean", "before")
    heads = [say(f"head.{name}") for name in (*names, "change", "note")]
    page.open(say("book.title"), of, say("note.summary"), heads)
    for figure, result in evidence.report.results.items():
        _figure_line(page, formulas, figure, result, evidence.earlier[figure])
    return page


def _figure_line(
    page: Page, formulas: Formulas, figure: str, result: Result, before: Result
) -> None:
    definition, row = result.definition, page.row + 1
    shown = format_of(definition)
    is_time = isinstance(MEASURES.get(figure), Times)
    earlier = for_cell(before, before.value)
    page.line(
        [
            say(f"level.{definition.level}"),
            definition.say("name"),
            *_parts(formulas, figure, result),
            Formula(formulas.p90(figure)) if is_time else None,
            Formula(formulas.mean(figure)) if is_time else None,
            earlier,
            Formula(f'=IF(OR(C{row}="",I{row}=""),"",C{row}-I{row})'),
            say("small") if result.small else None,
        ],
        ["", "", shown, "", DECIMAL if is_time else COUNT, COUNT, shown, shown, shown, shown],
    )


def _parts(formulas: Formulas, figure: str, result: Result) -> list[object]:
    unit = say(f"unit.{result.definition.unit}")
    if figure not in MEASURES:
        return [for_cell(result, result.value), unit, result.numerator, result.denominator]
    value, top, bottom = (
        Formula(make(figure)) for make in (formulas.value, formulas.top, formulas.bottom)
    )
    return [value, unit, top, bottom]


def write_definitions(book: Workbook, of: str) -> None:
    """Write what each figure is."""
    names = ("level", "figure", "words", "top", "bottom", "maths", "unit", "better")
    page = Page(book, say("sheet.definitions"), (24, 34, 60, 40, 40, 50, 16, 20))
    page.open(
        say("sheet.definitions"), of, say("note.definitions"), [say(f"head.{n}") for n in names]
    )
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


def write_parts(
    book: Workbook,
    kind: str,
    keys: Sequence[str],
    formulas: Formulas,
    of: str,
) -> Page:
    """Write figures by category, agency or month: a line for each of these names."""
    head, note, figures = {
        "categories": ("category", "parts", SHOWN),
        "agencies": ("agency", "parts", SHOWN),
        "months": (MONTH, "months", OF_MONTHS),
    }[kind]
    page = Page(book, say(f"sheet.{kind}"), (34, *[14] * len(figures)))
    heads = [say(f"head.{head}"), *(say(f"head.{figure}") for figure in figures)]
    page.open(say(f"sheet.{kind}"), of, say(f"note.{note}"), heads)
    definitions = load_definitions()
    formats = ["", *(format_of(definitions[figure]) for figure in figures)]
    for name in keys:
        where: Where = (head, f"$A{page.row + 1}")
        page.line([name, *(_of_part(formulas, figure, where) for figure in figures)], formats)
    return page


def _of_part(formulas: Formulas, figure: str, where: Where) -> Formula:
    make = Array if isinstance(MEASURES[figure], Times) else Formula
    return make(formulas.value(figure, where))


def names_of(kind: str, evidence: Evidence) -> list[str]:
    """Return the names of the lines of such a sheet, in order."""
    if kind == "months":
        return [month_name(key) for key in evidence.by_month]
    if kind == "categories":
        return [name for code, name in evidence.categories.items() if code in evidence.by_category]
    names: Mapping[int, str] = evidence.agencies
    return sorted(names[int(key)] for key in evidence.by_agency if key and int(key) in names)
