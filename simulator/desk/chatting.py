"""POST routes that are a person's doing in a chat: text, photo, place, sticker, media, tap."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator import cast
from simulator.acting import Acting
from simulator.desk.attachments import photos_of, recording_of
from simulator.desk.request import (
    BadRequest,
    number_of,
    plain_errors,
    read_fields_and_files,
    read_json,
    text_of,
)
from simulator.desk.sending import hand_over
from simulator.desk.tapping import Tap, Tapping
from simulator.state import State
from simulator.webhook import Sender


class Chatting:
    def __init__(self, state: State, sender: Sender) -> None:
        self._state = state
        self._sender = sender
        self._acting = Acting(state)
        self._tapping = Tapping(state, self._acting)

    def routes(self) -> list[Route]:
        table = {
            "open": self.open,
            "text": self.text,
            "photo": self.photo,
            "location": self.location,
            "sticker": self.sticker,
            "tap": self.tap,
            "{kind}": self.recording,
        }
        return [
            Route(f"/desk/chats/{{chat_id}}/{name}", plain_errors(handler), methods=["POST"])
            for name, handler in table.items()
        ]

    async def open(self, request: Request) -> Response:
        self._acting.open(request.path_params["chat_id"])
        return JSONResponse({"messageIds": [], "deliveries": []})

    async def text(self, request: Request) -> Response:
        body = await read_json(request)
        message, events = self._acting.say(
            request.path_params["chat_id"],
            text_of(body, "from"),
            text_of(body, "text"),
            mention_bot=bool(body.get("mentionBot")),
            mention_all=bool(body.get("mentionAll")),
            quoted=body.get("quote"),
        )
        return await hand_over(request, self._sender, events, [message.id])

    async def photo(self, request: Request) -> Response:
        """The parts of one imageSet come as separate webhook requests, as LINE sends them."""
        body, files = await read_fields_and_files(request)
        photos = photos_of(body, files)
        chat_id = request.path_params["chat_id"]
        messages, events = self._acting.send_photos(chat_id, text_of(body, "from"), photos)
        ids = [message.id for message in messages]
        return await hand_over(request, self._sender, events, ids, together=False)

    async def location(self, request: Request) -> Response:
        body = await read_json(request)
        return await self._send(request, body, _location(body))

    async def sticker(self, request: Request) -> Response:
        body = await read_json(request)
        return await self._send(request, body, _sticker(body))

    async def recording(self, request: Request) -> Response:
        fields, files = await read_fields_and_files(request)
        message, media = recording_of(request.path_params["kind"], fields, files)
        chat_id = request.path_params["chat_id"]
        sent, events = self._acting.send(chat_id, text_of(fields, "from"), message, media)
        return await hand_over(request, self._sender, events, [sent.id])

    async def tap(self, request: Request) -> Response:
        body = await read_json(request)
        action = body.get("action")
        if not isinstance(action, dict):
            raise BadRequest("action is missing")
        tapped = self._tapping.tap(
            Tap(
                request.path_params["chat_id"],
                text_of(body, "from"),
                action,
                str(body.get("origin", "")),
                body.get("params"),
            )
        )
        return await hand_over(
            request, self._sender, tapped.events, tapped.message_ids, extra=tapped.phone
        )

    async def _send(
        self, request: Request, body: dict[str, Any], message: dict[str, Any]
    ) -> Response:
        chat_id = request.path_params["chat_id"]
        sent, events = self._acting.send(chat_id, text_of(body, "from"), message)
        return await hand_over(request, self._sender, events, [sent.id])


def _location(body: dict[str, Any]) -> dict[str, Any]:
    if "place" in body:
        known = {place.key: place for place in cast.places()}
        place = known[text_of(body, "place")]
        body = {
            "title": place.title,
            "address": place.address,
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    message: dict[str, Any] = {"type": "location"}
    message |= {key: body[key] for key in ("title", "address") if body.get(key)}
    return message | {key: number_of(body, key) for key in ("latitude", "longitude")}


def _sticker(body: dict[str, Any]) -> dict[str, Any]:
    known = cast.stickers()
    wanted = str(body.get("stickerId", known[0]["stickerId"]))
    keywords = [row["keywords"] for row in known if row["stickerId"] == wanted]
    return {
        "type": "sticker",
        "packageId": str(body.get("packageId", known[0]["packageId"])),
        "stickerId": wanted,
        "stickerResourceType": "STATIC",
        "keywords": keywords[0] if keywords else [],
    }
