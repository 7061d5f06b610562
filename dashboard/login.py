"""Signing in, the one public page, and signing out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from agencies import logins
from agencies.passwords import is_password
from core.errors import NotAllowed
from dashboard import paths
from dashboard.auth import COOKIE, SignedIn
from dashboard.pages import render
from dashboard.wiring import Wired, Wiring
from store import audit

entrance = APIRouter()
exit_ = APIRouter()

Field = Annotated[str, Form()]


@entrance.get("/login")
def show(request: Request, wiring: Wired, next: str = "") -> Response:  # noqa: A002
    """Show the form."""
    return _form(request, wiring, next)


@entrance.post("/login")
def sign_in(
    request: Request,
    wiring: Wired,
    username: Field = "",
    password: Field = "",
    next: Field = "",  # noqa: A002
) -> Response:
    """Check the password; every sign-in starts a session of its own and ends the one before."""
    address = request.client.host if request.client else ""
    try:
        token = _try(wiring, username, password, address, request.cookies.get(COOKIE, ""))
    except NotAllowed:
        return _form(request, wiring, next, username, "throttled", 429)
    if token is None:
        return _form(request, wiring, next, username, "wrong", 422)
    return _with_cookie(RedirectResponse(paths.inside(next), 303), wiring, token)


@exit_.post("/logout")
def sign_out(request: Request, wiring: Wired, visitor: SignedIn) -> Response:
    """End the session."""
    actor = f"officer:{visitor.officer.id}"
    with wiring.database.transaction() as session:
        logins.sign_out(session, request.cookies.get(COOKIE, ""))
        audit.record(session, at=wiring.clock(), actor=actor, action="officer.out", subject=actor)
    response = RedirectResponse(paths.LOGIN, 303)
    response.delete_cookie(COOKIE, path=paths.ROOT)
    return response


def _try(wiring: Wiring, username: str, password: str, address: str, old: str) -> str | None:
    now = wiring.clock()
    with wiring.database.transaction() as session:
        officer = logins.begin(session, username, address, now)
    right = is_password(password, officer.password_hash if officer else None)
    if officer is None or not right:
        return None
    with wiring.database.transaction() as session:
        logins.sign_out(session, old)
        actor = f"officer:{officer.id}"
        audit.record(session, at=now, actor=actor, action="officer.in", subject=actor)
        return logins.sign_in(session, officer, address, now)


def _form(
    request: Request,
    wiring: Wiring,
    wanted: str,
    username: str = "",
    error: str = "",
    status: int = 200,
) -> Response:
    return render(
        request,
        "pages/login.html",
        status,
        next=wanted,
        username=username,
        error=error,
        minutes=logins.WINDOW.seconds // 60,
        demo_logins=wiring.demo_logins,
    )


def _with_cookie(response: Response, wiring: Wiring, token: str) -> Response:
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(logins.SESSION_LIFE.total_seconds()),
        path=paths.ROOT,
        secure=wiring.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return response
