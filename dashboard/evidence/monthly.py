"""The monthly summary: what the last one tells, and by which way one gets it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from complaints.alerts.reach import among
from complaints.alerts.telling_tables import Way
from complaints.evidence.monthly import Summary, compose
from complaints.evidence.sending import choose, way_of
from complaints.evidence.tables import SummaryChoice
from dashboard import paths
from dashboard.auth import SignedIn
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.wiring import Wired

router = APIRouter(prefix="/evidence/monthly")
MONTHLY = f"{paths.EVIDENCE}/monthly"


@dataclass(frozen=True, slots=True)
class MonthlyView:
    """The page; `reached` tells whether there is any way to the officer."""

    way: Way
    reached: bool
    summary: Summary
    ways: Sequence[Way] = tuple(Way)


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn) -> Response:
    """Show the last month, and the choice."""
    officer = visitor.officer
    with wiring.database.reading() as session:
        choice = session.get(SummaryChoice, officer.id or 0)
        view = MonthlyView(
            way=way_of(officer, choice),
            reached=bool(among(session, [officer])),
            summary=compose(session, wiring.desk, officer, wiring.clock()),
        )
    return render(request, "evidence/monthly.html", view=view, done=done_words(request))


@router.post("")
def keep(wiring: Wired, visitor: SignedIn, way: Annotated[Way, Form()]) -> Response:
    """Keep by which way one gets it."""
    with wiring.database.transaction() as session:
        choose(session, visitor.officer, way, wiring.clock())
    return RedirectResponse(paths.with_query(MONTHLY, done="evidence_monthly"), 303)
