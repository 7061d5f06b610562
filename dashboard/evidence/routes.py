"""The packs: asked for, watched, taken."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from complaints.evidence import packs
from complaints.evidence.packs import Wanted
from complaints.evidence.words import period_name
from complaints.evidence.words import say as say_evidence
from core.clock import to_bangkok
from core.errors import InvalidInput
from dashboard import paths
from dashboard.auth import SignedIn, Visitor
from dashboard.done import done_words
from dashboard.evidence import view
from dashboard.evidence.asked import Typed, agency_words, read_agency, read_typed
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/evidence")


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn) -> Response:
    """Show the form and the packs."""
    return _page(request, wiring, visitor, Typed())


@router.get("/rows")
def rows(request: Request, wiring: Wired, visitor: SignedIn) -> Response:
    """Show the packs alone: the page asks for them while something is made."""
    with wiring.database.reading() as session:
        shown = view.load(session, visitor.officer, wiring.clock())
    return render(request, "evidence/rows.html", view=shown)


@router.post("")
def ask(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    typed: Annotated[Typed, Depends(read_typed)],
) -> Response:
    """Put a pack in the queue; refused, the form comes back as typed."""
    try:
        wanted = Wanted(read_agency(typed.agency), typed.period(), typed.before())
        with wiring.database.transaction() as session:
            packs.ask(session, visitor.officer, wanted, wiring.clock())
    except InvalidInput as error:
        return _page(request, wiring, visitor, typed, error)
    return RedirectResponse(paths.with_query(paths.EVIDENCE, done="evidence_asked"), 303)


@router.get("/{pack_id}/file")
def take(wiring: Wired, visitor: SignedIn, pack_id: RowId) -> Response:
    """Hand the file out, put on record."""
    with wiring.database.transaction() as session:
        row = packs.take(session, visitor.officer, pack_id, wiring.clock())
        agency = agency_words(session, row.agency_id) or say_evidence("everybody")
    file = wiring.files.open(row.file)
    day = f"{to_bangkok(row.asked_at):%Y-%m-%d}"
    name = f"{say_evidence('index.title')} {agency} {period_name(packs.period_of(row))} {day}.zip"
    plain = f"evidence-{row.id}.zip"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition, "Content-Length": str(file.size)}
    return StreamingResponse(file.chunks, media_type="application/zip", headers=headers)


def _page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    typed: Typed,
    error: InvalidInput | None = None,
) -> Response:
    with wiring.database.reading() as session:
        shown = view.load(session, visitor.officer, wiring.clock())
    return render(
        request,
        "evidence/packs.html",
        422 if error else 200,
        view=shown,
        typed=typed,
        problem=say(f"evidence.problem.{error.reason}", **error.values) if error else "",
        done=done_words(request),
    )
