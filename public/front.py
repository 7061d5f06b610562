"""The front page: what this service is and where to go."""

from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.templating import Jinja2Templates

HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def make_router(service_name: str, add_friend_url: str, *, simulator: bool) -> APIRouter:
    """Return `/`. Access: public."""
    router = APIRouter()
    templates = Jinja2Templates(HERE / "templates")

    @router.get("/", include_in_schema=False)
    def front(request: Request) -> Response:
        values = {
            "service_name": service_name,
            "add_friend_url": add_friend_url,
            "simulator": simulator,
        }
        return templates.TemplateResponse(request, "front.html", values, headers=HEADERS)

    return router
