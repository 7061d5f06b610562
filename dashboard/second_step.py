"""The second step of signing in: a code of the authenticator, or a recovery code."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from agencies import logins
from agencies.sign_in import second_factor
from agencies.tables import Door, Officer
from core.errors import NotAllowed
from dashboard import paths
from dashboard.arrival import carried, come_in, proof_of
from dashboard.login import STEP
from dashboard.pages import render
from dashboard.wiring import Wired, Wiring
from store import audit

router = APIRouter()


@router.get("/login/code")
def show(request: Request, wiring: Wired, next: str = "") -> Response:  # noqa: A002
    """Ask for the code; who has not given a password goes there first."""
    officer = _expected(request, wiring)
    if officer is None:
        return RedirectResponse(paths.with_query(paths.LOGIN, next=next), 303)
    return _form(request, officer, next)


@router.post("/login/code")
def check(
    request: Request,
    wiring: Wired,
    code: Annotated[str, Form(max_length=40)] = "",
    next: Annotated[str, Form(max_length=2000)] = "",  # noqa: A002
) -> Response:
    """Let in who gives a code that works; each works once."""
    officer = _expected(request, wiring)
    if officer is None or officer.id is None:
        return RedirectResponse(paths.with_query(paths.LOGIN, next=next), 303)
    try:
        right = _check(wiring, officer, officer.id, code)
    except NotAllowed:
        return _form(request, officer, next, "throttled", 429)
    if not right:
        return _form(request, officer, next, "wrong", 422)
    response = come_in(request, wiring, officer, Door.PASSWORD, next)
    response.delete_cookie(STEP, path=paths.CODE)
    return response


def _expected(request: Request, wiring: Wiring) -> Officer | None:
    values = carried(request, wiring, STEP)
    if not values:
        return None
    with wiring.database.reading() as session:
        officer = session.get(Officer, int(values["officer"]))
        if officer is None or not officer.active or proof_of(officer) != values["proof"]:
            return None
    return officer


def _check(wiring: Wiring, officer: Officer, officer_id: int, code: str) -> bool:
    now, actor = wiring.clock(), f"officer:{officer_id}"
    with wiring.database.transaction() as session:
        logins.begin_code(session, officer, now)
        right = second_factor.accept(session, officer_id, code, wiring.sign_in.cipher, now)
        if not right:
            action = "officer.second_step_wrong"
            audit.record(session, at=now, actor=actor, action=action, subject=actor)
    return right


def _form(
    request: Request, officer: Officer, wanted: str, error: str = "", status: int = 200
) -> Response:
    return render(
        request,
        "pages/code.html",
        status,
        next=wanted,
        username=officer.username,
        error=error,
        minutes=logins.WINDOW.seconds // 60,
    )
