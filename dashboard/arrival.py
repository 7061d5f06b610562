"""Letting somebody in who has proved who they are, and what their browser carries until then."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from agencies import logins
from agencies.logins import Visit
from agencies.tables import Door, Officer
from core.errors import NotFound
from dashboard import paths
from dashboard.auth import COOKIE
from dashboard.wiring import Wiring
from store import audit

STEPS_LIFE = timedelta(minutes=10)  # between the first step of signing in and the last


def address_of(request: Request) -> str:
    """Return the network address the request comes from."""
    return request.client.host if request.client else ""


def come_in(
    request: Request, wiring: Wiring, officer: Officer, door: Door, wanted: str
) -> Response:
    """Start a session and lead to the wanted page; the browser's former session ends."""
    now, address = wiring.clock(), address_of(request)
    actor = f"officer:{officer.id}"
    visit = Visit(door, address, request.headers.get("user-agent", ""))
    with wiring.database.transaction() as session:
        logins.sign_out(session, request.cookies.get(COOKIE, ""))
        audit.record(session, at=now, actor=actor, action="officer.in", subject=actor, door=door)
        token = logins.sign_in(session, officer, address, now, visit)
    response = RedirectResponse(paths.inside(wanted), 303)
    life = int(logins.SESSION_LIFE.total_seconds())
    _set(response, wiring, COOKIE, token, paths.ROOT, life)
    return response


def carry(
    response: Response, wiring: Wiring, name: str, path: str, values: Mapping[str, str]
) -> None:
    """Let the browser carry values to the next step: it can read but not alter them."""
    token = wiring.sign_in.signer.sign(json.dumps({"for": name, **values}))
    _set(response, wiring, name, token, path, int(STEPS_LIFE.total_seconds()))


def carried(request: Request, wiring: Wiring, name: str) -> dict[str, Any]:
    """Return what the browser carries under that name; empty where there is nothing of ours."""
    try:
        values = json.loads(wiring.sign_in.signer.read(request.cookies.get(name, ""), STEPS_LIFE))
    except NotFound:
        return {}
    return dict(values) if values.get("for") == name else {}


def proof_of(officer: Officer) -> str:
    """Return what stands for the officer's present password: worthless once it is changed."""
    return hashlib.sha256(officer.password_hash.encode()).hexdigest()[:32]


def _set(
    response: Response, wiring: Wiring, name: str, value: str, path: str, seconds: int
) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=path,
        secure=wiring.secure_cookies,
        httponly=True,
        samesite="lax",
    )
