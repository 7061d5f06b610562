"""The assessment of a year as its page shows it: as it stands, or as it was signed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from complaints.assessment.judging import Finding, is_above
from complaints.assessment.keeping import list_assessments
from complaints.assessment.requirements import LEVELS
from complaints.assessment.tables import Assessment, Verdict
from complaints.figures import periods
from complaints.figures.definitions import Definition, Level, Unit, load_definitions
from dashboard.auth import Visitor
from dashboard.figures.asked import Asked, Whose, find_whose, reckoning
from dashboard.figures.levels import (
    Standing,
    bound_words,
    criterion_words,
    key_of,
    of_level,
    standing,
)
from dashboard.figures.tables import Column, Table, text, tickets_address
from dashboard.figures.words import show, show_result
from dashboard.people import names_of
from dashboard.wiring import Wiring
from dashboard.wording import say


@dataclass(frozen=True, slots=True)
class Proved:
    """A file as a line shows it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A requirement: what is asked, what meets it, what people wrote.

    `how` says what helps where it is not met. `few` tells over how few tickets its figure is.
    `raised` and `unproved`: see `Finding`.
    """

    id: str
    words: str
    how: str
    figure: str
    few: int
    value: str
    bound: str
    counted: str
    address: str
    verdict: Verdict
    proposed: Verdict
    judged: Verdict | None
    note: str
    by: str
    files: Sequence[Proved]
    raised: bool
    unproved: bool


@dataclass(frozen=True, slots=True)
class LevelLines:
    """A level with the criterion's words and its evidence."""

    level: Level
    words: str
    lines: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class Past:
    """The assessment of a year."""

    year: int
    address: str
    level: str
    signed_at: datetime | None
    signed_by: str


@dataclass(frozen=True, slots=True)
class LevelPage:
    """Everything on the page. `key` is empty where nobody keeps an assessment of it.

    `counted_at` is the moment of the figures; `unfinished` where that lay before the year's end.
    """

    whose: Whose
    key: str
    year: int
    last_day: date
    counted_at: datetime
    unfinished: bool
    reached: str
    levels: Sequence[LevelLines]
    signed: Past | None
    history: Sequence[Past]
    may_write: bool
    may_sign: bool

    @property
    def raised(self) -> Sequence[Evidence]:
        """What people judged better than its number."""
        return [line for level in self.levels for line in level.lines if line.raised]

    @property
    def unproved(self) -> Sequence[Evidence]:
        """What people call complete without a paper attached."""
        return [line for level in self.levels for line in level.lines if line.unproved]


def of_year(asked: Asked) -> Asked:
    """Return what is asked for the whole fiscal year: an assessment is of one."""
    year = periods.fiscal(asked.year)
    kept = {name: value for name, value in asked.values.items() if name not in {"from", "to"}}
    return replace(asked, values=kept | {"period": str(asked.year)}, period=year)


def may_write(visitor: Visitor, whose: Whose) -> bool:
    """Tell whether they may assess that agency: their own, at the centre any, and all."""
    if not visitor.may_assess or not key_of(whose):
        return False
    return visitor.may_manage_agencies or whose.one == visitor.agency.id


def why_unsigned(asked: Asked) -> str:
    """Return why what is shown cannot be signed: "past", "future", or "" where it can.

    Signed is what is known at that moment, of no day that somebody chose because it was a good one.
    """
    if asked.is_past:
        return "past"
    return "future" if asked.period.start > asked.now else ""


def load(session: Session, wiring: Wiring, visitor: Visitor, asked: Asked) -> LevelPage:
    """Read the page of a fiscal year."""
    whose = find_whose(session, visitor, asked)
    key = key_of(whose)
    report = reckoning(session, wiring, whose, asked).report(compare=False)
    stands = standing(session, wiring, whose, asked, report)
    history = _history(session, asked, key)
    signed = next((each for each in history if each.year == asked.year and each.signed_at), None)
    live = _live(session, stands, asked)
    kept = stands.assessment.findings if stands.assessment and signed else None
    words = criterion_words(session, wiring)
    lines = _signed(session, kept) if kept else live
    writes = may_write(visitor, whose) and not signed
    reached = signed.level if signed else (stands.reached.value if stands.reached else "")
    counted_at = datetime.fromisoformat(kept[0]["as_of"]) if kept else asked.as_of
    return LevelPage(
        whose=whose,
        key=key,
        year=asked.year,
        last_day=asked.period.last_day,
        counted_at=counted_at,
        unfinished=counted_at < asked.period.end,
        reached=reached,
        levels=[LevelLines(level, words.get(level, ""), lines[level]) for level in LEVELS],
        signed=signed,
        history=history,
        may_write=writes,
        may_sign=writes and visitor.may_oversee and not why_unsigned(asked),
    )


