"""The list of agencies, and adding one."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from agencies.changes import add_agency
from core.errors import InvalidInput
from dashboard.agencies import addresses, listing_view
from dashboard.agencies.problems import NOTHING_REFUSED, by, refused
from dashboard.auth import SignedIn
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.wiring import Wired

router = APIRouter(prefix="/agencies")

Line = Annotated[str, Form(max_length=500)]


@router.get("")
def show(request: Request, wiring: Wired) -> Response:
    """Show every agency."""
    with wiring.database.reading() as session:
        rows = listing_view.load(session)
    return render(request, "agencies/list.html", rows=rows, done=done_words(request))


@router.get("/new")
def show_new(request: Request) -> Response:
    """Show the empty form."""
    return render(request, "agencies/new.html", refused=NOTHING_REFUSED)


@router.post("/new")
def add(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: Line = "",
    name: Line = "",
    short_name: Line = "",
    central_desk: Annotated[bool, Form()] = False,
) -> Response:
    """Add an agency and go to its page, where its coverage is told."""
    try:
        with wiring.database.transaction() as session:
            added = add_agency(
                session,
                code.strip().lower(),
                name,
                short_name,
                by(wiring, visitor),
                central_desk=central_desk,
            )
            agency_id = added.id or 0
    except InvalidInput as error:
        typed = {"code": code, "name": name, "short_name": short_name}
        typed |= {"central_desk": "yes" if central_desk else ""}
        problem = refused("new", error, **typed)
        return render(request, "agencies/new.html", 422, refused=problem)
    return RedirectResponse(addresses.agency(agency_id, done="agency_added"), 303)
