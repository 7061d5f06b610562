"""The photos of a ticket, for whoever may see the ticket."""

from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from complaints import queries
from dashboard.auth import SignedIn
from dashboard.row_id import RowId
from dashboard.wiring import Wired
from store.photos import thumbnail

router = APIRouter()

# Kept by this browser only, and asked for again so that a sign-out or an erasure counts.
CACHE = "private, max-age=300"


@router.get("/photos/{code}/{attachment_id}")
def show(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: str,
    attachment_id: RowId,
    size: Literal["full", "thumb"] = "full",
) -> Response:
    """Return the photo, or a small one."""
    with wiring.database.reading() as session:
        ticket = queries.get_for_officer(session, visitor.officer, code)
        photo = queries.get_attachment(session, ticket, attachment_id)
    headers = {"ETag": f'"{photo.sha256}-{size}"', "Cache-Control": CACHE}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if size == "thumb":
        small = thumbnail(wiring.files.read(photo.file))
        return Response(small, media_type="image/jpeg", headers=headers)
    file = wiring.files.open(photo.file)
    headers["Content-Length"] = str(file.size)
    return StreamingResponse(file.chunks, media_type="image/jpeg", headers=headers)
