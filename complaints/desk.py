"""What every action on a ticket works with; put together once, at the start."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from categories.catalog import Catalog
from complaints.announcements.live import Announcements
from complaints.clocks.calendar import Calendar
from complaints.clocks.working_time import WorkingTime
from complaints.tables import Reporter, Ticket
from core.messages import Outgoing
from core.phrases import Language, Phrases
from store.outbox import NO_REST, Outbox
from store.outbox_tables import OutboxMessage, Purpose


@dataclass(frozen=True, slots=True)
class Desk:
    """The tools of complaints.

    `photo_url` turns a file key into an address the messenger can show, None where it cannot.
    `notice_rest` is how long a notice that asks nothing waits for news that goes along with it.
    """

    outbox: Outbox
    catalog: Catalog
    phrases: Phrases
    photo_url: Callable[[str], str | None]
    dispute_days: int
    notice_rest: timedelta = NO_REST
    calendar: Calendar = field(default_factory=Calendar)
    announcements: Announcements = field(default_factory=Announcements)

    @property
    def office(self) -> WorkingTime:
        """The working time of offices in general."""
        return self.calendar.office()

    def office_of(self, ticket: Ticket) -> WorkingTime:
        """Return the working time that counts for a ticket."""
        return self.calendar.office(ticket.agency_id, ticket.province)

    def category_name(self, code: str, language: Language = "th") -> str:
        """Return the name of a category for people."""
        category = self.catalog.get(code)
        return category.name_en if language == "en" else category.name_th

    def notify(
        self,
        session: Session,
        reporter: Reporter | None,
        ticket_id: int,
        message: Outgoing,
        now: datetime,
        *,
        own: bool = True,
        rest: timedelta = NO_REST,
        folds: Sequence[OutboxMessage] = (),
        topic: str = "",
    ) -> None:
        """Queue a notice to a citizen who can still be reached; `own` where they reported it.

        It may `rest` so long, waiting for others to go along with; `folds` are resting ones that
        it tells anew. `topic` is what it is about, where that is not the ticket's own news.
        """
        if reporter is None or reporter.user_id is None or reporter.blocked_at is not None:
            return
        self.outbox.put(
            session,
            reporter.user_id,
            [message],
            now=now,
            purpose=Purpose.NOTICE,
            about=topic or about(ticket_id, own=own),
            rest=rest,
            folds=folds,
        )


def about(ticket_id: int, *, own: bool) -> str:
    """Return how the outbox names a notice of a ticket, to its reporter or to who follows it."""
    return subject(ticket_id) if own else f"{subject(ticket_id)}/followers"


def subject(ticket_id: int) -> str:
    """Return how audit and outbox name a ticket."""
    return f"ticket:{ticket_id}"
