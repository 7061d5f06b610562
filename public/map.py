"""The map of problems, and the data it asks for as it is moved."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from complaints.publishing.figures import read_board
from complaints.publishing.map import Drawn, draw
from complaints.publishing.reach import spot_of
from complaints.queue.places import Box
from complaints.tables import Ticket
from public.questions import read_asked
from public.site import A_MINUTE, NOT_KEPT, Reader, Site, reader_of, render, security_headers

Latitude = Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Query(ge=-540, le=540, allow_inf_nan=False)]
DEEPEST = 17  # zoom: nearer would show a precision that the places do not have


def make_router(site: Site) -> APIRouter:
    """Return `/map` and `/map/cells.json`. Access: public."""
    router = APIRouter()
    headers = security_headers(site.map_tiles_url)

    @router.get("/map", include_in_schema=False)
    def show(request: Request) -> Response:
        with site.database.reading() as session:
            asked = read_asked(site, session, request)
            board = read_board(session)
        return render(
            site,
            request,
            "map.html",
            headers=headers,
            asked=asked,
            areas=board.areas if board else (),
            deepest=DEEPEST,
            categories=list(site.desk.catalog),
        )

    @router.get("/map/cells.json", include_in_schema=False)
    def cells(
        request: Request,
        south: Latitude,
        west: Longitude,
        north: Latitude,
        east: Longitude,
        zoom: Annotated[int, Query(ge=0, le=22)],
    ) -> Response:
        if wait := site.turnstile.seconds_to_wait(request):
            headers = {"Retry-After": str(wait), "Cache-Control": NOT_KEPT}
            return Response(status_code=429, headers=headers)
        box = Box(south, west, north, east)
        with site.database.reading() as session:
            asked = read_asked(site, session, request)
            drawn = draw(session, asked, box, zoom, site.clock())
        found = _as_json(site, reader_of(request), drawn)
        return JSONResponse(found, headers={"Cache-Control": A_MINUTE, "Vary": "Accept-Language"})

    return router


def _as_json(site: Site, reader: Reader, drawn: Drawn) -> dict[str, Any]:
    words = "map.none" if not drawn.total else "map.found" if drawn.whole else "map.newest"
    return {
        "words": reader.say(words, n=f"{drawn.total:,}"),
        "cells": [[each.latitude, each.longitude, each.count] for each in drawn.cells],
        "tickets": [_pin(site, reader, each) for each in drawn.tickets],
    }


def _pin(site: Site, reader: Reader, ticket: Ticket) -> dict[str, Any]:
    spot = spot_of(ticket.latitude, ticket.longitude)
    return {
        "at": [spot.latitude, spot.longitude] if spot else None,
        "status": ticket.status.value,
        "title": site.desk.category_name(ticket.category, reader.language),
        "code": ticket.code,
        "state": reader.say(f"status.{ticket.status.value}"),
        "address": reader.link(f"/t/{ticket.code}"),
    }
