"""One act on many tickets: what it needs, what will become of each, what became of each."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from sqlmodel import Session, col, select
from starlette.responses import Response

from agencies.permissions import sees_all_agencies, sees_sealed
from agencies.queries import list_agencies
from agencies.tables import Agency, Officer
from complaints.closing.doubts import ClosingDoubted, words_of
from complaints.lifecycle import Status, TransitionRefused
from complaints.queries import visible_to
from complaints.queue.acting import MOST_AT_ONCE, Act, Order, carry_out
from complaints.seen import Seen
from complaints.tables import Ticket
from complaints.tagging import known_tags
from core.errors import AppError, Conflict, InvalidInput, NotAllowed, NotFound
from dashboard import paths
from dashboard.auth import SignedIn, Visitor
from dashboard.pages import render
from dashboard.queue.asked import read_query
from dashboard.queue.choices import list_colleagues
from dashboard.wiring import Wired, Wiring
from dashboard.wording import knows, say

router = APIRouter(prefix="/queue/acts")
ASSIGN_TO_ME, RELEASE = "assign_me", "release"  # the bar's short ways to an order
NEEDS: Mapping[str, tuple[str, ...]] = {
    Act.ASSIGN: ("officer",),
    Act.TAG: ("tag",),
    Act.UNTAG: ("tag",),
    Act.FORWARD: ("agency", "note"),
    Act.FINISH: ("note", "no_photo_reason"),
}
CHOICES = (ASSIGN_TO_ME, RELEASE, *Act)
LONGEST_NOTE = 2000  # characters


@dataclass(frozen=True, slots=True)
class Typed:
    """What was chosen and typed. `seen` is how each ticket stood when it was looked at."""

    codes: tuple[str, ...]
    seen: tuple[str, ...]
    act: str
    query: str
    fields: Mapping[str, str]

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields that this act cannot do without."""
        return NEEDS.get(self.act, ())

    @property
    def complete(self) -> bool:
        """Whether nothing that it needs is missing."""
        return all(self.fields[name].strip() for name in self.needs)

    def order(self, visitor: Visitor) -> Order:
        """Return what is to be done."""
        if self.act in {ASSIGN_TO_ME, RELEASE}:
            mine = visitor.officer.id if self.act == ASSIGN_TO_ME else None
            return Order(Act.ASSIGN, officer_id=mine)
        return Order(
            Act(self.act),
            officer_id=_row(self.fields["officer"]) or 0,  # None would mean nobody
            agency_id=_row(self.fields["agency"]),
            tag=self.fields["tag"],
            note=self.fields["note"],
            no_photo_reason=self.fields["no_photo_reason"],
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one ticket: `refused` says why not, "" where it is done.

    `waits` where a second officer is asked to look at it first.
    """

    code: str
    address: str
    about: str
    seen: str
    refused: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A ticket in words, and how it stands, as `_read_seen` takes it."""

    about: str
    seen: str


def _row(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _read_seen(text: str) -> Seen | None:
    status, _, rest = text.partition(".")
    agency, _, officer = rest.partition(".")
    if status not in set(Status) or _row(agency) is None:
        return None
    return Seen(Status(status), int(agency), _row(officer) or None)


def _read(
    code: Annotated[list[str], Form(default_factory=list, max_length=MOST_AT_ONCE)],
    seen: Annotated[list[str], Form(default_factory=list, max_length=MOST_AT_ONCE)],
    act: Annotated[str, Form(max_length=20)] = "",
    query: Annotated[str, Form(max_length=2000)] = "",
    officer: Annotated[str, Form(max_length=20)] = "",
    agency: Annotated[str, Form(max_length=20)] = "",
    tag: Annotated[str, Form(max_length=100)] = "",
    note: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
    no_photo_reason: Annotated[str, Form(max_length=300)] = "",
) -> Typed:
    fields = {
        "officer": officer,
        "agency": agency,
        "tag": tag,
        "note": note,
        "no_photo_reason": no_photo_reason,
    }
    codes = tuple(dict.fromkeys(each.strip().upper()[:16] for each in code))
    looked_at = tuple(seen) if len(seen) == len(codes) else ("",) * len(codes)
    return Typed(codes, looked_at, act if act in CHOICES else "", query, fields)


TypedForm = Annotated[Typed, Depends(_read)]


class _OnlyTried(Exception):
    """Ends a trial, so that nothing of it is kept."""


@router.post("")
def confirm(request: Request, wiring: Wired, visitor: SignedIn, typed: TypedForm) -> Response:
    """Ask for what the act needs; where it has all, say what will become of each ticket."""
    outcomes: tuple[Outcome, ...] = ()
    if typed.act and typed.complete:
        outcomes = tuple(_each(wiring, visitor, typed, keep=False))
    officer = visitor.officer
    with wiring.database.reading() as session:
        lists = {
            "officers": list_colleagues(session, officer.agency_id),
            "agencies": _destinations(session, officer),
            "tags": known_tags(session, officer.agency_id, sealed=sees_sealed(officer)),
        }
    return _page(request, "pages/queue_confirm.html", typed, outcomes, **lists)


def _destinations(session: Session, officer: Officer) -> list[Agency]:
    own = None if sees_all_agencies(officer) else officer.agency_id  # has it already
    return [each for each in list_agencies(session) if each.id != own]


@router.post("/carry-out")
def act(request: Request, wiring: Wired, visitor: SignedIn, typed: TypedForm) -> Response:
    """Do it, each ticket by itself, and tell what became of each."""
    if not typed.act or not typed.complete:
        return confirm(request, wiring, visitor, typed)
    outcomes = tuple(_each(wiring, visitor, typed, keep=True))
    wiring.wake()
    return _page(request, "pages/queue_result.html", typed, outcomes)


def _each(wiring: Wiring, visitor: Visitor, typed: Typed, *, keep: bool) -> Iterator[Outcome]:
    with wiring.database.reading() as session:
        known = _know(session, wiring, visitor, typed.codes)
    order = typed.order(visitor)
    for code, seen in zip(typed.codes, typed.seen, strict=True):
        it = known.get(code, Known("", ""))
        here = Outcome(code, paths.ticket(code), it.about, it.seen, "")
        try:
            yield replace(here, waits=not _attempt(wiring, visitor, code, order, seen, keep=keep))
        except AppError as error:
            yield replace(here, refused=_why(error))


def _attempt(
    wiring: Wiring, visitor: Visitor, code: str, order: Order, seen: str, *, keep: bool
) -> bool:
    """Do it, or only try; as `carry_out`."""
    done = True
    with suppress(_OnlyTried), wiring.database.transaction() as session:
        now, looked_at = wiring.clock(), _read_seen(seen)
        done = carry_out(session, wiring.desk, visitor.officer, code, order, now, looked_at)
        session.flush()
        if not keep:
            raise _OnlyTried
    return done


def _why(error: AppError) -> str:
    if isinstance(error, TransitionRefused):
        return say("queue.refused.transition", status=say(f"status.{error.status}"))
    if isinstance(error, ClosingDoubted):
        doubts = " · ".join(words_of(doubt) for doubt in error.doubts)
        return say("queue.refused.doubted", doubts=doubts)
    if isinstance(error, InvalidInput):
        for key in (f"queue.refused.{error.reason}", f"error.{error.reason}"):
            if knows(key):
                return say(key, **error.values)
    kinds: tuple[type[AppError], ...] = (NotFound, NotAllowed, Conflict)
    kind = next((each for each in kinds if isinstance(error, each)), AppError)
    return say(f"queue.refused.{kind.__name__}")


def _know(
    session: Session, wiring: Wiring, visitor: Visitor, codes: Sequence[str]
) -> dict[str, Known]:
    query = select(Ticket).where(visible_to(visitor.officer), col(Ticket.code).in_(codes))
    name = wiring.desk.category_name
    return {
        each.code: Known(
            f"{name(each.category)} · {each.description}",
            f"{each.status}.{each.agency_id}.{each.officer_id or 0}",
        )
        for each in session.exec(query)
    }


def _page(
    request: Request, template: str, typed: Typed, outcomes: Sequence[Outcome], **lists: object
) -> Response:
    return render(
        request,
        template,
        typed=typed,
        done=[each for each in outcomes if not each.refused],
        refused=[each for each in outcomes if each.refused],
        back=read_query(typed.query).address(),
        **lists,
    )
