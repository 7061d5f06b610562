"""A ticket's events as plain Thai: who did what and when, with notes and photos."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from agencies.queries import agency_names, officer_names
from categories.catalog import Catalog
from complaints.closing.doubts import from_json, words_of
from complaints.tables import EventKind, TicketEvent
from dashboard.filters import thai_day, thai_moment
from dashboard.ticket.photo_view import PhotoView
from dashboard.wording import say

GROUPS = ("moves", "talk", "notes")
_TALK = ("submitted", "commented", "wrote", "answer", "joined", "rated", "stars", "withheld")
_GROUP_OF = {"noted": "notes", **dict.fromkeys(_TALK, "talk")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline. `key` names its words, `facts` are (label, value)."""

    key: str
    title: str
    who: str
    agency: str
    at: datetime
    note: str
    facts: tuple[tuple[str, str], ...]
    photos: tuple[PhotoView, ...]

    @property
    def group(self) -> str:
        """Which of GROUPS it belongs to."""
        return _GROUP_OF.get(self.key, "moves")


def load(
    session: Session,
    events: Sequence[TicketEvent],
    photos: Sequence[PhotoView],
    catalog: Catalog,
) -> tuple[Entry, ...]:
    """Return the timeline, newest first."""
    officers = officer_names(session, {each for event in events for each in _officers(event)})
    agencies = agency_names(session, {agency for event in events for agency in _agencies(event)})
    return tuple(
        Entry(
            key=_key(event),
            title=_title(event, officers, agencies),
            who=_who(event, officers),
            agency=agencies.get(event.agency_id or 0, ""),
            at=event.at,
            note=event.note,
            facts=_facts(event, officers, agencies, catalog),
            photos=tuple(photo for photo in photos if photo.event_id == event.id),
        )
        for event in reversed(events)
    )


def _key(event: TicketEvent) -> str:
    detail = event.detail
    if detail.get("joined"):
        return "joined"
    match event.kind:
        case EventKind.MOVED if event.move:
            return "approved" if detail.get("asked_by") else event.move
        case EventKind.COMMENTED if event.actor.startswith("officer:"):
            return "wrote"
        case EventKind.RATED if event.actor == "import":
            return "stars"
        case EventKind.ASSIGNED:
            return _assignment_key(event)
        case EventKind.PRIORITISED:
            return str(detail["priority"])
        case EventKind.PART_MOVED:
            return f"part_{detail['part']}"
    return event.kind.value


def _assignment_key(event: TicketEvent) -> str:
    officer = event.detail.get("officer")
    if officer is None:
        return "unassigned"
    return "taken" if officer == _number(event.actor) else "assigned"


def _title(event: TicketEvent, officers: dict[int, str], agencies: dict[int, str]) -> str:
    detail = event.detail
    return say(
        f"timeline.{_key(event)}",
        stars=detail.get("stars", ""),
        officer=officers.get(detail.get("officer", 0), say("who.officer")),
        agency=agencies.get(detail.get("agency", 0), ""),
        to=agencies.get(detail.get("to_agency", 0)) or say("who.other_agency"),
    )


def _who(event: TicketEvent, officers: dict[int, str]) -> str:
    side = event.actor.partition(":")[0]
    if event.detail.get("joined"):
        return say("who.joined")
    if side != "officer":
        return say(f"who.{side}")
    return officers.get(_number(event.actor), say("who.officer"))


def _facts(
    event: TicketEvent, officers: dict[int, str], agencies: dict[int, str], catalog: Catalog
) -> tuple[tuple[str, str], ...]:
    detail = event.detail
    expected = detail.get("expected_on")
    reason = detail.get("hold_reason")
    values = {
        "hold_reason": say(f"hold_reason.{reason}") if reason else "",
        "expected_on": thai_day(date.fromisoformat(expected)) if expected else "",
        "no_photo_reason": detail.get("no_photo_reason", ""),
        "warnings": " · ".join(map(words_of, from_json(detail.get("warnings", ())))),
        "override_reason": detail.get("override_reason", ""),
        "asked_by": officers.get(_number(detail.get("asked_by", "")), ""),
        "finished_at": _moment(detail.get("finished_at")),
        "state": detail.get("state", ""),
        "at_latest": say("at_latest") if detail.get("at_latest") else "",
        "main": detail.get("main", ""),
        "new_due": _moment(detail["due_at"]) if event.kind is EventKind.RETARGETED else "",
        "asked_agency": agencies.get(detail.get("asked_agency", 0), ""),
        "from_category": _category(detail.get("from_category"), catalog),
        "to_category": _category(detail.get("to_category"), catalog),
    }
    return tuple((say(f"fact.{name}"), value) for name, value in values.items() if value)


def _moment(told: str | None) -> str:
    return thai_moment(datetime.fromisoformat(told)) if told else ""


def _category(code: str | None, catalog: Catalog) -> str:
    return catalog.get(code).name_th if code else ""


def _agencies(event: TicketEvent) -> set[int]:
    detail = event.detail
    told = {event.agency_id, *(detail.get(key) for key in ("agency", "to_agency", "asked_agency"))}
    return {agency for agency in told if agency}


def _officers(event: TicketEvent) -> set[int]:
    told = {event.detail.get(key) for key in ("officer", "from_officer")}
    asked_by = _number(event.detail.get("asked_by", ""))
    return {_number(event.actor), asked_by, *(officer for officer in told if officer)}


def _number(actor: str) -> int:
    side, _, number = actor.partition(":")
    return int(number) if side == "officer" and number.isdigit() else 0
