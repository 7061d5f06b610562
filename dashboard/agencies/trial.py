"""Trying out: where would a problem at this place go, and why."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dashboard.agencies import trial_view
from dashboard.agencies.trial_view import Tried
from dashboard.pages import render
from dashboard.wiring import Wired

router = APIRouter(prefix="/agencies")

Words = Annotated[str, Query(max_length=500)]


@router.get("/trial")
def show(
    request: Request,
    wiring: Wired,
    address: Words = "",
    category: Words = "",
    latitude: Words = "",
    longitude: Words = "",
) -> Response:
    """Show the form, and below it the answer to what was asked."""
    tried = Tried(address.strip(), category, latitude.strip(), longitude.strip())
    with wiring.database.reading() as session:
        view = trial_view.load(session, wiring.desk.catalog, tried)
    return render(request, "agencies/trial.html", view=view, tiles=wiring.map_tiles_url)
