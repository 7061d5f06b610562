"""The tickets of a view on a map, and the data that the map asks for as it is moved."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from complaints.queue.places import Box, Placed, place
from complaints.tables import Ticket
from dashboard import paths
from dashboard.auth import SignedIn
from dashboard.pages import render
from dashboard.queue import view
from dashboard.queue.asked import AskedFor
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/queue")
Latitude = Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Query(ge=-540, le=540, allow_inf_nan=False)]


@router.get("/map")
def show(request: Request, wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Show the view on a map."""
    with wiring.database.reading() as session:
        queue = view.load(session, wiring.desk, visitor.officer, asked, wiring.clock())
    return render(
        request,
        "pages/queue_map.html",
        queue=queue,
        tiles=wiring.map_tiles_url,
        cells_address=asked.address("queue/cells"),
        list_address=asked.address(),
    )


@router.get("/cells")
def cells(
    wiring: Wired,
    visitor: SignedIn,
    asked: AskedFor,
    south: Latitude,
    west: Longitude,
    north: Latitude,
    east: Longitude,
    zoom: Annotated[int, Query(ge=0, le=22)],
) -> Response:
    """Return what lies in a part of the map: tickets where they are few, else counted cells."""
    with wiring.database.reading() as session:
        reading = view.read_asked(session, wiring.desk, visitor.officer, asked, wiring.clock())
        placed = place(session, reading.wanted, Box(south, west, north, east), zoom)
    return JSONResponse(_as_json(wiring, placed))


def _as_json(wiring: Wiring, placed: Placed) -> dict[str, Any]:
    words = say("queue.map.found" if placed.whole else "queue.map.newest", n=f"{placed.total:,}")
    return {
        "words": words if placed.total else say("queue.map.none"),
        "cells": [[cell.latitude, cell.longitude, cell.count] for cell in placed.cells],
        "tickets": [_pin(wiring, ticket) for ticket in placed.tickets],
    }


def _pin(wiring: Wiring, ticket: Ticket) -> dict[str, Any]:
    return {
        "at": [ticket.latitude, ticket.longitude],
        "status": ticket.status.value,
        "code": ticket.code,
        "title": wiring.desk.category_name(ticket.category),
        "state": say(f"status.{ticket.status.value}"),
        "words": ticket.description[:120],
        "address": paths.ticket(ticket.code),
    }
