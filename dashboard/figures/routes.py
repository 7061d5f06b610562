"""The pages of figures told apart, each with its file."""

from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from dashboard.auth import SignedIn, Visitor
from dashboard.figures import cuts, files, others
from dashboard.figures.asked import Asked, AskedFor, Whose, find_whose
from dashboard.figures.cuts import Page
from dashboard.figures.frame import show_page
from dashboard.wiring import Wired, Wiring

router = APIRouter(prefix="/figures")
team = APIRouter(prefix="/figures/officers")

Load = Callable[[Session, Wiring, Whose, Asked], Page]
PAGES: Mapping[str, Load] = {
    "category": cuts.by_category,
    "area": cuts.by_area,
    "agency": cuts.by_agency,
    "month": cuts.by_month,
    "week": others.week,
    "backlog": others.backlog,
    "flow": others.flow,
    "stars": others.stars,
}
Name = Literal["category", "area", "agency", "month", "week", "backlog", "flow", "stars"]


@router.get("/{page}.csv")
def send(wiring: Wired, visitor: SignedIn, asked: AskedFor, page: Name) -> Response:
    """Send the tables of a page as a file."""
    return _file(wiring, visitor, asked, page, PAGES[page])


@router.get("/{page}")
def show(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    asked: AskedFor,
    page: Name,
    stars: Annotated[int | None, Query(ge=1, le=5)] = None,
) -> Response:
    """Show a page of figures."""
    with wiring.database.reading() as session:
        whose = find_whose(session, visitor, asked)
        found = PAGES[page](session, wiring, whose, asked)
        praised = (
            others.praise(session, wiring, visitor, found.reckoned, stars) if found.reckoned else []
        )
    return _page(request, visitor, asked, whose, found, praised=praised, stars=stars)


@team.get(".csv")
def send_officers(wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Send what each officer of the own agency carries as a file."""
    return _file(wiring, visitor, asked.of_own_agency(), "officers", cuts.by_officer)


@team.get("")
def show_officers(request: Request, wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Show what each officer of the own agency carries."""
    asked = asked.of_own_agency()
    with wiring.database.reading() as session:
        whose = find_whose(session, visitor, asked)
        found = cuts.by_officer(session, wiring, whose, asked)
    return _page(request, visitor, asked, whose, found)


def _page(
    request: Request, visitor: Visitor, asked: Asked, whose: Whose, found: Page, **more: object
) -> Response:
    here = "officers" if found.key == "officer" else found.key
    own: dict[str, object] = {"view": found, "praised": [], "stars": None, **more}
    return show_page(request, "figures/page.html", visitor, asked, whose, here, **own)


def _file(wiring: Wiring, visitor: Visitor, asked: Asked, page: str, load: Load) -> Response:
    with wiring.database.reading() as session:
        found = load(session, wiring, find_whose(session, visitor, asked), asked)
    files.put_on_record(wiring, visitor, page, asked)
    return Response(
        files.tables_file(found.tables),
        media_type=files.CSV,
        headers=files.headers(page, asked.now),
    )
