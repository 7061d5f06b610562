"""Renders templates: plain data in, a page in the common frame out."""

from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from complaints.announcements.tables import Kind
from dashboard import paths
from dashboard.filters import FILTERS
from dashboard.navigation import menu_of
from dashboard.static_files import version
from dashboard.wiring import Wiring
from dashboard.wording import say

FOLDER = Path(__file__).with_name("templates")


def _make_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    environment.globals.update(root=paths.ROOT, static=f"{paths.ROOT}/static/{version()}", say=say)
    return environment


_TEMPLATES = _make_environment()


def _banner(wiring: Wiring) -> str:
    said = wiring.desk.announcements.current(Kind.BANNER, wiring.clock())
    return said.th if said else ""


def render(request: Request, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """Return the page. It knows who is signed in, and the moment ages are counted from."""
    wiring: Wiring = request.app.state.wiring
    visitor = getattr(request.state, "visitor", None)
    html = _TEMPLATES.get_template(template).render(
        service_name=wiring.service_name,
        visitor=visitor,
        menu=menu_of(visitor.officer, request.url.path) if visitor else {},
        banner=_banner(wiring),
        now=wiring.clock(),
        path=request.url.path,
        **values,
    )
    return HTMLResponse(html, status)
