"""The sheet of levels: what each asks for, what meets it, what is missing and how it is met."""

from complaints.assessment.judging import Finding
from complaints.assessment.tables import Verdict
from complaints.evidence.assessed import Assessed
from complaints.evidence.words import say, spoken, written
from complaints.evidence.workbook.cells import COUNT, Value
from complaints.evidence.workbook.page import Book, Page
from thai.dates import format_moment

HEADS = (
    "level",
    "requirement",
    "verdict",
    "proposed",
    "value",
    "bound",
    "n",
    "note",
    "papers",
    "how",
)


def write_levels(book: Book, assessed: Assessed) -> None:
    """Write a line for each requirement."""
    page = Page(book, say("sheet.levels"), (17, 40, 9, 11, 26, 17, 8, 30, 20, 48))
    heads = [say(f"head.{name}") for name in HEADS]
    page.open(say("sheet.levels"), _note(assessed), heads)
    for finding in assessed.findings:
        page.line(_line(finding), ["", "", "", "", "", "", COUNT], wrap=True)


def _note(assessed: Assessed) -> str:
    told = say("note.levels", level=_level(assessed.reached))
    if assessed.signed_at is None:
        return told
    moment, level = format_moment(assessed.signed_at), _level(assessed.signed_level)
    return f"{told} {say('note.levels_signed', moment=moment, level=level)}"


def _level(level: str) -> str:
    return say(f"level.{level}") if level else say("level.none")


def _line(finding: Finding) -> list[Value]:
    asked, result = finding.requirement, finding.result
    return [
        say(f"level.{asked.level}"),
        asked.words,
        say(f"verdict.{finding.verdict}"),
        say(f"verdict.{finding.proposed}"),
        _found(finding),
        say(f"bound.{result.definition.better}", bound=written(result, asked.met))
        if result
        else "",
        result.n if result else None,
        finding.judgement.note if finding.judgement else "",
        ", ".join(each.name for each in finding.files),
        "" if finding.verdict is Verdict.MET else asked.how,
    ]


def _found(finding: Finding) -> str:
    if finding.result is not None:
        return spoken(finding.result) or "–"
    if finding.improved is not None:
        cases = finding.improved
        return say("cases", cases=cases.cases, done=cases.done, sure=cases.sure)
    return say("papers", count=len(finding.files))
