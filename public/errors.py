"""What people read where there is no such page; machines get the bare status."""

from fastapi import APIRouter, FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response

from public.site import Site, render

ROBOTS = """User-agent: *
Disallow: /dashboard/
Disallow: /photos/
Disallow: /api/
Disallow: /open311/
Disallow: /find
Disallow: /problems?
"""
PAGES_OF_MACHINES = ("/line/", "/api/", "/open311/", "/metrics", "/healthz", "/readyz")


def make_router() -> APIRouter:
    """Return `/robots.txt`. Access: public."""
    router = APIRouter()

    @router.get("/robots.txt", include_in_schema=False)
    def robots() -> Response:
        return PlainTextResponse(ROBOTS, headers={"Cache-Control": "public, max-age=86400"})

    return router


def install(app: FastAPI, site: Site) -> None:
    """Let people who are nowhere read where they may go."""

    @app.exception_handler(HTTPException)
    def nowhere(request: Request, error: HTTPException) -> Response:
        wants_page = "text/html" in request.headers.get("accept", "")
        machine = request.url.path.startswith(PAGES_OF_MACHINES)
        if error.status_code != 404 or machine or not wants_page:
            return JSONResponse({"detail": error.detail}, error.status_code, error.headers)
        return render(site, request, "not_found.html", 404, typed="", searched=False)
