"""Every boundary on one map, and the shapes it draws."""

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from agencies.boundaries import list_boundaries
from agencies.queries import agency_names
from agencies.tables import Boundary
from dashboard.agencies import addresses
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.wiring import Wired

router = APIRouter(prefix="/agencies")

COLOURS = 8  # of static/js/areas.js, given to agencies in turn


@router.get("/map")
def show(request: Request, wiring: Wired) -> Response:
    """Show the map with a list beside it."""
    with wiring.database.reading() as session:
        boundaries = list_boundaries(session)
        names = agency_names(session, {each.agency_id for each in boundaries})
        rows = [
            (each, names[each.agency_id], addresses.agency(each.agency_id)) for each in boundaries
        ]
    return render(
        request,
        "agencies/map.html",
        rows=rows,
        colours=COLOURS,
        shapes=addresses.SHAPES,
        tiles=wiring.map_tiles_url,
    )


@router.get("/boundaries.json")
def shapes(wiring: Wired, agency: Annotated[RowId | None, Query()] = None) -> Response:
    """Return the shapes as GeoJSON, of one agency or of all."""
    with wiring.database.reading() as session:
        boundaries = [each for each in list_boundaries(session) if agency in {None, each.agency_id}]
        names = agency_names(session, {each.agency_id for each in boundaries})
        features = [_feature(each, names[each.agency_id]) for each in boundaries]
    return JSONResponse({"type": "FeatureCollection", "features": features})


def _feature(boundary: Boundary, agency: str) -> dict[str, object]:
    colour = boundary.agency_id % COLOURS
    properties = {"name": boundary.name, "agency": agency, "colour": colour}
    return {"type": "Feature", "properties": properties, "geometry": json.loads(boundary.shape)}
