"""Documents that editors add: the list, the upload, a document's passages, withdrawing it."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from starlette.responses import RedirectResponse, Response, StreamingResponse

from core.errors import InvalidInput
from dashboard.auth import SignedIn
from dashboard.done import done_words
from dashboard.knowledge import addresses, documents_view
from dashboard.knowledge.documents_view import Sent
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.wiring import Wired, Wiring
from knowledge import documents
from knowledge.draft import Problem
from knowledge.extraction import LARGEST

router = APIRouter(prefix="/knowledge/documents")

Line = Annotated[str, Form(max_length=500)]


@router.get("")
def show_list(request: Request, wiring: Wired) -> Response:
    """Show the documents and the form to add one."""
    return _page(request, wiring, Sent())


@router.post("")
def add(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    title: Line = "",
    year: Line = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Read the document, keep its file, enter its passages."""
    sent = Sent(title=" ".join(title.split()), year=year.strip())
    try:
        number = sent.checked_year()
        name, data = _read(file)
        prepared = documents.prepare(name, data)
        wiring.files.put(prepared.key, data)
        try:
            with wiring.database.transaction() as session:
                document = documents.add(
                    session,
                    prepared,
                    title=sent.checked_title(name),
                    year=number,
                    officer_id=visitor.officer.id or 0,
                    now=wiring.clock(),
                )
        except Exception:
            wiring.files.delete(prepared.key)
            raise
    except InvalidInput as error:
        problem = Problem(documents_view.FIELD_OF[error.reason], error.reason, error.values)
        return _page(request, wiring, sent, problem)
    return RedirectResponse(addresses.document(document.id or 0, done="document_added"), 303)


@router.get("/{document_id}")
def show(
    request: Request,
    wiring: Wired,
    document_id: RowId,
    page: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> Response:
    """Show a document's passages."""
    with wiring.database.reading() as session:
        view = documents_view.load_one(session, document_id, page)
    return render(request, "knowledge/document.html", view=view, done=done_words(request))


@router.get("/{document_id}/file")
def download(wiring: Wired, document_id: RowId) -> Response:
    """Return the file as it was sent."""
    with wiring.database.reading() as session:
        document = documents.get_document(session, document_id)
    file = wiring.files.open(document.file)
    headers = {
        # Never shown inside the browser: a document may hold scripts.
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(document.file_name)}",
        "Content-Length": str(file.size),
    }
    return StreamingResponse(file.chunks, media_type="application/octet-stream", headers=headers)


@router.post("/{document_id}/{act}")
def settle(
    wiring: Wired, visitor: SignedIn, document_id: RowId, act: Literal["withdraw", "bring_back"]
) -> Response:
    """Search the document no more, or again."""
    change = documents.withdraw if act == "withdraw" else documents.bring_back
    with wiring.database.transaction() as session:
        document = documents.get_document(session, document_id)
        change(session, document, visitor.officer.id or 0, wiring.clock())
    return RedirectResponse(addresses.document(document_id, done=f"document_{act}"), 303)


def _read(file: UploadFile | None) -> tuple[str, bytes]:
    if file is None or not file.filename:
        raise InvalidInput("file_needed")
    # One byte more than allowed, so that a file too large is seen without reading it all.
    return file.filename, file.file.read(LARGEST + 1)


def _page(request: Request, wiring: Wiring, sent: Sent, problem: Problem | None = None) -> Response:
    with wiring.database.reading() as session:
        view = documents_view.load_list(session, sent, problem)
    status = 422 if problem else 200
    return render(request, "knowledge/documents.html", status, view=view, done=done_words(request))
