"""The list of ready-made words."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from agencies.permissions import may_manage_agencies
from complaints.responses.tables import Use
from dashboard.auth import SignedIn
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.responses import list_view
from dashboard.responses.list_view import Asked
from dashboard.row_id import LARGEST
from dashboard.wiring import Wired

router = APIRouter(prefix="/templates")


def _read(
    visitor: SignedIn,
    use: str = "",
    agency: Annotated[str, Query(max_length=10)] = "",
    category: Annotated[str, Query(max_length=40)] = "",
    state: str = "",
) -> Asked:
    chosen = int(agency) if agency.isdecimal() and 0 < int(agency) <= LARGEST else None
    own = visitor.officer.agency_id
    return Asked(
        use=Use(use) if use in set(Use) else Use.FINISH,
        agency_id=chosen if may_manage_agencies(visitor.officer) else own,
        category=category,
        archived=state == "archived",
    )


@router.get("")
def show(
    request: Request, wiring: Wired, visitor: SignedIn, asked: Annotated[Asked, Depends(_read)]
) -> Response:
    """Show the texts of an agency, or of all of them."""
    with wiring.database.reading() as session:
        view = list_view.load(session, wiring.desk.catalog, visitor.officer, asked)
    return render(request, "responses/list.html", view=view, done=done_words(request))
