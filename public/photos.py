"""Photos by signed address, for LINE's servers and the people we sent the address to."""

from datetime import timedelta

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from core.errors import NotFound
from core.signing import Signer
from store.files import FileStore

PURPOSE = "photo"
LIFE = timedelta(days=90)  # of an address, from the message that brought it


def make_router(signer: Signer, files: FileStore) -> APIRouter:
    """Return the router of `/photos/{token}.jpg`. Access: public, by an unguessable address."""
    router = APIRouter()

    @router.get("/photos/{token}.jpg", include_in_schema=False)
    def show_photo(token: str) -> Response:
        try:
            found = files.open(signer.read(token, LIFE))
        except NotFound:
            return Response(status_code=404)
        headers = {
            "Content-Length": str(found.size),
            "Cache-Control": "private, max-age=86400",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
        }
        return StreamingResponse(found.chunks, media_type="image/jpeg", headers=headers)

    return router


def photo_address(public_url: str, signer: Signer, key: str) -> str:
    """Return the address under which anybody who has it sees the photo `key`."""
    return f"{public_url.rstrip('/')}/photos/{signer.sign(key)}.jpg"
