"""Who is signed in, and the gates: each router of the site stands behind one of them."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session
from starlette.requests import HTTPConnection

from agencies import logins
from agencies.permissions import (
    leads_team,
    may_assess,
    may_edit_knowledge,
    may_manage_agencies,
    may_manage_officers,
    may_operate,
    may_oversee,
    may_read_log,
    may_suspend,
    may_take_evidence,
    may_work,
    reads_branch,
)
from agencies.queries import get_agency
from agencies.sign_in import second_factor
from agencies.tables import Agency, Door, Officer
from complaints.parts import takes_part
from complaints.queries import get_for_officer
from core.errors import AppError, NotAllowed, NotFound
from dashboard.wiring import Wired, Wiring

COOKIE = "officer"


class SignInNeeded(AppError):
    """Nobody is signed in; the face sends them to sign in and back to where they were."""


class SecondStepNeeded(AppError):
    """The officer's role asks for an authenticator; the face leads to where it is set up."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """The signed-in officer with their agency; `lacks` a second step that their role asks for."""

    officer: Officer
    agency: Agency
    lacks: bool = False

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

    @property
    def leads_team(self) -> bool:
        """May see how each officer of the own agency does."""
        return leads_team(self.officer)

    @property
    def may_assess(self) -> bool:
        """May judge how far the agency is with dimension 3.4."""
        return may_assess(self.officer)

    @property
    def may_suspend(self) -> bool:
        """May keep a citizen from reporting for a while."""
        return may_suspend(self.officer)


def find_visitor(request: HTTPConnection, wiring: Wiring) -> Visitor | None:
    """Return who is signed in, or None."""
    token = request.cookies.get(COOKIE, "")
    with wiring.database.reading() as session:
        officer = logins.find_officer(session, token, wiring.clock()) if token else None
        if officer is None:
            return None
        lacks = _lacks_second_step(session, wiring, officer, token)
        return Visitor(officer, get_agency(session, officer.agency_id), lacks)


def _lacks_second_step(session: Session, wiring: Wiring, officer: Officer, token: str) -> bool:
    if officer.role not in wiring.sign_in.second_step_of or officer.id is None:
        return False
    opened = logins.find_session(session, token, wiring.clock())
    if opened is None or opened.door is Door.SIGN_ON:  # how sure it is, is the provider's concern
        return False
    return not second_factor.is_on(session, officer.id)


def anyone() -> None:
    """Gate: open to the whole world."""


def arriving(request: Request, wiring: Wired) -> Visitor:
    """Gate: any officer, also one who has yet to set up a second step. Raises SignInNeeded."""
    visitor = find_visitor(request, wiring)
    if visitor is None:
        raise SignInNeeded("nobody is signed in")
    request.state.visitor = visitor  # for the frame around every page, error pages too
    return visitor


Arriving = Annotated[Visitor, Depends(arriving)]


def signed_in(visitor: Arriving) -> Visitor:
    """Gate: any officer. Raises SignInNeeded or SecondStepNeeded."""
    if visitor.lacks:
        raise SecondStepNeeded(f"{visitor.officer.role} needs a second step")
    return visitor


SignedIn = Annotated[Visitor, Depends(signed_in)]


def worker(request: Request, wiring: Wired, visitor: SignedIn) -> Visitor:
    """Gate: officers who may change tickets, and the ticket named, if one is.

    A ticket that is not for their eyes is left to the page, which gives back what was typed for it.

    Raises:
        NotAllowed: their role may only read, or they may only read this ticket: it belongs to an
            agency below theirs.
    """
    if not visitor.may_work:
        raise NotAllowed(f"{visitor.officer.role} may only read")
    code = request.path_params.get("code", "")
    if code and reads_branch(visitor.officer):
        with suppress(NotFound), wiring.database.reading() as session:
            ticket = get_for_officer(session, visitor.officer, code)
            if not takes_part(session, visitor.officer, ticket):
                raise NotAllowed(f"{code} belongs to an agency below")
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


def staff_manager(visitor: SignedIn) -> Visitor:
    """Gate: officers who look after officers' accounts. Raises NotAllowed."""
    if not may_manage_officers(visitor.officer):
        raise NotAllowed(f"{visitor.officer.role} may not manage officers")
    return visitor


def log_reader(visitor: SignedIn) -> Visitor:
    """Gate: officers who read who did what. Raises NotAllowed."""
    if not may_read_log(visitor.officer):
        raise NotAllowed(f"{visitor.officer.role} may not read the log")
    return visitor


def team_leader(visitor: SignedIn) -> Visitor:
    """Gate: supervisors, who see how each of their officers does. Raises NotAllowed."""
    if not leads_team(visitor.officer):
        raise NotAllowed(f"{visitor.officer.role} leads no team")
    return visitor


def assessor(visitor: SignedIn) -> Visitor:
    """Gate: officers who assess how far their agency is. Raises NotAllowed."""
    if not may_assess(visitor.officer):
        raise NotAllowed(f"{visitor.officer.role} may not assess")
    return visitor


def suspender(visitor: Annotated[Visitor, Depends(worker)]) -> Visitor:
    """Gate: officers who keep abusive citizens from reporting. Raises NotAllowed, as `worker`."""
    if not visitor.may_suspend:
        raise NotAllowed(f"{visitor.officer.role} may not suspend citizens")
    return visitor


def evidence_taker(visitor: SignedIn) -> Visitor:
    """Gate: officers who hand figures in. Raises NotAllowed."""
    if not may_take_evidence(visitor.officer):
        raise NotAllowed(f"{visitor.officer.role} may not take evidence")
    return visitor


GATES = (
    evidence_taker,
    anyone,
    arriving,
    staff_manager,
    log_reader,
    suspender,
    signed_in,
    worker,
    operator,
    manager,
    overseer,
    editor,
    team_leader,
    assessor,
)
