"""Signing in with user name and password, the first public page, and signing out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from agencies import logins
from agencies.passwords import is_password
from agencies.sign_in import second_factor
from agencies.tables import Door, Officer
from core.errors import NotAllowed
from dashboard import paths
from dashboard.arrival import address_of, carry, come_in, proof_of
from dashboard.auth import COOKIE, Arriving
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.wiring import Wired, Wiring
from store import audit

entrance = APIRouter()
exit_ = APIRouter()

Field = Annotated[str, Form(max_length=2000)]
STEP = "second_step"  # the cookie between password and code


@entrance.get("/login")
def show(request: Request, wiring: Wired, next: str = "", left: str = "") -> Response:  # noqa: A002
    """Show the form; who `left` a session of the ministry's sign-on may end that, too."""
    provider = wiring.sign_in.provider
    back = f"{wiring.sign_in.public_url}{paths.LOGIN}"
    leave = provider.end_address(back) if provider and left == Door.SIGN_ON else ""
    return sign_in_page(request, wiring, next, leave=leave)


@entrance.post("/login")
def sign_in(
    request: Request,
    wiring: Wired,
    username: Field = "",
    password: Field = "",
    next: Field = "",  # noqa: A002
) -> Response:
    """Check the password; every sign-in starts a session of its own and ends the one before."""
    try:
        officer = _recognise(wiring, username, password, address_of(request))
    except NotAllowed:
        return sign_in_page(request, wiring, next, username, "throttled", 429)
    if officer is None or officer.id is None:
        return sign_in_page(request, wiring, next, username, "wrong", 422)
    with wiring.database.reading() as session:
        asks_for_code = second_factor.is_on(session, officer.id)
    if not asks_for_code:
        return come_in(request, wiring, officer, Door.PASSWORD, next)
    response = RedirectResponse(paths.with_query(paths.CODE, next=next), 303)
    values = {"officer": str(officer.id), "proof": proof_of(officer)}
    carry(response, wiring, STEP, paths.CODE, values)
    return response


@exit_.post("/logout")
def sign_out(request: Request, wiring: Wired, visitor: Arriving) -> Response:
    """End the session."""
    actor = f"officer:{visitor.officer.id}"
    token = request.cookies.get(COOKIE, "")
    with wiring.database.transaction() as session:
        ended = logins.find_session(session, token, wiring.clock())
        logins.sign_out(session, token)
        audit.record(session, at=wiring.clock(), actor=actor, action="officer.out", subject=actor)
    by_sign_on = ended is not None and ended.door is Door.SIGN_ON
    left = Door.SIGN_ON.value if by_sign_on else ""
    response = RedirectResponse(paths.with_query(paths.LOGIN, left=left), 303)
    response.delete_cookie(COOKIE, path=paths.ROOT)
    return response


def sign_in_page(
    request: Request,
    wiring: Wiring,
    wanted: str,
    username: str = "",
    error: str = "",
    status: int = 200,
    *,
    leave: str = "",
    name: str = "",
) -> Response:
    """Return the form; `error` is a key among the words, which may hold the person's `name`."""
    provider = wiring.sign_in.provider
    return render(
        request,
        "pages/login.html",
        status,
        next=wanted,
        username=username,
        error=error,
        name=name,
        leave=leave,
        minutes=logins.WINDOW.seconds // 60,
        demo_logins=wiring.demo_logins,
        sends_mail=wiring.sends_mail,
        sign_on=provider.name if provider else "",
        start=paths.with_query(paths.SIGN_ON, next=wanted),
        done=done_words(request),
    )


def _recognise(wiring: Wiring, username: str, password: str, address: str) -> Officer | None:
    with wiring.database.transaction() as session:
        officer = logins.begin(session, username, address, wiring.clock())
    right = is_password(password, officer.password_hash if officer else None)
    return officer if right else None
