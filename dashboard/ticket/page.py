"""Renders a ticket's page, fresh or with a form that came back."""

from fastapi import Request
from starlette.responses import HTMLResponse

from complaints import queries
from complaints.responses import placeholders
from complaints.seen import Seen
from dashboard.auth import Visitor
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.ticket import closing_view, view, work_panels
from dashboard.ticket.clash import find_changes
from dashboard.ticket.forms import NOTHING_TYPED, Problem, Typed
from dashboard.ticket.timeline import GROUPS
from dashboard.ticket.typed import NOTHING_KEPT, Kept
from dashboard.wiring import Wiring


def _story(request: Request) -> str:
    shown = request.query_params.get("story", "")
    return shown if shown in GROUPS else ""


def ticket_page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    code: str,
    typed: Typed = NOTHING_TYPED,
    problem: Problem | None = None,
    *,
    kept: Kept = NOTHING_KEPT,
    clash: Seen | None = None,
) -> HTMLResponse:
    """Return the page; with a `problem`, the form as `typed` or `kept` and 422. Raises NotFound.

    `clash` is what the officer had seen where somebody was first: the page says what has changed.
    """
    with wiring.database.reading() as session:
        now = wiring.clock()
        ticket = view.load(session, wiring.desk, visitor.officer, code, now)
        row = queries.get_for_officer(session, visitor.officer, code)
        closing = closing_view.load(session, wiring.desk, visitor.officer, row, now)
        panels = work_panels.load(session, visitor.officer, row, ticket.other_agencies)
    return render(
        request,
        "pages/ticket.html",
        409 if clash else 422 if problem else 200,
        ticket=ticket,
        closing=closing,
        work=panels.work,
        joint=panels.joint,
        thread=panels.thread,
        kept=kept,
        clash=find_changes(ticket, panels.work, clash, kept.words or typed.note) if clash else None,
        typed=typed,
        error=problem,
        done=done_words(request),
        tiles=wiring.map_tiles_url,
        story=_story(request),
        gaps={key: placeholders.gap(name) for key, name in placeholders.OF_FORM.items()},
    )
