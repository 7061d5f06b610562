"""Who owns what: areas by categories, gaps and clashes."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dashboard.agencies import owners_view
from dashboard.pages import render
from dashboard.wiring import Wired

router = APIRouter(prefix="/agencies")


@router.get("/owners")
def show(
    request: Request, wiring: Wired, province: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """Show the table, of one province or of the whole country."""
    with wiring.database.reading() as session:
        view = owners_view.load(session, wiring.desk.catalog, province)
    return render(request, "agencies/owners.html", view=view)
