"""The letters between officers and citizens, with what LINE made of each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.queries import officer_names
from complaints import queries
from complaints.desk import subject
from complaints.tables import EventKind, Ticket, TicketEvent
from complaints.thread.audience import To, group_of, list_reached
from dashboard.ticket.photo_view import PhotoView, photo_view
from dashboard.wording import say
from store.outbox import list_about
from store.outbox_tables import OutboxState


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `code` names the ticket of another number that it came by, else ""; `sent` are
    (state, how many messages are in it).
    """

    by_officer: bool
    who: str
    at: datetime
    words: str
    code: str
    photos: tuple[PhotoView, ...]
    sent: tuple[tuple[OutboxState, int], ...]


@dataclass(frozen=True, slots=True)
class ThreadView:
    """The letters, oldest first; `people` would hear one written to everybody."""

    letters: tuple[Letter, ...]
    reporter: bool
    people: int

    @property
    def moving(self) -> bool:
        """Some letter is still on its way."""
        return any(state is OutboxState.WAITING for each in self.letters for state, _ in each.sent)


def load(session: Session, ticket: Ticket) -> ThreadView:
    """Read the letters of a ticket and of its children, each letter once."""
    group = group_of(session, ticket)
    letters = [
        letter
        for each in group
        for letter in _letters(session, each, own=each is ticket, sent=_sent(session, group))
    ]
    return ThreadView(
        letters=tuple(sorted(letters, key=lambda letter: letter.at)),
        reporter=bool(list_reached(session, ticket, To.REPORTER)),
        people=len(list_reached(session, ticket, To.EVERYBODY)),
    )


def _letters(
    session: Session,
    ticket: Ticket,
    *,
    own: bool,
    sent: Mapping[datetime, Counter[OutboxState]],
) -> Sequence[Letter]:
    events = [each for each in queries.list_events(session, ticket) if _is_letter(each)]
    if not own:  # what officers write to everybody stands on every ticket of the group
        events = [each for each in events if not each.actor.startswith("officer:")]
    if not events:
        return ()
    photos = [photo_view(ticket.code, each) for each in queries.list_attachments(session, ticket)]
    names = officer_names(session, {_officer(event) for event in events})
    return [
        Letter(
            by_officer=event.actor.startswith("officer:"),
            who=_who(event, names),
            at=event.at,
            words=event.note,
            code="" if own else ticket.code,
            photos=tuple(photo for photo in photos if photo.event_id == event.id),
            sent=tuple(sent.get(event.at, Counter()).items()) if _officer(event) else (),
        )
        for event in events
    ]


def _is_letter(event: TicketEvent) -> bool:
    return event.kind is EventKind.COMMENTED and event.actor != "import"


def _sent(session: Session, group: Sequence[Ticket]) -> Mapping[datetime, Counter[OutboxState]]:
    """Return {when it was queued: how many messages are in which state}."""
    found: dict[datetime, Counter[OutboxState]] = {}
    for ticket in group:
        about = subject(ticket.id or 0)
        for name in (about, f"{about}/followers"):
            for row in list_about(session, name):
                found.setdefault(row.created_at, Counter())[row.state] += 1
    return found


def _who(event: TicketEvent, names: Mapping[int, str]) -> str:
    if event.detail.get("joined"):
        return say("who.joined")
    officer = _officer(event)
    return names.get(officer, say("who.officer")) if officer else say("who.reporter")


def _officer(event: TicketEvent) -> int:
    side, _, number = event.actor.partition(":")
    return int(number) if side == "officer" and number.isdigit() else 0
