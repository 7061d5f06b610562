"""The front page, the list of problems, and the search by number."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from agencies.queries import list_agencies
from complaints.codes import find_code
from complaints.publishing.asking import Age, Asked, State, read_place
from complaints.publishing.figures import read_board
from complaints.publishing.listing import list_page
from complaints.publishing.reach import get_ticket
from core.errors import InvalidInput, NotFound
from public.questions import read_asked
from public.site import Site, reader_of, render
from public.view import lines_of

NEWEST = 5  # problems on the front page


def make_router(site: Site) -> APIRouter:
    """Return `/`, `/problems` and `/find`. Access: public."""
    router = APIRouter()

    @router.get("/", include_in_schema=False)
    def front(request: Request) -> Response:
        reader = reader_of(request)
        with site.database.reading() as session:
            board = read_board(session)
            page = list_page(session, Asked(), site.clock(), limit=NEWEST)
            lines = lines_of(site, session, reader, page.tickets)
        return render(site, request, "front.html", board=board, lines=lines)

    @router.get("/problems", include_in_schema=False)
    def problems(request: Request) -> Response:
        reader = reader_of(request)
        try:
            before = read_place(request.query_params.get("before", ""))
        except InvalidInput:
            before = None
        with site.database.reading() as session:
            asked = read_asked(site, session, request)
            page = list_page(session, asked, site.clock(), before)
            lines = lines_of(site, session, reader, page.tickets)
            board = read_board(session)
            agencies = list_agencies(session)
        return render(
            site,
            request,
            "problems.html",
            asked=asked,
            lines=lines,
            further=page.further,
            begun=before is not None,
            areas=board.areas if board else (),
            agencies=agencies,
            states=list(State),
            ages=list(Age),
            categories=list(site.desk.catalog),
            query=request.query_params,
        )

    @router.get("/find", include_in_schema=False)
    def find(request: Request) -> Response:
        typed = request.query_params.get("number", "")[:40]
        code = find_code(typed)
        if code is not None:
            try:
                with site.database.reading() as session:
                    get_ticket(session, code)
            except NotFound:
                code = None
        if code is None:
            return render(site, request, "not_found.html", 404, typed=typed, searched=True)
        return RedirectResponse(reader_of(request).link(f"/t/{code}"), 303)

    return router
