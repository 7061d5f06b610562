"""One agency: its names, whether it is on, its lines of coverage, its boundaries."""

from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from agencies import changes
from agencies.changes import Line, read_area
from agencies.shapes import LARGEST, Drawn, read_corners, read_geojson
from agencies.tables import Part
from categories.catalog import Catalog
from core.errors import InvalidInput
from core.gathering import Gathered
from dashboard.agencies import addresses, one_view
from dashboard.agencies.problems import NOTHING_REFUSED, Refused, by, refused
from dashboard.auth import SignedIn
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.wiring import Wired, Wiring

router = APIRouter(prefix="/agencies/{agency_id}")

Words = Annotated[str, Form(max_length=500)]
Corners = Annotated[str, Form(max_length=200_000)]


@router.get("")
def show(request: Request, wiring: Wired, agency_id: RowId) -> Response:
    """Show the agency."""
    return agency_page(request, wiring, agency_id)


@router.post("/names")
def rename(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    agency_id: RowId,
    name: Words = "",
    short_name: Words = "",
) -> Response:
    """Give it other names."""
    try:
        with wiring.database.transaction() as session:
            changes.rename(session, agency_id, name, short_name, by(wiring, visitor))
    except InvalidInput as error:
        problem = refused("names", error, name=name, short_name=short_name)
        return agency_page(request, wiring, agency_id, problem)
    return _done(agency_id, "agency_renamed")


@router.post("/{act}")
def switch(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    agency_id: RowId,
    act: Literal["on", "off"],
) -> Response:
    """Let problems come to it, or no more."""
    try:
        with wiring.database.transaction() as session:
            changes.switch(session, agency_id, by(wiring, visitor), active=act == "on")
    except InvalidInput as error:
        return agency_page(request, wiring, agency_id, refused("active", error))
    return _done(agency_id, f"agency_{act}")


@router.post("/lines/add")
def add_line(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    agency_id: RowId,
    category: Words = "",
    area: Words = "",
    part: Annotated[Part, Form()] = Part.LEAD,
) -> Response:
    """Add a line of coverage for an area told by name."""
    try:
        wrong = Gathered()
        with wrong.noted():
            known = _known(wiring.desk.catalog, category)
        with wrong.noted():
            read = read_area(area)
        wrong.tell()
        line = Line(known, read, part)
        with wiring.database.transaction() as session:
            changes.add_line(session, agency_id, line, by(wiring, visitor))
    except InvalidInput as error:
        problem = refused("line", error, category=category, area=area, part=part)
        return agency_page(request, wiring, agency_id, problem)
    return _done(agency_id, "line_added")


@router.post("/lines/{line_id}/remove")
def remove_line(wiring: Wired, visitor: SignedIn, agency_id: RowId, line_id: RowId) -> Response:
    """Take a line back, with its boundary."""
    with wiring.database.transaction() as session:
        changes.remove_line(session, agency_id, line_id, by(wiring, visitor))
    return _done(agency_id, "line_removed")


@router.post("/boundaries/add")
def add_boundary(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    agency_id: RowId,
    name: Words = "",
    category: Words = "",
    part: Annotated[Part, Form()] = Part.LEAD,
    corners: Corners = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Add a boundary, drawn on the map or out of a GeoJSON file."""
    try:
        wrong = Gathered()
        with wrong.noted():
            changes.check_name(name, changes.LONGEST_BOUNDARY_NAME)
        with wrong.noted():
            line = Line(_known(wiring.desk.catalog, category), part=part)
        with wrong.noted():
            drawn = _drawn(corners, file)
        wrong.tell()
        with wiring.database.transaction() as session:
            changes.add_boundary(session, agency_id, name, drawn, line, by(wiring, visitor))
    except InvalidInput as error:
        typed = {"name": name, "category": category, "part": part, "corners": corners}
        return agency_page(request, wiring, agency_id, refused("boundary", error, **typed))
    return _done(agency_id, "boundary_mended" if drawn.mended else "boundary_added")


def _drawn(corners: str, file: UploadFile | None) -> Drawn:
    if file is not None and file.filename:
        # One byte more than allowed, so that a file too large is seen without reading it all.
        return read_geojson(file.file.read(LARGEST + 1))
    return read_corners(corners)


def _known(catalog: Catalog, category: str) -> str:
    if category and category not in catalog:
        raise InvalidInput("category_unknown", text=category[:60])
    return category


def _done(agency_id: int, done: str) -> Response:
    return RedirectResponse(addresses.agency(agency_id, done=done), 303)


def agency_page(
    request: Request, wiring: Wiring, agency_id: int, problem: Refused = NOTHING_REFUSED
) -> Response:
    """Return the page; with a `problem`, the form as typed and 422. Raises NotFound."""
    with wiring.database.reading() as session:
        view = one_view.load(session, wiring.desk.catalog, agency_id)
    return render(
        request,
        "agencies/one.html",
        422 if problem.form else 200,
        view=view,
        refused=problem,
        done=done_words(request),
        tiles=wiring.map_tiles_url,
    )
