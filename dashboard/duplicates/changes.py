"""An officer's click on the panel: group, ungroup, make the main one, set apart, clear a photo."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from agencies.tables import Officer
from complaints import queries
from complaints.change import By
from complaints.clearing import clear_photo
from complaints.desk import Desk
from complaints.duplicates.judged import distinguish, forget_distinction
from complaints.groups.changes import group, make_main, ungroup
from complaints.lifecycle import Actor
from complaints.parts import need_lead
from complaints.tables import Ticket
from core.errors import InvalidInput, NotFound
from dashboard import paths
from dashboard.auth import SignedIn
from dashboard.duplicates.routes import panel
from dashboard.wiring import Wired
from dashboard.wording import say

router = APIRouter(prefix="/tickets/{code}/duplicates")
ActName = Literal["under", "over", "out", "main", "apart", "compare", "show", "hide"]


@dataclass(frozen=True, slots=True)
class _Click:
    """What an act works with: the ticket of the page, and the other one where one is named."""

    session: Session
    desk: Desk
    officer: Officer
    ticket: Ticket
    other: Ticket
    now: datetime

    @property
    def by(self) -> By:
        """The officer as moves and audit name them."""
        return By(Actor.OFFICER, f"officer:{self.officer.id}", self.officer.agency_id)

    def own(self, ticket: Ticket) -> Ticket:
        """Return the ticket where this officer may change it. Raises NotAllowed."""
        need_lead(self.officer, ticket)
        return ticket


@router.post("/{change}")
def make(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: str,
    change: ActName,
    other: Annotated[str, Form()] = "",
) -> Response:
    """Carry the act out; refused, the panel comes back saying why."""
    officer = visitor.officer
    try:
        with wiring.database.transaction() as session:
            ticket = queries.get_for_officer(session, officer, code)
            named = _named(session, officer, other) if other.strip() else ticket
            _ACTS[change](_Click(session, wiring.desk, officer, ticket, named, wiring.clock()))
    except InvalidInput as error:
        words = say(f"same.refused.{error.reason}")
        return panel(request, wiring, visitor, code, words)
    wiring.wake()
    return RedirectResponse(paths.ticket(code, done=f"same_{change}"), 303)


def _named(session: Session, officer: Officer, code: str) -> Ticket:
    try:
        return queries.get_for_officer(session, officer, code.strip())
    except NotFound:
        raise InvalidInput("unknown") from None


def _under(click: _Click) -> None:
    group(click.session, click.desk, click.own(click.ticket), click.other, click.by, click.now)


def _over(click: _Click) -> None:
    group(click.session, click.desk, click.own(click.other), click.ticket, click.by, click.now)


def _out(click: _Click) -> None:
    ungroup(click.session, click.desk, click.own(click.other), click.by, click.now)


def _main(click: _Click) -> None:
    make_main(click.session, click.own(click.other), click.by, click.now)


def _apart(click: _Click) -> None:
    distinguish(click.session, click.own(click.ticket), click.other, click.by.id, click.now)


def _compare(click: _Click) -> None:
    forget_distinction(click.session, click.own(click.ticket), click.other, click.by.id, click.now)


def _show(click: _Click) -> None:
    clear_photo(click.session, click.own(click.ticket), click.by.id, click.now, cleared=True)


def _hide(click: _Click) -> None:
    clear_photo(click.session, click.own(click.ticket), click.by.id, click.now, cleared=False)


_ACTS: Mapping[ActName, Callable[[_Click], None]] = {
    "under": _under,
    "over": _over,
    "out": _out,
    "main": _main,
    "apart": _apart,
    "compare": _compare,
    "show": _show,
    "hide": _hide,
}
