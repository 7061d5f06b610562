"""What a ticket brought from another system still tells of its life there."""

from collections.abc import Sequence
from dataclasses import dataclass

from complaints.tables import EventKind, Ticket, TicketEvent


@dataclass(frozen=True, slots=True)
class Imported:
    """Its number there, how it was filed and by whom. The photos are links: they stay there."""

    number: str
    types: tuple[str, ...]
    organisations: tuple[str, ...]
    photos: tuple[str, ...]
    photos_after: tuple[str, ...]


def load(ticket: Ticket, events: Sequence[TicketEvent]) -> Imported | None:
    """Read it off the timeline; None for a ticket that began here."""
    if ticket.external_id is None:
        return None
    first = next((event.detail for event in events if event.kind is EventKind.SUBMITTED), {})
    after = (link for event in events if event.move for link in event.detail.get("photos", ()))
    return Imported(
        number=ticket.external_id,
        types=tuple(first.get("types", ())),
        organisations=tuple(first.get("organisations", ())),
        photos=tuple(first.get("photos", ())),
        photos_after=tuple(dict.fromkeys(after)),
    )
