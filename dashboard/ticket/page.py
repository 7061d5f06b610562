"""Renders a ticket's page, fresh or with a form that came back."""

from fastapi import Request
from starlette.responses import HTMLResponse

from complaints.responses import placeholders
from dashboard.auth import Visitor
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.ticket import view
from dashboard.ticket.forms import NOTHING_TYPED, Problem, Typed
from dashboard.wiring import Wiring


def ticket_page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    code: str,
    typed: Typed = NOTHING_TYPED,
    problem: Problem | None = None,
) -> HTMLResponse:
    """Return the page; with a `problem`, the form as `typed` and 422. Raises NotFound."""
    with wiring.database.reading() as session:
        ticket = view.load(session, wiring.desk, visitor.officer, code, wiring.clock())
    return render(
        request,
        "pages/ticket.html",
        422 if problem else 200,
        ticket=ticket,
        typed=typed,
        error=problem,
        done=done_words(request),
        tiles=wiring.map_tiles_url,
        gaps={key: placeholders.gap(name) for key, name in placeholders.OF_FORM.items()},
    )
