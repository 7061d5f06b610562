"""The list of citizens who may not report, and lifting it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from complaints.abuse.suspending import lift
from dashboard import paths
from dashboard.abuse import view
from dashboard.auth import SignedIn
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.wiring import Wired

router = APIRouter(prefix="/abuse")


@router.get("")
def show(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    before: Annotated[RowId | None, Query()] = None,
) -> Response:
    """Show what this officer's agency decided, at the centre everything."""
    with wiring.database.reading() as session:
        abuse = view.load(session, visitor.officer, before, wiring.clock())
    return render(request, "abuse/list.html", view=abuse, done=done_words(request))


@router.post("/{suspension_id}/lift")
def lift_one(wiring: Wired, visitor: SignedIn, suspension_id: RowId) -> Response:
    """Let the citizen report again."""
    with wiring.database.transaction() as session:
        lift(session, visitor.officer, suspension_id, wiring.clock())
    return RedirectResponse(paths.with_query(view.ABUSE, done="suspension_lifted"), 303)
