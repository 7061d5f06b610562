"""A ticket's own page, and its cleared photos."""

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from complaints.publishing.photos import get_cleared
from complaints.publishing.reach import get_ticket
from complaints.publishing.rows import is_told
from core.errors import NotFound
from public.questions import clean
from public.site import ASK_AGAIN, Site, reader_of, render, security_headers
from public.view import load

UNSEARCHED = {"X-Robots-Tag": "noindex"}  # what was taken back is not to live on in a search


def make_router(site: Site) -> APIRouter:
    """Return `/t/{code}` and its photos. Access: public; what is sealed does not exist."""
    router = APIRouter()

    @router.get("/t/{code}", include_in_schema=False)
    def show(request: Request, code: str) -> Response:
        try:
            with site.database.reading() as session:
                ticket = load(site, session, reader_of(request), clean(code))
        except NotFound:
            return render(site, request, "not_found.html", 404, typed=code, searched=True)
        headers = security_headers() | UNSEARCHED
        return render(site, request, "ticket.html", cache=ASK_AGAIN, headers=headers, ticket=ticket)

    @router.get("/t/{code}/photos/{place}.jpg", include_in_schema=False)
    def photo(request: Request, code: str, place: int) -> Response:
        try:
            with site.database.reading() as session:
                ticket = get_ticket(session, clean(code))
                found = get_cleared(session, ticket, place)
            if not is_told(ticket):
                return Response(status_code=404)
            file = site.files.open(found.file)
        except NotFound:
            return Response(status_code=404)
        headers = {
            "ETag": f'"{found.sha256}"',
            "Cache-Control": ASK_AGAIN,
            "X-Content-Type-Options": "nosniff",
            **UNSEARCHED,
        }
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        headers["Content-Length"] = str(file.size)
        return StreamingResponse(file.chunks, media_type="image/jpeg", headers=headers)

    return router
