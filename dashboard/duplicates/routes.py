"""The panel of a ticket: a part of its page, or a page of its own where scripts do not run."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard import paths
from dashboard.auth import SignedIn, Visitor
from dashboard.duplicates import view
from dashboard.pages import render
from dashboard.wiring import Wired, Wiring

router = APIRouter(prefix="/tickets/{code}/duplicates")


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn, code: str) -> Response:
    """Show the panel."""
    return panel(request, wiring, visitor, code)


@router.get("/{change}")
def show_again(code: str, change: str) -> Response:  # noqa: ARG001
    """Lead whoever reloads a refused form back to the ticket."""
    return RedirectResponse(paths.ticket(code), 303)


def panel(
    request: Request, wiring: Wiring, visitor: Visitor, code: str, problem: str = ""
) -> HTMLResponse:
    """Return the panel; with a `problem`, saying so and 422. Raises NotFound."""
    with wiring.database.reading() as session:
        shown = view.load(session, wiring.desk, visitor.officer, code)
    part = bool(request.headers.get("hx-request"))
    template = "duplicates/panel.html" if part else "duplicates/page.html"
    return render(request, template, 422 if problem else 200, panel=shown, problem=problem)
