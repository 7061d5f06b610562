"""GET routes of the desk: state, chats, events, log, media."""

import json
from collections.abc import AsyncIterator, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from simulator import photos
from simulator.avatars import Kind, draw_avatar
from simulator.desk import views
from simulator.desk.request import plain_errors
from simulator.media import Media
from simulator.server import stopping_of
from simulator.state import State

_STREAM_SLICES = 60
_SLICE_SECONDS = 0.3
_FOR_A_DAY = {"cache-control": "max-age=86400"}


class Reading:
    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[Route]:
        table = {
            "/desk/state": self.whole,
            "/desk/chats/{chat_id}/messages": self.messages,
            "/desk/chats/{chat_id}/view": self.view,
            "/desk/events": self.events,
            "/desk/log": self.log,
            "/desk/content/{message_id}": self.content,
            "/desk/content/{message_id}/preview": self.preview,
            "/desk/photos/{name}": self.photo,
            "/desk/avatars/{owner_id}": self.avatar,
            "/desk/richmenus/{rich_menu_id}/image": self.rich_menu_image,
        }
        return [
            Route(path, plain_errors(handler), methods=["GET"]) for path, handler in table.items()
        ]

    async def whole(self, _request: Request) -> Response:
        return JSONResponse(views.whole(self._state))

    async def messages(self, request: Request) -> Response:
        chat = self._state.world.chats[request.path_params["chat_id"]]
        return JSONResponse([views.message(self._state, row) for row in chat.messages])

    async def view(self, request: Request) -> Response:
        chat = self._state.world.chats[request.path_params["chat_id"]]
        return JSONResponse(views.chat_view(self._state, chat, request.query_params.get("user")))

    async def events(self, request: Request) -> Response:
        """Server-Sent Events; short streams, so that a server can stop, resumed by id."""
        after = request.headers.get("last-event-id") or request.query_params.get("after")
        start = int(after) if after else self._state.feed.seq
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(
            self._stream(start, stopping_of(request)), 200, headers, "text/event-stream"
        )

    async def _stream(self, seq: int, stopping: Callable[[], bool]) -> AsyncIterator[str]:
        yield "retry: 300\n\n"
        for _ in range(_STREAM_SLICES):
            async for change in self._state.feed.follow(seq, _SLICE_SECONDS):
                seq = change["seq"]
                yield f"id: {seq}\ndata: {json.dumps(change, ensure_ascii=False)}\n\n"
            if stopping():
                return

    async def log(self, request: Request) -> Response:
        after = int(request.query_params.get("after", "0"))
        kind = request.query_params.get("kind")
        return JSONResponse(self._state.log.entries(after, kind))

    async def content(self, request: Request) -> Response:
        media = self._media(request)
        return Response(media.data, media_type=media.content_type)

    async def preview(self, request: Request) -> Response:
        media = self._media(request)
        if media.preview is None:
            raise KeyError("preview")
        return Response(media.preview, media_type="image/jpeg")

    async def photo(self, request: Request) -> Response:
        name = request.path_params["name"]
        small = request.query_params.get("size") == "preview"
        data = photos.preview(name) if small else photos.photo(name)
        return Response(data, media_type="image/jpeg", headers=_FOR_A_DAY)

    async def avatar(self, request: Request) -> Response:
        picture = draw_avatar(*self._colour_and_kind(request.path_params["owner_id"]))
        return Response(picture, media_type="image/png", headers=_FOR_A_DAY)

    def _colour_and_kind(self, owner_id: str) -> tuple[str, Kind]:
        world = self._state.world
        if owner_id == world.bot.user_id:
            return world.bot.colour, "bot"
        if owner_id in world.groups:
            return world.groups[owner_id].colour, "group"
        return world.person(owner_id).colour, "person"

    async def rich_menu_image(self, request: Request) -> Response:
        menu = self._state.rich_menus.menus[request.path_params["rich_menu_id"]]
        if menu.image is None:
            raise KeyError("image")
        return Response(menu.image, media_type=menu.image_type)

    def _media(self, request: Request) -> Media:
        message_id = request.path_params["message_id"]
        media = self._state.media.get(message_id)
        if media is None:
            raise KeyError(message_id)
        return media
