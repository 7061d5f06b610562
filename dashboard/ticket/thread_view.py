"""The letters between officers and citizens, with what LINE made of each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from agencies.queries import officer_names
from complaints.desk import subject
from complaints.tables import Attachment, EventKind, Ticket, TicketEvent
from complaints.thread.audience import To, group_of, list_reached
from dashboard.ticket.photo_view import PhotoView, photo_view
from dashboard.wording import say
from store.outbox_tables import OutboxMessage, OutboxState


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
    return ThreadView(
        letters=_letters(session, ticket, {each.id or 0: each for each in group}),
        reporter=bool(list_reached(session, ticket, To.REPORTER)),
        people=len(list_reached(session, ticket, To.EVERYBODY)),
    )


def _letters(session: Session, ticket: Ticket, group: Mapping[int, Ticket]) -> tuple[Letter, ...]:
    events = _events(session, ticket, group)
    names = officer_names(session, {_officer(event) for event in events})
    photos = _photos(session, events, group)
    sent = _sent(session, group, {event.at for event in events if _officer(event)})
    return tuple(
        Letter(
            by_officer=_officer(event) > 0,
            who=_who(event, names),
            at=event.at,
            words=event.note,
            code="" if event.ticket_id == ticket.id else group[event.ticket_id].code,
            photos=tuple(photos.get(event.id, ())),
            sent=tuple(sent.get(event.at, Counter()).items()) if _officer(event) else (),
        )
        for event in events
    )


def _events(session: Session, ticket: Ticket, group: Mapping[int, Ticket]) -> Sequence[TicketEvent]:
    """Return the letters, oldest first; what officers write to everybody stands on every ticket
    of a group and is taken from this one.
    """
    query = select(TicketEvent).where(
        col(TicketEvent.ticket_id).in_(group),
        TicketEvent.kind == EventKind.COMMENTED,
        TicketEvent.actor != "import",
    )
    found = session.exec(query.order_by(col(TicketEvent.at), col(TicketEvent.id)))
    return [each for each in found if each.ticket_id == ticket.id or not _officer(each)]


def _photos(
    session: Session, events: Sequence[TicketEvent], group: Mapping[int, Ticket]
) -> Mapping[int | None, list[PhotoView]]:
    query = select(Attachment).where(col(Attachment.event_id).in_(each.id for each in events))
    photos: dict[int | None, list[PhotoView]] = {}
    for each in session.exec(query.order_by(col(Attachment.id))):
        shown = photo_view(group[each.ticket_id].code, each)
        photos.setdefault(each.event_id, []).append(shown)
    return photos


def _sent(
    session: Session, group: Iterable[int], moments: set[datetime]
) -> Mapping[datetime, Counter[OutboxState]]:
    """Return {when it was written: how many messages are in which state}: a letter's messages are
    queued in the moment in which it is written.
    """
    if not moments:
        return {}
    about = [subject(number) for number in group]
    about += [f"{each}/followers" for each in about]
    query = select(OutboxMessage.created_at, OutboxMessage.state).where(
        col(OutboxMessage.about).in_(about), col(OutboxMessage.created_at).in_(moments)
    )
    found: dict[datetime, Counter[OutboxState]] = {}
    for moment, state in session.exec(query):
        found.setdefault(moment, Counter())[OutboxState(state)] += 1
    return found


def _who(event: TicketEvent, names: Mapping[int, str]) -> str:
    if event.detail.get("joined"):
        return say("who.joined")
    officer = _officer(event)
    return names.get(officer, say("who.officer")) if officer else say("who.reporter")


def _officer(event: TicketEvent) -> int:
    side, _, number = event.actor.partition(":")
    return int(number) if side == "officer" and number.isdigit() else 0
