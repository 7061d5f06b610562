"""The list of officers, and inviting one."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from agencies import officers
from agencies.officers import Profile
from agencies.roster import Wanted
from agencies.tables import Role
from core.errors import InvalidInput
from core.gathering import Gathered
from dashboard.agencies.problems import by
from dashboard.auth import SignedIn, Visitor
from dashboard.done import done_words
from dashboard.officers import list_view
from dashboard.officers.choices import agencies_for, roles_for
from dashboard.officers.link_page import link_page
from dashboard.officers.problems import NOTHING_REFUSED, Refused, refused
from dashboard.pages import render
from dashboard.row_id import LARGEST
from dashboard.wiring import Wired, Wiring

router = APIRouter(prefix="/officers")

Words = Annotated[str, Query(max_length=200)]
Line = Annotated[str, Form(max_length=500)]


@router.get("")
def show(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    words: Words = "",
    agency: Words = "",
    role: Words = "",
    state: Literal["", "on", "off"] = "",
    after: Words = "",
) -> Response:
    """Show the officers this manager looks after."""
    wanted = Wanted(
        words.replace("\0", "").strip(),  # PostgreSQL takes no NUL in a text
        _number(agency),
        Role(role) if role in set(Role) else None,
        {"": None, "on": True, "off": False}[state],
        _number(after),
    )
    everywhere = visitor.officer.role is Role.ADMINISTRATOR
    with wiring.database.reading() as session:
        view = list_view.load(session, visitor.officer, wanted, everywhere=everywhere)
    return render(request, "officers/list.html", view=view, done=done_words(request))


@router.get("/new")
def show_new(request: Request, wiring: Wired, visitor: SignedIn) -> Response:
    """Show the empty form."""
    return _form(request, wiring, visitor)


@router.post("/new")
def invite(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    username: Line = "",
    name: Line = "",
    role: Line = "",
    agency_id: Line = "",
    sign_on_name: Line = "",
) -> Response:
    """Add an officer and show the link by which they set their password, once."""
    try:
        with wiring.database.transaction() as session:
            wrong = Gathered()
            with wrong.noted():
                own = str(visitor.agency.id)
                profile = read_profile(name, role, agency_id or own, sign_on_name)
            with wrong.noted():
                officers.check_words(session, name, sign_on_name, username)
            wrong.tell()
            manager, now_by = visitor.officer, by(wiring, visitor)
            officer = officers.invite(session, manager, username, profile, now_by)
            token = officers.make_link(session, manager, officer, now_by)
    except InvalidInput as error:
        typed = {"username": username, "name": name, "role": role, "agency_id": agency_id}
        typed["sign_on_name"] = sign_on_name
        return _form(request, wiring, visitor, refused("new", error, **typed))
    return link_page(request, wiring, officer, token)


def read_profile(name: str, role: str, agency_id: str, sign_on_name: str) -> Profile:
    """Return what a form says of an officer. Raises InvalidInput ("role_unknown", …)."""
    if role not in set(Role):
        raise InvalidInput("role_unknown")
    agency = _number(agency_id)
    if agency is None:
        raise InvalidInput("agency_unknown")
    return Profile(name, Role(role), agency, sign_on_name)


def _number(text: str) -> int | None:
    plain = text.isascii() and text.isdecimal() and len(text) <= 10
    return int(text) if plain and 1 <= int(text) <= LARGEST else None


def _form(
    request: Request, wiring: Wiring, visitor: Visitor, problem: Refused = NOTHING_REFUSED
) -> Response:
    with wiring.database.reading() as session:
        agencies = agencies_for(session, visitor.officer)
    return render(
        request,
        "officers/new.html",
        422 if problem.form else 200,
        agencies=agencies,
        own=visitor.agency,
        roles=roles_for(visitor.officer),
        sign_on=wiring.sign_in.provider.name if wiring.sign_in.provider else "",
        refused=problem,
    )
