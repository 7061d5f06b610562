"""The queue's page and its live part."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from complaints.queue.saved import find_default
from dashboard.auth import SignedIn
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.queue import view
from dashboard.queue.asked import AskedFor, read_query
from dashboard.wiring import Wired

router = APIRouter()


@router.get("/")
def show(request: Request, wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Show the queue; without a word of what is wanted, the view the officer has chosen."""
    with wiring.database.reading() as session:
        default = None if request.query_params else find_default(session, visitor.officer)
        if default is not None:
            return RedirectResponse(read_query(default.query).address(), 303)
        queue = view.load(session, wiring.desk, visitor.officer, asked, wiring.clock())
    return render(request, "pages/queue.html", queue=queue, done=done_words(request))


@router.get("/queue/rows")
def refresh(request: Request, wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Return the counters and rows alone, for the open page."""
    with wiring.database.reading() as session:
        queue = view.load(session, wiring.desk, visitor.officer, asked, wiring.clock())
    return render(request, "parts/queue.html", queue=queue)


@router.get("/queue/news")
def tell_news(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    asked: AskedFor,
    newest: Annotated[int, Query(ge=0, lt=2**31)] = 0,
    known: Annotated[str, Query(alias="print", max_length=16)] = "",
) -> Response:
    """Tell the open page what it does not show yet; 204 where it has been told all."""
    with wiring.database.reading() as session:
        news = view.load_news(
            session,
            wiring.desk,
            visitor.officer,
            asked,
            wiring.clock(),
            newest=newest,
            known=known,
        )
    if not news.changed:
        return Response(status_code=204)
    return render(request, "parts/queue_news.html", news=news)
