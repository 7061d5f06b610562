"""An API call as the desk's log shows it: token shortened, big and binary bodies described."""

from typing import Any

from starlette.requests import Request

from simulator.api.endpoint import Answer
from simulator.showing import shown_body

_HEADERS = ("authorization", "content-type", "x-line-retry-key", "user-agent")


def entry_of(request: Request, raw: bytes, answer: Answer, request_id: str) -> dict[str, Any]:
    query = f"?{request.url.query}" if request.url.query else ""
    return {
        "kind": "call",
        "method": request.method,
        "url": _path(request) + query,
        "status": answer.status or None,
        "reason": None,
        "requestId": request_id,
        "requestHeaders": _headers(request),
        "request": _shown(raw, request.headers.get("content-type", "")),
        "response": _shown_answer(answer),
    }


def _path(request: Request) -> str:
    root = str(request.scope.get("root_path", ""))
    return request.url.path.removeprefix(root)


def _headers(request: Request) -> dict[str, str]:
    shown = {name: request.headers[name] for name in _HEADERS if name in request.headers}
    if len(shown.get("authorization", "")) > 16:
        shown["authorization"] = shown["authorization"][:15] + "…"
    return shown


def _shown(raw: bytes, media_type: str) -> Any:
    if media_type.startswith("application/x-www-form-urlencoded"):
        return "form fields (not shown: they may hold secrets)"
    return shown_body(raw, media_type)


def _shown_answer(answer: Answer) -> Any:
    if isinstance(answer.content, bytes):
        return f"{answer.media_type}, {len(answer.content)} bytes"
    if isinstance(answer.content, dict) and "access_token" in answer.content:
        return answer.content | {"access_token": "…"}
    return answer.content
