"""LINE's webhook JSON -> core.messages, tolerant of everything we have not met yet."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from bot.render import ACTION_KEY
from core.clock import from_milliseconds, utc_now
from core.messages import (
    Album,
    AlbumWaited,
    Chat,
    Content,
    Followed,
    Incoming,
    JoinedChat,
    LeftChat,
    MediaSent,
    MembersJoined,
    MessageEdited,
    MessageUnsent,
    PlaceSent,
    Pressed,
    SomethingElse,
    StickerSent,
    TextSent,
    Unfollowed,
)

Json = Mapping[str, Any]
SOURCE_KEYS = {"user": "userId", "group": "groupId", "room": "roomId"}
MOST_TEXT = 5000  # LINE names no limit for what people write
MOST_NAME = 64  # of people, chats and messages; LINE's have 33 and 18 characters
MOST_TOKEN = 128  # LINE's have 32
ALBUM_WAITED = "albumWaited"  # our own event, see bot/albums


class PhotoToFetch:
    """Stands for a photo whose bytes have not been fetched yet; bot/content replaces it."""

    def __init__(self, message_id: str, album: Album | None) -> None:
        self.message_id = message_id
        self.album = album


def to_incoming(event_id: str, payload: str) -> tuple[Incoming, PhotoToFetch | None]:
    """Return the event in our words and, for a photo, what is still to be fetched.

    Never raises on an event of a shape we do not know: its content is `SomethingElse`.
    """
    event = json.loads(payload)
    if not isinstance(event, dict):
        event = {}
    content = _content(event)
    photo = content if isinstance(content, PhotoToFetch) else None
    incoming = Incoming(
        event_id=event_id,
        chat=chat_of(event),
        occurred_at=moment_of(event) or utc_now(),
        content=SomethingElse("image") if isinstance(content, PhotoToFetch) else content,
        user_id=_name(_dict(event, "source"), "userId", MOST_NAME) or None,
        reply_token=_name(event, "replyToken", MOST_TOKEN) or None,
        read_token=_text(_dict(event, "message"), "markAsReadToken") or None,
        answerable=event.get("mode") != "standby",
    )
    return incoming, photo


def chat_of(event: Json) -> Chat:
    """Return the chat an event belongs to; an unknown source is a room of its own kind."""
    source = _dict(event, "source")
    kind = source.get("type")
    for known in ("user", "group", "room"):
        if kind == known and (name := _name(source, SOURCE_KEYS[known], MOST_NAME)):
            return Chat(known, name)
    return Chat("room", "")


def moment_of(event: Json) -> datetime | None:
    """Return when the event happened, or None where its timestamp is not a number."""
    stamp = event.get("timestamp")
    if isinstance(stamp, bool) or not isinstance(stamp, int) or not 0 < stamp < 10**14:
        return None
    return from_milliseconds(stamp)


def clean(text: str) -> str:
    """Drop what no database keeps: NUL and lone surrogates; cut overlong text."""
    sound = text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return sound[:MOST_TEXT]


def _content(event: Json) -> Content | PhotoToFetch:
    kind = _text(event, "type")
    try:
        return _EVENTS[kind](event)
    except (AttributeError, LookupError, OverflowError, TypeError, ValueError):
        return SomethingElse(clean(kind)[:40] or "unknown")


def _message(event: Json) -> Content | PhotoToFetch:
    message = event["message"]
    return _MESSAGES[message["type"]](message, event)


def _text_sent(message: Json, event: Json) -> Content:
    alone = chat_of(event).kind == "user"
    text = clean(message["text"])
    spans = _our_mentions(message)
    return TextSent(
        message_id=_id(message, "id"),
        text=_without(text, spans) if spans else text,
        to_us=alone or bool(spans),
        quote_token=_text(message, "quoteToken") or None,
    )


def _our_mentions(message: Json) -> list[tuple[int, int]]:
    mentionees = _dict(message, "mention").get("mentionees") or []
    return [
        (m["index"], m["length"])
        for m in mentionees
        if isinstance(m, dict) and m.get("isSelf") is True and "index" in m and "length" in m
    ]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    # LINE counts in UTF-16 code units.
    units = text.encode("utf-16-le")
    for index, length in sorted(spans, reverse=True):
        units = units[: 2 * index] + units[2 * (index + length) :]
    return units.decode("utf-16-le", "replace").strip()


def _image(message: Json, _event: Json) -> PhotoToFetch | Content:
    if _dict(message, "contentProvider").get("type", "line") != "line":
        return SomethingElse("external image")
    parts = message.get("imageSet")
    album = None
    if isinstance(parts, dict) and parts.get("id"):
        album = Album(str(parts["id"]), _whole(parts, "index"), _whole(parts, "total"))
    return PhotoToFetch(_id(message, "id"), album)


def _place(message: Json, _event: Json) -> Content:
    latitude, longitude = float(message["latitude"]), float(message["longitude"])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("not a place on earth")
    return PlaceSent(
        message_id=_id(message, "id"),
        latitude=latitude,
        longitude=longitude,
        title=clean(_text(message, "title")),
        address=clean(_text(message, "address")),
    )


def _sticker(message: Json, _event: Json) -> Content:
    keywords = tuple(clean(str(word)) for word in message.get("keywords") or ())
    return StickerSent(_id(message, "id"), keywords)


def _edited(event: Json) -> Content:
    message = event["message"]
    return MessageEdited(
        message_id=_id(message, "id"),
        text=clean(message["text"]),
        to_us=chat_of(event).kind == "user" or bool(_our_mentions(message)),
    )


def _pressed(event: Json) -> Content:
    postback = event["postback"]
    values = dict(parse_qsl(clean(postback["data"]), keep_blank_values=True))
    params = _dict(postback, "params")
    values |= {key: clean(str(value)) for key, value in params.items()}
    return Pressed(values.pop(ACTION_KEY, ""), values)


def _dict(holder: Json, name: str) -> Json:
    value = holder.get(name)
    return value if isinstance(value, dict) else {}


def _text(holder: Json, name: str) -> str:
    value = holder.get(name)
    return value if isinstance(value, str) else ""


def _name(holder: Json, name: str, most: int) -> str:
    """Return an identifier, or "" where it cannot be one: no database may stumble over it."""
    value = _text(holder, name)
    return value if len(value) <= most and value.isascii() and value.isprintable() else ""


def _id(holder: Json, name: str) -> str:
    value = holder[name]
    found = str(value) if type(value) is int else _name(holder, name, MOST_NAME)
    if not found:
        raise ValueError("a message without an id")
    return found


def _whole(holder: Json, name: str) -> int | None:
    value = holder.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


_EVENTS: dict[str, Callable[[Json], Content | PhotoToFetch]] = {
    "message": _message,
    "messageEdited": _edited,
    "postback": _pressed,
    "unsend": lambda event: MessageUnsent(_id(event["unsend"], "messageId")),
    "follow": lambda _event: Followed(),
    "unfollow": lambda _event: Unfollowed(),
    "join": lambda _event: JoinedChat(),
    "leave": lambda _event: LeftChat(),
    "memberJoined": lambda _event: MembersJoined(),
    ALBUM_WAITED: lambda event: AlbumWaited(event["album"]),
}
_MESSAGES: dict[str, Callable[[Json, Json], Content | PhotoToFetch]] = {
    "text": _text_sent,
    "image": _image,
    "location": _place,
    "sticker": _sticker,
    "video": lambda message, _event: MediaSent(_id(message, "id"), "video"),
    "audio": lambda message, _event: MediaSent(_id(message, "id"), "audio"),
    "file": lambda message, _event: MediaSent(_id(message, "id"), "file"),
}
