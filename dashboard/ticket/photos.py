"""The photos of a ticket, for whoever may see the ticket."""

import io
from typing import Literal

from fastapi import APIRouter, Request
from PIL import Image
from starlette.responses import Response, StreamingResponse

from complaints import queries
from dashboard.auth import SignedIn
from dashboard.row_id import RowId
from dashboard.wiring import Wired

router = APIRouter()

THUMB_SIDE = 480  # pixels
QUALITY = 80
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
        small = _thumb(wiring.files.read(photo.file))
        return Response(small, media_type="image/jpeg", headers=headers)
    file = wiring.files.open(photo.file)
    headers["Content-Length"] = str(file.size)
    return StreamingResponse(file.chunks, media_type="image/jpeg", headers=headers)


def _thumb(data: bytes) -> bytes:
    image = Image.open(io.BytesIO(data))
    image.draft("RGB", (THUMB_SIDE, THUMB_SIDE))  # decodes no more of the JPEG than is shown
    image.thumbnail((THUMB_SIDE, THUMB_SIDE))
    small = io.BytesIO()
    image.convert("RGB").save(small, "JPEG", quality=QUALITY, optimize=True)
    return small.getvalue()
