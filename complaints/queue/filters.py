"""What the queue is narrowed by, and the conditions that this means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, true
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from agencies.tables import Officer
from complaints.lifecycle import OPEN, HoldReason, Status
from complaints.queue.likely import is_likely
from complaints.queue.outline import Outline, inside
from complaints.search.matching import speaks_of
from complaints.tables import Priority, Ticket
from complaints.tag_tables import Tag, TicketTag
from store.columns import one_of

NUMBER = "20__-______"
# In the order of the partial indexes: only then do databases use them.
OPEN_STATUSES = (Status.RECEIVED, Status.IN_PROGRESS, Status.ON_HOLD)
CLOSED_STATUSES = tuple(status for status in Status if status not in OPEN)
EQUAL = (  # columns that a filter of the same name is compared with
    "category",
    "province",
    "district",
    "subdistrict",
    "channel",
    "agency_id",
    "stars",
    "priority",
)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class View(StrEnum):
    """A share of the queue that an officer turns to; every ticket may stand in several."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    SOON = "soon"
    OVERDUE = "overdue"
    REOPENED = "reopened"
    WAITING = "waiting"  # for what the citizen was asked
    REPLIED = "replied"  # the citizen wrote, nobody has answered
    APPROVAL = "approval"  # for a second officer's yes
    DUPLICATES = "duplicates"  # likely, or put together
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Moments:
    """The moment at which is asked, and the one until which "soon" reaches."""

    now: datetime
    soon: datetime


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a view; empty means no narrowing. `since` is in, `until` is out.

    `officer_id` 0 means nobody. Children of a group are left out: their main ticket stands for
    them. Words find them all.
    """

    statuses: tuple[Status, ...] = ()
    category: str = ""
    province: str = ""
    district: str = ""
    subdistrict: str = ""
    since: datetime | None = None
    until: datetime | None = None
    officer_id: int | None = None
    agency_id: int | None = None
    stars: int | None = None
    channel: str = ""
    tag: str = ""
    tag_agency_id: int | None = None  # whose tag it is; None: anybody's
    priority: Priority | None = None
    words: str = ""
    outline: Outline | None = None


def statuses_of(view: View, filters: Filters) -> tuple[Status, ...]:
    """Return which statuses the tickets of the view have, narrowed by the filter."""
    shown: tuple[Status, ...] = OPEN_STATUSES
    if view is View.CLOSED:
        shown = CLOSED_STATUSES
    if view in {View.ALL, View.REPLIED}:  # citizens write after closing, too
        shown = tuple(Status)
    wanted = filters.statuses or shown
    return tuple(status for status in shown if status in wanted)


def among(statuses: tuple[Status, ...]) -> ColumnElement[bool]:
    """Return the condition on the status, so written that partial indexes of open ones serve it."""
    if len(statuses) == len(Status):
        return true()
    condition = col(Ticket.status).in_(statuses)
    open_only = one_of(col(Ticket.status), OPEN_STATUSES)
    return condition & open_only if OPEN.issuperset(statuses) else condition


def belongs(view: View, officer: Officer, at: Moments) -> ColumnElement[bool]:
    """Return the condition of the view beside the status."""
    due_at = col(Ticket.due_at)
    conditions: dict[View, ColumnElement[bool]] = {
        View.MINE: col(Ticket.officer_id) == officer.id,
        View.UNASSIGNED: col(Ticket.officer_id).is_(None),
        View.SOON: (due_at > at.now) & (due_at <= at.soon),
        # Most of a long queue may be overdue: walked in its order, rather than found and sorted.
        View.OVERDUE: func.coalesce(due_at, NEVER) <= at.now,
        View.REOPENED: col(Ticket.reopened_count) > 0,
        View.WAITING: (col(Ticket.status) == Status.ON_HOLD)
        & (col(Ticket.hold_reason) == HoldReason.MORE_INFORMATION),
        View.REPLIED: col(Ticket.citizen_wrote_at).is_not(None),
        View.APPROVAL: col(Ticket.approval_since).is_not(None),
    }
    if view is View.DUPLICATES:
        return _grouped() | is_likely(officer)
    return conditions.get(view, true())


def narrowed(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of the filters, but for the status."""
    if not filters.words:  # who looks for a number finds a child too
        yield col(Ticket.main_id).is_(None)
    else:
        yield _speaks(filters.words)
    for name in EQUAL:
        wanted = getattr(filters, name)
        if wanted:
            yield getattr(Ticket, name) == wanted
    if filters.officer_id is not None:
        yield col(Ticket.officer_id) == (filters.officer_id or None)
    if filters.tag:
        yield _tagged(filters.tag, filters.tag_agency_id)
    if filters.outline is not None:
        yield inside(filters.outline)
    yield from _reported(filters.since, filters.until)


def _reported(since: datetime | None, until: datetime | None) -> Iterator[ColumnElement[bool]]:
    if since is not None:
        yield col(Ticket.created_at) >= since
    if until is not None:
        yield col(Ticket.created_at) < until


def _speaks(words: str) -> ColumnElement[bool]:
    """A number alone is found by its own index; everything else by the words kept."""
    if len(words) == len(NUMBER) and words.startswith("20") and words[4] == "-":
        ours = select(Ticket.id).where(Ticket.code == words.upper())
        former = select(Ticket.id).where(Ticket.external_id == words.upper())
        return col(Ticket.id).in_(ours.union_all(former))
    return speaks_of(col(Ticket.id), words)


def _tagged(name: str, agency_id: int | None) -> ColumnElement[bool]:
    tagged = select(TicketTag.ticket_id).join(Tag, col(Tag.id) == col(TicketTag.tag_id))
    if agency_id is not None:
        tagged = tagged.where(Tag.agency_id == agency_id)
    return col(Ticket.id).in_(tagged.where(Tag.name == name))


def _grouped() -> ColumnElement[bool]:
    child = aliased(Ticket)
    return col(Ticket.id).in_(select(child.main_id).where(col(child.main_id).is_not(None)))
