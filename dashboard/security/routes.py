"""One's own password, second step and sessions."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from markupsafe import Markup
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from agencies import logins
from agencies.password_rules import check_password, words_about
from agencies.passwords import LEAST, hash_password, is_password
from agencies.queries import get_officer_by_id
from agencies.sign_in import second_factor
from agencies.tables import Officer
from core.errors import InvalidInput, NotAllowed
from core.gathering import Gathered
from dashboard import paths
from dashboard.auth import COOKIE, Arriving, Visitor
from dashboard.done import done_words
from dashboard.officers.problems import NOTHING_REFUSED, Refused, check_repeated, refused
from dashboard.pages import render
from dashboard.security import view
from dashboard.wiring import Wired, Wiring
from store import audit

router = APIRouter(prefix="/security")

Secret = Annotated[str, Form(max_length=2000)]


@router.get("")
def show(request: Request, wiring: Wired, visitor: Arriving) -> Response:
    """Show what keeps the account safe."""
    return _page(request, wiring, visitor)


@router.post("/password")
def change_password(
    request: Request,
    wiring: Wired,
    visitor: Arriving,
    old: Secret = "",
    password: Secret = "",
    again: Secret = "",
) -> Response:
    """Change the password; every other session ends."""
    officer = visitor.officer
    try:
        _check_old(wiring, officer, old)
        wrong = Gathered()
        with wrong.noted():
            check_password(password, words_about(officer, visitor.agency))
        with wrong.noted():
            check_repeated(password, again)
        wrong.tell()
    except InvalidInput as error:
        return _page(request, wiring, visitor, refused("password", error))
    password_hash = hash_password(password)
    with wiring.database.transaction() as session:
        get_officer_by_id(session, officer.id or 0).password_hash = password_hash
        logins.sign_out_elsewhere(session, officer, request.cookies.get(COOKIE, ""))
        logins.forget_failures(session, officer)
        _record(session, wiring, officer, "officer.password")
    return _done("password_changed")


@router.post("/sessions")
def end_other_sessions(request: Request, wiring: Wired, visitor: Arriving) -> Response:
    """Sign out everywhere but here."""
    with wiring.database.transaction() as session:
        token = request.cookies.get(COOKIE, "")
        logins.sign_out_elsewhere(session, visitor.officer, token)
        _record(session, wiring, visitor.officer, "officer.sessions_ended")
    return _done("sessions_ended")


@router.get("/second-step")
def show_set_up(request: Request, wiring: Wired, visitor: Arriving) -> Response:
    """Show the QR code and ask for a first code."""
    return _set_up_page(request, wiring, visitor.officer)


@router.post("/second-step")
def set_up(
    request: Request,
    wiring: Wired,
    visitor: Arriving,
    code: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Turn the second step on and show the recovery codes, once."""
    officer, now = visitor.officer, wiring.clock()
    try:
        with wiring.database.transaction() as session:
            cipher = wiring.sign_in.cipher
            codes = second_factor.confirm(session, officer.id or 0, code, cipher, now)
            logins.sign_out_elsewhere(session, officer, request.cookies.get(COOKIE, ""))
            _record(session, wiring, officer, "officer.second_step_on")
    except InvalidInput as error:
        if error.reason != "code_wrong":
            return _done("")
        return _set_up_page(request, wiring, officer, refused("code", error))
    return render(request, "security/codes.html", codes=codes)


@router.post("/second-step/codes")
def renew_codes(
    request: Request, wiring: Wired, visitor: Arriving, password: Secret = ""
) -> Response:
    """Show new recovery codes, once; the former ones are worthless."""
    officer = visitor.officer
    try:
        _check_own(wiring, officer, password)
    except InvalidInput as error:
        return _page(request, wiring, visitor, refused("codes", error))
    with wiring.database.transaction() as session:
        if not second_factor.is_on(session, officer.id or 0):
            raise NotAllowed("there is no second step")
        cipher = wiring.sign_in.cipher
        codes = second_factor.new_recovery_codes(session, officer.id or 0, cipher)
        _record(session, wiring, officer, "officer.recovery_codes")
    return render(request, "security/codes.html", codes=codes)


@router.post("/second-step/off")
def turn_off(request: Request, wiring: Wired, visitor: Arriving, password: Secret = "") -> Response:
    """Turn the second step off, where the role does not ask for it."""
    officer = visitor.officer
    if officer.role in wiring.sign_in.second_step_of:
        raise NotAllowed(f"{officer.role} needs a second step")
    try:
        _check_own(wiring, officer, password)
    except InvalidInput as error:
        return _page(request, wiring, visitor, refused("off", error))
    with wiring.database.transaction() as session:
        second_factor.remove(session, officer.id or 0)
        _record(session, wiring, officer, "officer.second_step_off")
    return _done("second_step_off")


def _check_own(wiring: Wiring, officer: Officer, password: str) -> None:
    # Who has none came by the sign-on: the session is all that can be asked for.
    if officer.password_hash:
        _check_old(wiring, officer, password)


def _check_old(wiring: Wiring, officer: Officer, password: str) -> None:
    with wiring.database.transaction() as session:
        try:  # a session left open is no way to guess at the password
            logins.begin_code(session, officer, wiring.clock())
        except NotAllowed:
            raise InvalidInput("tries_many", minutes=logins.WINDOW.seconds // 60) from None
    if not is_password(password, officer.password_hash):
        raise InvalidInput("password_wrong")
    with wiring.database.transaction() as session:
        logins.forget_failures(session, officer)


def _record(session: Session, wiring: Wiring, officer: Officer, action: str) -> None:
    actor = f"officer:{officer.id}"
    audit.record(session, at=wiring.clock(), actor=actor, action=action, subject=actor)


def _done(done: str) -> Response:
    return RedirectResponse(paths.with_query(paths.SECURITY, done=done), 303)


def _page(
    request: Request, wiring: Wiring, visitor: Visitor, problem: Refused = NOTHING_REFUSED
) -> Response:
    must = visitor.officer.role in wiring.sign_in.second_step_of
    token = request.cookies.get(COOKIE, "")
    with wiring.database.reading() as session:
        shown = view.load(session, visitor, token, wiring.clock(), must=must)
    return render(
        request,
        "security/page.html",
        422 if problem.form else 200,
        view=shown,
        lacks=visitor.lacks,
        least=LEAST,
        refused=problem,
        done=done_words(request),
    )


def _set_up_page(
    request: Request, wiring: Wiring, officer: Officer, problem: Refused = NOTHING_REFUSED
) -> Response:
    try:
        with wiring.database.transaction() as session:
            cipher, now = wiring.sign_in.cipher, wiring.clock()
            secret = second_factor.start(session, officer.id or 0, cipher, now)
    except InvalidInput:  # it is on already
        return RedirectResponse(paths.SECURITY, 303)
    address = second_factor.address(secret, officer.username, wiring.service_name)
    return render(
        request,
        "security/set_up.html",
        422 if problem.form else 200,
        # Made by segno out of our own address: digits of a drawing, no words of a person.
        qr=Markup(view.qr_svg(address)),  # noqa: S704
        address=address,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        refused=problem,
    )