def as_table(page: LevelPage) -> Table:
    """Return the evidence of all levels as a table."""
    headings = ("level", "requirement", "verdict", "proposed", "value", "bound", "note", "files")
    rows = [
        [
            text(say(f"figures.level.{level.level.value}")),
            text(line.words),
            text(say(f"assessment.verdict.{line.verdict.value}")),
            text(say(f"assessment.verdict.{line.proposed.value}")),
            text(line.value),
            text(line.bound),
            text(line.note),
            text(", ".join(file.name for file in line.files)),
        ]
        for level in page.levels
        for line in level.lines
    ]
    columns = [Column(say(f"assessment.column.{name}")) for name in headings]
    return Table(say("assessment.table", year=page.year), columns, rows)


def _live(session: Session, stands: Standing, asked: Asked) -> Mapping[Level, Sequence[Evidence]]:
    actors = {each.judgement.actor for each in stands.findings if each.judgement}
    names = names_of(session, actors)
    return {
        level: [_evidence(each, asked, names) for each in of_level(stands.findings, level)]
        for level in LEVELS
    }


def _evidence(finding: Finding, asked: Asked, names: Mapping[str, str]) -> Evidence:
    result, judgement = finding.result, finding.judgement
    return Evidence(
        id=finding.requirement.id,
        words=finding.requirement.words,
        how=finding.requirement.how,
        figure=finding.requirement.figure,
        few=result.denominator if result and result.small and result.value is not None else 0,
        value=show_result(result) if result else _cases(finding),
        bound=bound_words(finding),
        counted=_counted(result.definition, result.numerator, result.denominator) if result else "",
        address=tickets_address(result, asked) if result else "",
        verdict=finding.verdict,
        proposed=finding.proposed,
        judged=judgement.verdict if judgement else None,
        note=judgement.note if judgement else "",
        by=names[judgement.actor] if judgement else "",
        files=[Proved(each.id or 0, each.name) for each in finding.files],
        raised=finding.raised,
        unproved=finding.unproved,
    )


def _cases(finding: Finding) -> str:
    if finding.improved is None:
        return ""
    return say("assessment.cases", **asdict(finding.improved))


def _counted(definition: Definition, numerator: int, denominator: int) -> str:
    if not denominator:
        return say("assessment.counted_none")
    key = "counted_stars" if definition.unit is Unit.STARS else "counted"
    return say(f"assessment.{key}", numerator=f"{numerator:,}", denominator=f"{denominator:,}")


def _signed(
    session: Session, kept: Sequence[Mapping[str, Any]]
) -> Mapping[Level, Sequence[Evidence]]:
    """Return what was signed, word for word."""
    names = names_of(session, {each["judged_by"] for each in kept if each["judged_by"]})
    return {
        level: [_kept(each, names) for each in kept if each["level"] == level.value]
        for level in LEVELS
    }


def _kept(each: Mapping[str, Any], names: Mapping[str, str]) -> Evidence:
    figure = load_definitions().get(each["figure"])
    value = show(each["value"], figure.unit) if figure else ""
    if each["cases"] is not None:
        value = say("assessment.cases_signed", better=each["cases"])
    counted = _counted(figure, each["numerator"], each["denominator"]) if figure else ""
    verdict, proposed = Verdict(each["verdict"]), Verdict(each["proposed"])
    is_document = not each["figure"] and each["cases"] is None
    return Evidence(
        id=each["requirement"],
        words=each["words"],
        how="",
        figure=each["figure"],
        few=0,
        value=value,
        bound=each["bound"],
        counted=counted,
        address="",
        verdict=verdict,
        proposed=proposed,
        judged=None,
        note=each["note"],
        by=names.get(each["judged_by"], ""),
        files=[Proved(file["id"], file["name"]) for file in each["files"]],
        raised=not is_document and is_above(verdict, proposed),
        unproved=is_document and verdict is Verdict.MET and not each["files"],
    )


def _history(session: Session, asked: Asked, key: str) -> list[Past]:
    rows = list_assessments(session, key) if key else []
    names = names_of(session, {f"officer:{row.signed_by}" for row in rows if row.signed_by})
    return [_past(row, asked, names) for row in rows]


def _past(row: Assessment, asked: Asked, names: Mapping[str, str]) -> Past:
    address = asked.address("level", period=str(row.fiscal_year))
    signer = names.get(f"officer:{row.signed_by}", "")
    return Past(row.fiscal_year, address, row.level, row.signed_at, signer)
