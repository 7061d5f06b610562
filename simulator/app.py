"""The factory: one ASGI application out of state, sender, API, desk and page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from simulator import ids
from simulator.api import (
    chat,
    content,
    counting,
    message_check,
    oauth,
    people,
    richmenu,
    richmenu_links,
    sending,
    webhook_endpoint,
)
from simulator.api.endpoint import Endpoint
from simulator.api.gate import Gate
from simulator.config import Config
from simulator.desk.chatting import Chatting
from simulator.desk.delivering import Delivering
from simulator.desk.membership import Membership
from simulator.desk.reading import Reading
from simulator.desk.switching import Switching
from simulator.keeping import Keeper
from simulator.state import State
from simulator.webhook import Sender

ENDPOINTS: list[Endpoint] = [
    *sending.ENDPOINTS,
    *message_check.ENDPOINTS,
    *chat.ENDPOINTS,
    *counting.ENDPOINTS,
    *content.ENDPOINTS,
    *people.ENDPOINTS,
    *richmenu.ENDPOINTS,
    *richmenu_links.ENDPOINTS,
    *webhook_endpoint.ENDPOINTS,
    *oauth.ENDPOINTS,
]
_HERE = Path(__file__).parent


def create(config: Config | None = None) -> Starlette:
    """A simulator of its own. `app.state.simulator` is its State, `app.state.sender` its Sender.

    Mounted into another application its lifespan does not run; nothing depends on it.
    """
    state = State(config or Config())
    sender = Sender(state)
    gate = Gate(state, sender)
    keeper = Keeper(state, state.config.state_file) if state.config.state_file else None

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await sender.aclose()
        if keeper:
            keeper.save()

    routes: list[BaseRoute] = [gate.route(endpoint) for endpoint in ENDPOINTS]
    routes += Reading(state).routes()
    routes += Switching(state, {endpoint.key for endpoint in ENDPOINTS}).routes()
    routes += Chatting(state, sender).routes()
    routes += Membership(state, sender).routes()
    routes += Delivering(state, sender).routes()
    routes += _page()
    app = Starlette(routes=routes, lifespan=lifespan)
    app.state.simulator, app.state.sender = state, sender
    return app


def _page() -> list[BaseRoute]:
    return [
        Route("/", _index),
        Mount("/static", StaticFiles(directory=_HERE / "static", check_dir=False)),
        Route("/{path:path}", _not_found, methods=["GET", "POST", "PUT", "DELETE", "PATCH"]),
    ]


async def _index(_request: Request) -> Response:
    page = _HERE / "templates" / "index.html"
    if not page.exists():
        return JSONResponse({"error": "the page is not installed"}, 404)
    return FileResponse(page, headers={"cache-control": "no-cache"})


async def _not_found(_request: Request) -> Response:
    headers = {"x-line-request-id": ids.request_id()}
    return JSONResponse({"message": "Not found"}, 404, headers)
