"""Keep a view, forget it, put it first, open the queue with it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from complaints.queue import saved
from core.errors import InvalidInput
from dashboard import paths
from dashboard.auth import SignedIn
from dashboard.pages import render
from dashboard.queue import view
from dashboard.queue.asked import read_query
from dashboard.row_id import RowId
from dashboard.wiring import Wired
from dashboard.wording import say

router = APIRouter(prefix="/queue/views")
Back = Annotated[str, Form(max_length=2000)]


@router.post("")
def keep(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    query: Back = "",
    name: Annotated[str, Form(max_length=200)] = "",
    shared: Annotated[str, Form()] = "",
) -> Response:
    """Keep what is asked for under a name; a name that cannot be is asked for again."""
    asked = read_query(query)
    now = wiring.clock()
    try:
        with wiring.database.transaction() as session:
            saved.save_view(
                session,
                visitor.officer,
                name,
                view.query_of(asked),
                now,
                shared=bool(shared),
            )
    except InvalidInput as error:
        with wiring.database.reading() as session:
            queue = view.load(session, wiring.desk, visitor.officer, asked, now)
        words = say(f"queue.refused.{error.reason}", **error.values)
        return render(request, "pages/queue.html", 422, queue=queue, done="", refused=words)
    return RedirectResponse(asked.address(done="view_kept"), 303)


@router.post("/{view_id}/remove")
def remove(wiring: Wired, visitor: SignedIn, view_id: RowId, query: Back = "") -> Response:
    """Forget it."""
    with wiring.database.transaction() as session:
        saved.remove_view(session, visitor.officer, view_id, wiring.clock())
    return RedirectResponse(read_query(query).address(done="view_removed"), 303)


@router.post("/{view_id}/default")
def open_with(wiring: Wired, visitor: SignedIn, view_id: RowId, query: Back = "") -> Response:
    """Open the queue with it from now on."""
    with wiring.database.transaction() as session:
        saved.set_default(session, visitor.officer, view_id, wiring.clock())
    return RedirectResponse(read_query(query).address(done="view_default"), 303)


@router.post("/usual")
def open_as_usual(wiring: Wired, visitor: SignedIn) -> Response:
    """Open the queue with all that is open again."""
    with wiring.database.transaction() as session:
        saved.set_default(session, visitor.officer, None, wiring.clock())
    return RedirectResponse(paths.with_query(f"{paths.ROOT}/", done="view_usual"), 303)


@router.post("/{view_id}/up")
def put_up(wiring: Wired, visitor: SignedIn, view_id: RowId, query: Back = "") -> Response:
    """Put it one place further up."""
    with wiring.database.transaction() as session:
        saved.move_up(session, visitor.officer, view_id)
    return RedirectResponse(read_query(query).address(), 303)
