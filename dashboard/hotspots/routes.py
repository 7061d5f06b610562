"""The page of the hot spots."""

from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from dashboard.auth import SignedIn
from dashboard.hotspots import view
from dashboard.pages import render
from dashboard.wiring import Wired

router = APIRouter(prefix="/hotspots")


@router.get("")
def show(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    months: Literal["3", "6", "12", "24"] = "6",
    category: str = "",
) -> Response:
    """Show the hot spots of the last months."""
    with wiring.database.reading() as session:
        page = view.load(
            session, wiring.desk.catalog, visitor.officer, int(months), category, wiring.clock()
        )
    return render(request, "hotspots/page.html", page=page, tiles=wiring.map_tiles_url)
