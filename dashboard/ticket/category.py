"""An officer files a ticket under another category."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from complaints import queries
from complaints.learning.recategorise import recategorise
from core.errors import InvalidInput, NotFound
from dashboard import paths
from dashboard.auth import SignedIn, Visitor
from dashboard.ticket.forms import problem
from dashboard.ticket.page import ticket_page
from dashboard.wiring import Wired, Wiring

router = APIRouter(prefix="/tickets/{code}/category")
DONE = "recategorised"


@router.post("")
def file_anew(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: str,
    seen: Annotated[str, Form()],
    to: Annotated[str, Form()] = "",
) -> Response:
    """File the ticket under `to`; refused, the page comes back saying why."""
    try:
        with wiring.database.transaction() as session:
            ticket = queries.get_for_officer(session, visitor.officer, code)
            now = wiring.clock()
            recategorise(session, wiring.desk, ticket, to, visitor.officer, seen=seen, now=now)
    except InvalidInput as error:
        return ticket_page(request, wiring, visitor, code, problem=problem(error))
    return RedirectResponse(_where_next(wiring, visitor, code), 303)


@router.get("")
def show_again(code: str) -> Response:
    """Lead whoever reloads a refused form back to the ticket."""
    return RedirectResponse(paths.ticket(code), 303)


def _where_next(wiring: Wiring, visitor: Visitor, code: str) -> str:
    try:
        with wiring.database.reading() as session:
            queries.get_for_officer(session, visitor.officer, code)
    except NotFound:  # sealed now, and this officer has no right to know
        return paths.with_query(f"{paths.ROOT}/", done=DONE, code=code)
    return paths.ticket(code, done=DONE)
