"""The page on which an agency's closing rule is read and changed."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from agencies.changes import By
from complaints.closing.rules import Rule, save_rule
from complaints.closing.tables import Approval
from dashboard import paths
from dashboard.auth import SignedIn
from dashboard.closing import view
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.wiring import Wired

router = APIRouter(prefix="/closing")
ADDRESS = f"{paths.ROOT}/closing"


@router.get("")
def show(
    request: Request, wiring: Wired, visitor: SignedIn, agency: RowId | None = None
) -> Response:
    """Show the rule of the officer's own agency, or of the one named."""
    with wiring.database.reading() as session:
        rule = view.load(session, wiring.desk.catalog, visitor.officer, agency)
    done = done_words(request)
    return render(request, "closing/page.html", view=rule, done=done, address=ADDRESS)


@router.post("")
def save(
    wiring: Wired,
    visitor: SignedIn,
    agency: Annotated[RowId, Form()],
    approval: Annotated[Approval, Form()],
    categories: Annotated[list[str] | None, Form()] = None,
    reminds: Annotated[bool, Form()] = False,
) -> Response:
    """Keep the rule."""
    rule = Rule(approval, tuple(categories or ()), reminds)
    by = By(f"officer:{visitor.officer.id}", wiring.clock())
    with wiring.database.transaction() as session:
        agency_id = view.allowed(visitor.officer, agency)
        save_rule(session, wiring.desk.catalog, agency_id, rule, by)
    back = paths.with_query(ADDRESS, agency=str(agency), done="closing_rule")
    return RedirectResponse(back, 303)
