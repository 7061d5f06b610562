"""A citizen finds that their problem is reported already, and joins that ticket."""

from datetime import datetime

from sqlmodel import Session

from complaints import feedback
from complaints.desk import Desk
from complaints.groups.followers import follow
from complaints.groups.members import main_of
from complaints.groups.tables import FollowKind
from complaints.intake import Draft
from complaints.lifecycle import Status
from complaints.submit import new_photo
from complaints.tables import Reporter, Ticket


def join(
    session: Session, desk: Desk, ticket: Ticket, reporter: Reporter, draft: Draft, now: datetime
) -> None:
    """Let the citizen follow the ticket and add what is in their draft to it, as their own words.

    Who joins a ticket that was just finished says that it is not: that opens it again.

    Raises:
        InvalidInput: it is finished, and the time to say that it is not is over ("dispute_over").
    """
    if ticket.reporter_id != reporter.id:
        follow(session, ticket, reporter, FollowKind.JOINED, now)
    first, *more = draft.texts
    feedback.comment(
        session,
        ticket,
        reporter,
        now,
        text=first.text,
        message_id=first.message_id,
        photos=tuple(new_photo(photo) for photo in draft.photos),
        joined=True,
    )
    for each in more:
        feedback.comment(session, ticket, reporter, now, text=each.text, message_id=each.message_id)
    if main_of(session, ticket).status is Status.FINISHED:
        feedback.dispute(session, desk, ticket, reporter, now)
