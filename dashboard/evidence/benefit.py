"""Before and after, and the estimate of what it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from agencies.tables import Agency
from complaints.evidence import benefit
from complaints.evidence.gathering import Subject, reckon
from complaints.evidence.packs import agency_of
from complaints.evidence.words import period_name, written
from complaints.evidence.workbook.beside import COMPARED
from complaints.figures import periods
from complaints.figures.results import Result
from core.errors import InvalidInput
from dashboard import paths
from dashboard.auth import SignedIn, Visitor
from dashboard.done import done_words
from dashboard.evidence.asked import (
    agencies_for,
    agency_words,
    read_agency,
    read_days,
    read_year,
    this_year,
    years_to,
)
from dashboard.pages import render
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/evidence/benefit")
switching = APIRouter(prefix="/evidence/benefit")
BENEFIT = f"{paths.EVIDENCE}/benefit"

Words = Annotated[str, Query(max_length=20)]


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure before and after, as it is written; `better` is None where neither can be said."""

    name: str
    unit: str
    before: str
    before_n: int
    after: str
    after_n: int
    small: bool
    better: bool | None


@dataclass(frozen=True, slots=True)
class BenefitView:
    """The page."""

    agency_id: int | None
    agency: str
    agencies: Sequence[Agency]
    years: Sequence[int]
    year: int
    before_first: str
    before_last: str
    before: str
    after: str
    compared: Sequence[Compared]
    shown: bool
    estimate: Sequence[benefit.Line]


@router.get("")
def show(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    agency: Words = "",
    year: Words = "",
    before_first: Words = "",
    before_last: Words = "",
) -> Response:
    """Show what was before and what is after, each as old as the other, and the estimate."""
    now, problem = wiring.clock(), ""
    try:
        chosen = read_year(year) if year else this_year(now)
        before = read_days(before_first, before_last) if before_first or before_last else None
    except InvalidInput as error:
        problem = say(f"evidence.problem.{error.reason}")
        chosen, before = this_year(now), None
    with wiring.database.reading() as session:
        agency_id = agency_of(session, visitor.officer, read_agency(agency))
        subject = Subject(agency_id, periods.fiscal(chosen), now, before)
        view = _load(session, wiring, visitor, subject)
    status = 422 if problem else 200
    values = {"view": view, "problem": problem, "done": done_words(request)}
    return render(request, "evidence/benefit.html", status, **values)


@switching.post("")
def switch(
    wiring: Wired,
    visitor: SignedIn,
    shown: Annotated[bool, Form()],
    agency: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Have the estimate shown, or left out of page and packs."""
    with wiring.database.transaction() as session:
        agency_id = agency_of(session, visitor.officer, read_agency(agency))
        officer_id = visitor.officer.id or 0
        benefit.show(session, agency_id, officer_id, wiring.clock(), shown=shown)
    done = "benefit_on" if shown else "benefit_off"
    return RedirectResponse(paths.with_query(BENEFIT, agency=agency, done=done), 303)


def _load(session: Session, wiring: Wiring, visitor: Visitor, subject: Subject) -> BenefitView:
    asked, earlier = reckon(session, wiring.desk, subject)
    report = asked.report(compare=False)
    shown = benefit.is_shown(session, subject.agency_id)
    chosen = subject.before
    return BenefitView(
        agency_id=subject.agency_id,
        agency=agency_words(session, subject.agency_id),
        agencies=agencies_for(session, visitor.officer),
        years=years_to(subject.as_of),
        year=subject.year,
        before_first=chosen.first_day.isoformat() if chosen else "",
        before_last=chosen.last_day.isoformat() if chosen else "",
        before=period_name(subject.earlier),
        after=period_name(subject.period),
        compared=[_compared(earlier[figure], report[figure]) for figure in COMPARED],
        shown=shown,
        estimate=benefit.estimate(report.results) if shown else (),
    )


def _compared(before: Result, after: Result) -> Compared:
    definition = after.definition
    return Compared(
        name=definition.say("name"),
        unit=definition.unit.value,
        before=written(before),
        before_n=before.n,
        after=written(after),
        after_n=after.n,
        small=before.small or after.small,
        better=_is_better(before, after),
    )


def _is_better(before: Result, after: Result) -> bool | None:
    if before.value is None or after.value is None or before.value == after.value:
        return None
    risen = after.value > before.value
    return {"higher": risen, "lower": not risen}.get(after.definition.better.value)
