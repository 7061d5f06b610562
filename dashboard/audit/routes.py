"""The log's page, and the log as a file."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response, StreamingResponse

from core.errors import InvalidInput
from dashboard.audit import export, view
from dashboard.audit.asked import Asked, read_asked
from dashboard.audit.reading import read_span
from dashboard.auth import SignedIn
from dashboard.pages import render
from dashboard.wiring import Wired
from store import audit

router = APIRouter(prefix="/audit")

Filters = Annotated[Asked, Depends(read_asked)]


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn, asked: Filters) -> Response:
    """Show a page of the log."""
    with wiring.database.reading() as session:
        log = view.load(session, visitor.officer, asked)
    return render(request, "audit/page.html", 422 if log.problem else 200, view=log)


@router.get("/export.csv")
def send(request: Request, wiring: Wired, visitor: SignedIn, asked: Filters) -> Response:
    """Send what the filters leave as a file; that, too, is put on record."""
    try:
        with wiring.database.reading() as session:
            span = read_span(session, visitor.officer, asked)
    except InvalidInput:
        return show(request, wiring, visitor, asked)
    actor = f"officer:{visitor.officer.id}"
    with wiring.database.transaction() as session:
        audit.record(
            session, at=wiring.clock(), actor=actor, action="audit.exported", subject="audit"
        )
    return StreamingResponse(
        export.stream(wiring.database, visitor.officer, span),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )
