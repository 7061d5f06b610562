"""One officer: who they are, whether they may come in, their sessions and their link."""

from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from agencies import officers, roster
from agencies.changes import By
from agencies.tables import Officer
from complaints.assigning import release_all
from complaints.change import By as Mover
from complaints.lifecycle import Actor
from core.errors import InvalidInput
from core.gathering import Gathered
from dashboard.agencies.problems import by
from dashboard.auth import SignedIn, Visitor
from dashboard.done import done_words
from dashboard.officers import addresses, one_view
from dashboard.officers.link_page import link_page
from dashboard.officers.listing import read_profile
from dashboard.officers.problems import NOTHING_REFUSED, Refused, refused
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.wiring import Wired, Wiring

router = APIRouter(prefix="/officers/{officer_id}")

Line = Annotated[str, Form(max_length=500)]
Act = Literal["on", "off", "sessions", "second-step"]


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn, officer_id: RowId) -> Response:
    """Show the officer."""
    return _page(request, wiring, visitor, officer_id)


@router.post("/profile")
def change(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    officer_id: RowId,
    name: Line = "",
    role: Line = "",
    agency_id: Line = "",
    sign_on_name: Line = "",
) -> Response:
    """Correct what is known of them; who leaves their work gives their tickets back."""
    try:
        with wiring.database.transaction() as session:
            officer = roster.get_officer(session, visitor.officer, officer_id)
            wrong = Gathered()
            with wrong.noted():
                to = read_profile(name, role, agency_id or str(officer.agency_id), sign_on_name)
            with wrong.noted():
                officers.check_words(session, name, sign_on_name, officer_id=officer_id)
            wrong.tell()
            changed_by = by(wiring, visitor)
            if officers.change(session, visitor.officer, officer, to, changed_by):
                _release(session, visitor, officer, changed_by)
    except InvalidInput as error:
        typed = {"name": name, "role": role, "agency_id": agency_id, "sign_on_name": sign_on_name}
        problem = refused("profile", error, **typed)
        return _page(request, wiring, visitor, officer_id, problem)
    return _done(officer_id, "officer_changed")


@router.post("/link")
def make_link(request: Request, wiring: Wired, visitor: SignedIn, officer_id: RowId) -> Response:
    """Show a link by which they set a password, once."""
    try:
        with wiring.database.transaction() as session:
            officer = roster.get_officer(session, visitor.officer, officer_id)
            token = officers.make_link(session, visitor.officer, officer, by(wiring, visitor))
    except InvalidInput as error:
        return _page(request, wiring, visitor, officer_id, refused("link", error))
    return link_page(request, wiring, officer, token)


@router.post("/{act}")
def do(request: Request, wiring: Wired, visitor: SignedIn, officer_id: RowId, act: Act) -> Response:
    """Let them in or no more, end their sessions, take their authenticator away."""
    try:
        with wiring.database.transaction() as session:
            officer = roster.get_officer(session, visitor.officer, officer_id)
            _ACTS[act](session, visitor, officer, by(wiring, visitor))
    except InvalidInput as error:
        return _page(request, wiring, visitor, officer_id, refused(act, error))
    return _done(officer_id, f"officer_{act.replace('-', '_')}")


def _switch_on(session: Session, visitor: Visitor, officer: Officer, changed_by: By) -> None:
    officers.switch(session, visitor.officer, officer, changed_by, active=True)


def _switch_off(session: Session, visitor: Visitor, officer: Officer, changed_by: By) -> None:
    officers.switch(session, visitor.officer, officer, changed_by, active=False)
    _release(session, visitor, officer, changed_by)


def _end_sessions(session: Session, visitor: Visitor, officer: Officer, changed_by: By) -> None:
    officers.end_sessions(session, visitor.officer, officer, changed_by)


def _reset_second_step(
    session: Session, visitor: Visitor, officer: Officer, changed_by: By
) -> None:
    officers.reset_second_step(session, visitor.officer, officer, changed_by)


_ACTS: Mapping[Act, Callable[[Session, Visitor, Officer, By], None]] = {
    "on": _switch_on,
    "off": _switch_off,
    "sessions": _end_sessions,
    "second-step": _reset_second_step,
}


def _release(session: Session, visitor: Visitor, officer: Officer, changed_by: By) -> None:
    mover = Mover(Actor.OFFICER, changed_by.actor, visitor.officer.agency_id)
    release_all(session, officer.id or 0, mover, changed_by.now)


def _done(officer_id: int, done: str) -> Response:
    return RedirectResponse(addresses.officer(officer_id, done=done), 303)


def _page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    officer_id: int,
    problem: Refused = NOTHING_REFUSED,
) -> Response:
    with wiring.database.reading() as session:
        view = one_view.load(session, visitor.officer, officer_id, wiring.clock())
    return render(
        request,
        "officers/one.html",
        422 if problem.form else 200,
        view=view,
        sign_on=wiring.sign_in.provider.name if wiring.sign_in.provider else "",
        refused=problem,
        done=done_words(request),
    )
