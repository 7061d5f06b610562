"""Reading the desk's own requests: JSON or multipart, plain errors."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.acting import NotPossible
from simulator.showing import is_unicode

Handler = Callable[[Request], Awaitable[Response]]


class BadRequest(ValueError):
    """The request does not fit the contract; its text says where."""


async def read_json(request: Request) -> dict[str, Any]:
    raw = await request.body()
    if not raw:
        return {}
    try:
        body = json.loads(raw)
    except ValueError:
        raise BadRequest("the body is not JSON") from None
    if not isinstance(body, dict) or not is_unicode(body):
        raise BadRequest("the body is not a JSON object of Unicode text")
    return body


async def read_fields_and_files(
    request: Request,
) -> tuple[dict[str, Any], list[tuple[str, str, bytes]]]:
    """JSON fields, or those of a multipart form with its files as (name, media type, bytes)."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await read_json(request), []
    fields: dict[str, Any] = {}
    files: list[tuple[str, str, bytes]] = []
    async with request.form(max_files=20, max_part_size=12 * 1024 * 1024) as form:
        for key, value in form.multi_items():
            if isinstance(value, UploadFile):
                kind = value.content_type or "application/octet-stream"
                files.append((value.filename or "file", kind, await value.read()))
            else:
                fields[key] = value
    return fields, files


def text_of(body: Mapping[str, Any], key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str) or not value:
        raise BadRequest(f"{key} is missing")
    return value


def number_of(body: Mapping[str, Any], key: str) -> float:
    value = body.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadRequest(f"{key} must be a number")
    return float(value)


def whole_of(body: Mapping[str, Any], key: str, default: int) -> int:
    """A whole number; forms give it as text."""
    value = body.get(key, default)
    if isinstance(value, str) and value.isdigit():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadRequest(f"{key} must be a whole number")
    return value


def plain_errors(handler: Handler) -> Handler:
    """Unknown ids are 404, impossible or malformed wishes 400, as {"error": text}."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except KeyError as error:
            return JSONResponse({"error": f"unknown: {error.args[0]}"}, 404)
        except (NotPossible, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)

    return answer
