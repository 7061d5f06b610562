"""The panel of a ticket: a part of its page, or a page of its own where scripts do not run."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard import paths
from dashboard.auth import SignedIn, Visitor
from dashboard.pages import render
from dashboard.publishing import view
from dashboard.wiring import Wired, Wiring

router = APIRouter(prefix="/tickets/{code}/publishing")


@dataclass(frozen=True, slots=True)
class Refused:
    """Words that were not cleared: of which piece, what was typed, why not."""

    piece: str = ""
    words: str = ""
    problem: str = ""
    personal: bool = False


NOTHING_REFUSED = Refused()


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn, code: str) -> Response:
    """Show the panel."""
    return panel(request, wiring, visitor, code)


@router.get("/{act}")
def show_again(code: str, act: str) -> Response:  # noqa: ARG001
    """Lead whoever reloads a refused form back to the ticket."""
    return RedirectResponse(paths.ticket(code), 303)


def panel(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    code: str,
    refused: Refused = NOTHING_REFUSED,
) -> HTMLResponse:
    """Return the panel; where something was `refused`, saying so and 422. Raises NotFound."""
    with wiring.database.reading() as session:
        shown = view.load(session, visitor.officer, code)
    part = bool(request.headers.get("hx-request"))
    template = "publishing/panel.html" if part else "publishing/page.html"
    status = 422 if refused.problem else 200
    return render(request, template, status, panel=shown, refused=refused)
