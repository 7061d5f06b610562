"""Reading a request as LINE's front does: size, media type, JSON."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request

from simulator.api.endpoint import Body
from simulator.api.errors import ApiError
from simulator.showing import is_unicode

_MOST_BYTES = 2 * 1024 * 1024
_MEDIA_TYPES: Mapping[Body, tuple[str, ...]] = {
    "none": (),
    "optional json": (),
    "json": ("application/json",),
    "image": ("image/png", "image/jpeg"),
    "form": ("application/x-www-form-urlencoded",),
}


async def read_bytes(request: Request) -> bytes:
    """The body; more than 2 MB is refused without reading it all."""
    if int(request.headers.get("content-length") or 0) > _MOST_BYTES:
        raise ApiError(413, "The request entity is too large")
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > _MOST_BYTES:
            raise ApiError(413, "The request entity is too large")
        parts.append(part)
    return b"".join(parts)


def check_media_type(kind: Body, headers: Mapping[str, str]) -> None:
    allowed = _MEDIA_TYPES[kind]
    given = headers.get("content-type", "")
    if allowed and given.split(";")[0].strip().lower() not in allowed:
        raise ApiError(415, f"The content type, {given or 'null'}, is not supported")


def parse_body(kind: Body, raw: bytes) -> dict[str, Any]:
    """The JSON object of the body; an endpoint with an optional one may get nothing."""
    if kind == "json" or (kind == "optional json" and raw):
        return parse_json(raw)
    return {}


def parse_json(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _not_json(error.lineno, error.colno) from None
    except (UnicodeDecodeError, RecursionError):
        raise _not_json(1, 1) from None
    if not isinstance(value, dict) or not is_unicode(value):
        raise _not_json(1, 1)
    return value


def parse_form(raw: bytes) -> dict[str, str]:
    fields = parse_qs(raw.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[-1] for name, values in fields.items()}


def _no_constant(name: str) -> None:
    raise json.JSONDecodeError(f"{name} is not JSON", name, 0)


def _not_json(line: int, column: int) -> ApiError:
    return ApiError(
        400,
        f"The request body could not be parsed as JSON (line: {line}, column: {column})",
    )
