"""A one-time link: whoever holds it sets the officer's password, once."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from starlette.responses import RedirectResponse, Response

from agencies.password_rules import check_password, words_about
from agencies.passwords import LEAST, hash_password
from agencies.queries import get_agency
from agencies.sign_in.links import read_link, use_link
from agencies.sign_in.tables import OneTimeLink
from agencies.tables import Agency, Officer
from core.errors import InvalidInput
from core.gathering import Gathered
from dashboard import paths
from dashboard.agencies.problems import Refused
from dashboard.officers.problems import NOTHING_REFUSED, check_repeated, refused
from dashboard.pages import render
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/link/{token}")

Token = Annotated[str, Path(max_length=100)]
Password = Annotated[str, Form(max_length=2000)]


@router.get("")
def show(request: Request, wiring: Wired, token: Token) -> Response:
    """Show whose link it is and ask for a password; looking at it uses nothing up."""
    try:
        link, officer, agency = _read(wiring, token)
    except InvalidInput as error:
        return _worthless(request, error)
    return _form(request, token, link, officer, agency)


@router.post("")
def take(
    request: Request,
    wiring: Wired,
    token: Token,
    password: Password = "",
    again: Password = "",
) -> Response:
    """Set the password; signing in with it is the next step."""
    try:
        link, officer, agency = _read(wiring, token)
    except InvalidInput as error:
        return _worthless(request, error)
    try:
        wrong = Gathered()
        with wrong.noted():
            check_password(password, words_about(officer, agency))
        with wrong.noted():
            check_repeated(password, again)
        wrong.tell()
    except InvalidInput as error:
        return _form(request, token, link, officer, agency, refused("password", error))
    password_hash = hash_password(password)  # takes its time: before the transaction
    try:
        with wiring.database.transaction() as session:
            use_link(session, token, password_hash, wiring.clock())
    except InvalidInput as error:
        return _worthless(request, error)
    return RedirectResponse(paths.with_query(paths.LOGIN, done="password_set"), 303)


def _read(wiring: Wiring, token: str) -> tuple[OneTimeLink, Officer, Agency]:
    with wiring.database.reading() as session:
        link, officer = read_link(session, token, wiring.clock())
        return link, officer, get_agency(session, officer.agency_id)


def _form(
    request: Request,
    token: str,
    link: OneTimeLink,
    officer: Officer,
    agency: Agency,
    problem: Refused = NOTHING_REFUSED,
) -> Response:
    return render(
        request,
        "pages/link.html",
        422 if problem.form else 200,
        token=token,
        link=link,
        officer=officer,
        agency=agency,
        least=LEAST,
        refused=problem,
    )


def _worthless(request: Request, error: InvalidInput) -> Response:
    why = say(f"officers.problem.{error.reason}")
    return render(request, "pages/link_worthless.html", 410, why=why)
