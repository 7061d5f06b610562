"""A ticket's events as plain Thai: who did what and when, with notes and photos."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from agencies.queries import agency_names, officer_names
from categories.catalog import Catalog
from complaints.tables import EventKind, TicketEvent
from dashboard.filters import thai_day
from dashboard.ticket.photo_view import PhotoView
from dashboard.wording import say


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline. `key` names its words, `facts` are (label, value)."""

    key: str
    title: str
    who: str
    at: datetime
    note: str
    facts: tuple[tuple[str, str], ...]
    photos: tuple[PhotoView, ...]


def load(
    session: Session,
    events: Sequence[TicketEvent],
    photos: Sequence[PhotoView],
    catalog: Catalog,
) -> tuple[Entry, ...]:
    """Return the timeline, newest first."""
    officers = officer_names(session, {_number(event.actor) for event in events})
    agencies = agency_names(session, {agency for event in events for agency in _agencies(event)})
    return tuple(
        Entry(
            key=_key(event),
            title=_title(event),
            who=_who(event, officers, agencies),
            at=event.at,
            note=event.note,
            facts=_facts(event, agencies, catalog),
            photos=tuple(photo for photo in photos if photo.event_id == event.id),
        )
        for event in reversed(events)
    )


def _key(event: TicketEvent) -> str:
    if event.detail.get("joined"):
        return "joined"
    return event.move if event.kind is EventKind.MOVED and event.move else event.kind.value


def _title(event: TicketEvent) -> str:
    key = "stars" if event.kind is EventKind.RATED and event.actor == "import" else _key(event)
    return say(f"timeline.{key}", stars=event.detail.get("stars", ""))


def _who(event: TicketEvent, officers: dict[int, str], agencies: dict[int, str]) -> str:
    side = event.actor.partition(":")[0]
    if event.detail.get("joined"):
        return say("who.joined")
    if side != "officer":
        return say(f"who.{side}")
    name = officers.get(_number(event.actor), say("who.officer"))
    agency = agencies.get(event.agency_id or 0)
    return f"{name} · {agency}" if agency else name


def _facts(
    event: TicketEvent, agencies: dict[int, str], catalog: Catalog
) -> tuple[tuple[str, str], ...]:
    detail = event.detail
    expected = detail.get("expected_on")
    reason = detail.get("hold_reason")
    values = {
        "hold_reason": say(f"hold_reason.{reason}") if reason else "",
        "expected_on": thai_day(date.fromisoformat(expected)) if expected else "",
        "no_photo_reason": detail.get("no_photo_reason", ""),
        "state": detail.get("state", ""),
        "at_latest": say("at_latest") if detail.get("at_latest") else "",
        "main": detail.get("main", ""),
        "to_agency": agencies.get(detail.get("to_agency", 0), ""),
        "from_category": _category(detail.get("from_category"), catalog),
        "to_category": _category(detail.get("to_category"), catalog),
    }
    return tuple((say(f"fact.{name}"), value) for name, value in values.items() if value)


def _category(code: str | None, catalog: Catalog) -> str:
    return catalog.get(code).name_th if code else ""


def _agencies(event: TicketEvent) -> set[int]:
    told = {event.agency_id, event.detail.get("to_agency")}
    return {agency for agency in told if agency}


def _number(actor: str) -> int:
    side, _, number = actor.partition(":")
    return int(number) if side == "officer" and number.isdigit() else 0
