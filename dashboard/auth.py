"""Who is signed in, and the gates: each router of the site stands behind one of them."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from agencies import logins
from agencies.permissions import (
    may_edit_knowledge,
    may_manage_agencies,
    may_operate,
    may_oversee,
    may_work,
)
from agencies.queries import get_agency
from agencies.tables import Agency, Officer
from core.errors import AppError, NotAllowed
from dashboard.wiring import Wired, Wiring

COOKIE = "officer"


class SignInNeeded(AppError):
    """Nobody is signed in; the face sends them to sign in and back to where they were."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """The signed-in officer with their agency."""

    officer: Officer
    agency: Agency

    @property
    def may_work(self) -> bool:
        """May change tickets."""
        return may_work(self.officer)

    @property
    def may_operate(self) -> bool:
        """May look after the service itself."""
        return may_operate(self.officer)

    @property
    def may_manage_agencies(self) -> bool:
        """May say which agency owns what."""
        return may_manage_agencies(self.officer)

    @property
    def may_oversee(self) -> bool:
        """May see how well the work goes."""
        return may_oversee(self.officer)

    @property
    def may_edit_knowledge(self) -> bool:
        """May write and correct answers."""
        return may_edit_knowledge(self.officer)


def find_visitor(request: HTTPConnection, wiring: Wiring) -> Visitor | None:
    """Return who is signed in, or None."""
    token = request.cookies.get(COOKIE, "")
    with wiring.database.reading() as session:
        officer = logins.find_officer(session, token, wiring.clock()) if token else None
        return Visitor(officer, get_agency(session, officer.agency_id)) if officer else None


def anyone() -> None:
    """Gate: open to the whole world."""


def signed_in(request: Request, wiring: Wired) -> Visitor:
    """Gate: any officer. Raises SignInNeeded."""
    visitor = find_visitor(request, wiring)
    if visitor is None:
        raise SignInNeeded("nobody is signed in")
    request.state.visitor = visitor  # for the frame around every page, error pages too
    return visitor


SignedIn = Annotated[Visitor, Depends(signed_in)]


def worker(visitor: SignedIn) -> Visitor:
    """Gate: officers who may change tickets. Raises NotAllowed."""
    if not visitor.may_work:
        raise NotAllowed(f"{visitor.officer.role} may only read")
    return visitor


def operator(visitor: SignedIn) -> Visitor:
    """Gate: officers who look after the service. Raises NotAllowed."""
    if not visitor.may_operate:
        raise NotAllowed(f"{visitor.officer.role} may not operate the service")
    return visitor


def overseer(visitor: SignedIn) -> Visitor:
    """Gate: officers who look after the work of others. Raises NotAllowed."""
    if not visitor.may_oversee:
        raise NotAllowed(f"{visitor.officer.role} may not see how the work goes")
    return visitor


def editor(visitor: SignedIn) -> Visitor:
    """Gate: officers who look after the answers. Raises NotAllowed."""
    if not visitor.may_edit_knowledge:
        raise NotAllowed(f"{visitor.officer.role} may not edit the answers")
    return visitor


def manager(visitor: SignedIn) -> Visitor:
    """Gate: officers who say which agency owns what. Raises NotAllowed."""
    if not visitor.may_manage_agencies:
        raise NotAllowed(f"{visitor.officer.role} may not manage agencies")
    return visitor


GATES = (anyone, signed_in, worker, operator, manager, overseer, editor)
