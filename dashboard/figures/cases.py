"""Improvement cases: the list, one, adding and changing it, its files."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, File, Query, Request, UploadFile
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from complaints.assessment.keeping import By
from complaints.improvements.keeping import (
    Draft,
    add_case,
    attach,
    change_case,
    detach,
    get_case,
    get_file,
)
from complaints.improvements.tables import ImprovementCase
from core.errors import InvalidInput, NotAllowed
from dashboard import paths
from dashboard.auth import SignedIn, Visitor
from dashboard.done import done_words
from dashboard.figures import case_view, files, proof
from dashboard.figures.asked import FIGURES, AskedFor
from dashboard.figures.case_form import Typed, TypedHere, typed_of
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/figures/improvements")
writing = APIRouter(prefix="/figures/improvements")
PAGE = f"{FIGURES}/improvements"

Given = Annotated[str, Query(max_length=80)]


@router.get("")
def show_list(request: Request, wiring: Wired, visitor: SignedIn) -> Response:
    """Show the cases."""
    with wiring.database.reading() as session:
        table = case_view.load_table(session, wiring, visitor)
    return render(request, "figures/cases.html", table=table, may_write=visitor.may_assess)


@router.get(".csv")
def send_list(wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Send the cases as a file."""
    with wiring.database.reading() as session:
        table = case_view.load_table(session, wiring, visitor)
    files.put_on_record(wiring, visitor, "improvements", asked)
    return Response(
        files.tables_file([table]),
        media_type=files.CSV,
        headers=files.headers("improvements", asked.now),
    )


@writing.get("/new")
def show_new(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    category: Given = "",
    latitude: Given = "",
    longitude: Given = "",
) -> Response:
    """Show the form of a new case; a hot spot fills in where and what."""
    typed = Typed(category=category, latitude=latitude, longitude=longitude)
    return _form(request, wiring, visitor.agency.id or 0, typed)


@writing.post("/new")
def add(request: Request, wiring: Wired, visitor: SignedIn, typed: TypedHere) -> Response:
    """Add a case of the visitor's own agency."""
    own = visitor.agency.id or 0
    try:
        with wiring.database.transaction() as session:
            draft = _draft(wiring, typed)
            case = add_case(session, own, draft, _by(wiring, visitor))
    except InvalidInput as error:
        return _form(request, wiring, own, typed, error=error)
    return RedirectResponse(paths.with_query(f"{PAGE}/{case.id}", done="case_added"), 303)


@router.get("/{case_id}")
def show_one(request: Request, wiring: Wired, visitor: SignedIn, case_id: RowId) -> Response:
    """Show a case with the figures before and after."""
    return _page(request, wiring, visitor, case_id)


@writing.get("/{case_id}/change")
def show_change(request: Request, wiring: Wired, visitor: SignedIn, case_id: RowId) -> Response:
    """Show the form of a case."""
    with wiring.database.reading() as session:
        case = _writable(session, visitor, case_id)
    return _form(request, wiring, case.agency_id, typed_of(case), case_id)


@writing.post("/{case_id}/change")
def change(
    request: Request, wiring: Wired, visitor: SignedIn, case_id: RowId, typed: TypedHere
) -> Response:
    """Change a case."""
    with wiring.database.reading() as session:
        agency_id = _writable(session, visitor, case_id).agency_id
    try:
        with wiring.database.transaction() as session:
            case = _writable(session, visitor, case_id)
            change_case(session, case, _draft(wiring, typed), _by(wiring, visitor))
    except InvalidInput as error:
        return _form(request, wiring, agency_id, typed, case_id, error)
    return RedirectResponse(paths.with_query(f"{PAGE}/{case_id}", done="case_changed"), 303)


@writing.post("/{case_id}/files")
def add_file(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    case_id: RowId,
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Attach a file."""
    with wiring.database.reading() as session:
        _writable(session, visitor, case_id)
    try:
        with proof.stored(wiring.files, file) as kept, wiring.database.transaction() as session:
            attach(session, _writable(session, visitor, case_id), kept, _by(wiring, visitor))
    except InvalidInput as error:
        return _page(request, wiring, visitor, case_id, error)
    return RedirectResponse(paths.with_query(f"{PAGE}/{case_id}", done="proof_added"), 303)


@writing.post("/{case_id}/files/{file_id}/remove")
def remove_file(wiring: Wired, visitor: SignedIn, case_id: RowId, file_id: RowId) -> Response:
    """Take a file off."""
    with wiring.database.transaction() as session:
        case = _writable(session, visitor, case_id)
        detach(session, case, file_id, _by(wiring, visitor))
    return RedirectResponse(paths.with_query(f"{PAGE}/{case_id}", done="proof_removed"), 303)


@router.get("/{case_id}/files/{file_id}")
def send_file(wiring: Wired, visitor: SignedIn, case_id: RowId, file_id: RowId) -> Response:
    """Send a file of a case."""
    with wiring.database.reading() as session:
        seen = case_view.seen_agencies(session, visitor.officer)
        file = get_file(session, get_case(session, seen, case_id), file_id)
    return proof.send(wiring.files, file)


def _writable(session: Session, visitor: Visitor, case_id: int) -> ImprovementCase:
    """Return a case that they may change. Raises NotFound and NotAllowed."""
    case = get_case(session, case_view.seen_agencies(session, visitor.officer), case_id)
    if not case_view.may_write(visitor, case.agency_id):
        raise NotAllowed("another agency's improvement")
    return case


def _draft(wiring: Wiring, typed: Typed) -> Draft:
    draft = typed.draft()
    catalog = wiring.desk.catalog
    if draft.category and (draft.category not in catalog or catalog.get(draft.category).sealed):
        raise InvalidInput("place_needed")
    return draft


def _by(wiring: Wiring, visitor: Visitor) -> By:
    return By(visitor.officer.id or 0, wiring.clock())


def _page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    case_id: int,
    error: InvalidInput | None = None,
) -> Response:
    with wiring.database.reading() as session:
        view = case_view.load_one(session, wiring, visitor, case_id)
    problem = say(f"assessment.problem.{error.reason}", **error.values) if error else ""
    return render(
        request,
        "figures/case.html",
        422 if error else 200,
        view=view,
        problem=problem,
        accepts=proof.ACCEPTS,
        done=done_words(request),
    )


def _form(
    request: Request,
    wiring: Wiring,
    agency_id: int,
    typed: Typed,
    case_id: int | None = None,
    error: InvalidInput | None = None,
) -> Response:
    with wiring.database.reading() as session:
        choices = case_view.choices(session, wiring, agency_id)
    return render(
        request,
        "figures/case_form.html",
        422 if error else 200,
        typed=asdict(typed),
        choices=choices,
        action=f"{PAGE}/{case_id}/change" if case_id else f"{PAGE}/new",
        back=f"{PAGE}/{case_id}" if case_id else PAGE,
        is_new=case_id is None,
        problem=say(f"improvement.problem.{error.reason}", **error.values) if error else "",
    )
