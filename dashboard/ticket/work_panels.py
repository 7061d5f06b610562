"""The panels of a ticket's page that tell who works on it, with whom, and who wrote what."""

from dataclasses import dataclass

from sqlmodel import Session

from agencies.tables import Agency, Officer
from complaints import queries
from complaints.tables import Ticket
from dashboard.ticket import joint_view, thread_view, work_view
from dashboard.ticket.joint_view import JointView
from dashboard.ticket.thread_view import ThreadView
from dashboard.ticket.work_view import WorkView


@dataclass(frozen=True, slots=True)
class Panels:
    """What each of them shows."""

    work: WorkView
    joint: JointView
    thread: ThreadView


def load(session: Session, officer: Officer, ticket: Ticket, others: tuple[Agency, ...]) -> Panels:
    """Read them for an officer who may see the ticket; `others` could be asked to join in."""
    events = queries.list_events(session, ticket)
    return Panels(
        work=work_view.load(session, officer, ticket, events),
        joint=joint_view.load(session, officer, ticket, others),
        thread=thread_view.load(session, ticket),
    )
