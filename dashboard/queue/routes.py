"""The queue's page and its live part."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from dashboard.auth import SignedIn
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.queue import view
from dashboard.queue.asked import AskedFor
from dashboard.wiring import Wired

router = APIRouter()


@router.get("/")
def show(request: Request, wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Show the queue."""
    with wiring.database.reading() as session:
        queue = view.load(session, wiring.desk, visitor.officer, asked, wiring.clock())
    return render(request, "pages/queue.html", queue=queue, done=done_words(request))


@router.get("/rows")
def refresh(request: Request, wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Return the counters and rows alone, for the open page."""
    with wiring.database.reading() as session:
        queue = view.load(session, wiring.desk, visitor.officer, asked, wiring.clock())
    return render(request, "parts/queue.html", queue=queue)
