"""One act on many tickets: what it needs, what will become of each, what became of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from sqlmodel import Session, col, select
from starlette.responses import Response

from agencies.queries import list_agencies
from complaints.lifecycle import TransitionRefused
from complaints.queries import visible_to
from complaints.queue.acting import MOST_AT_ONCE, Act, Order, carry_out
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
    """What was chosen and typed."""

    codes: tuple[str, ...]
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
        """Return what is to be done. Raises InvalidInput."""
        if self.act in {ASSIGN_TO_ME, RELEASE}:
            mine = visitor.officer.id if self.act == ASSIGN_TO_ME else None
            return Order(Act.ASSIGN, officer_id=mine)
        return Order(
            Act(self.act),
            officer_id=_row(self.fields["officer"]),
            agency_id=_row(self.fields["agency"]),
            tag=self.fields["tag"],
            note=self.fields["note"],
            no_photo_reason=self.fields["no_photo_reason"],
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one ticket: `refused` says why not, "" where it is done."""

    code: str
    address: str
    about: str
    refused: str


def _row(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _read(
    code: Annotated[list[str], Form(default_factory=list, max_length=MOST_AT_ONCE)],
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
    codes = dict.fromkeys(each.strip().upper()[:16] for each in code)
    return Typed(tuple(codes), act if act in CHOICES else "", query, fields)


TypedForm = Annotated[Typed, Depends(_read)]


class _OnlyTried(Exception):
    """Ends a trial, so that nothing of it is kept."""


@router.post("")
def confirm(request: Request, wiring: Wired, visitor: SignedIn, typed: TypedForm) -> Response:
    """Ask for what the act needs; where it has all, say what will become of each ticket."""
    outcomes: tuple[Outcome, ...] = ()
    if typed.act and typed.complete:
        outcomes = tuple(_each(wiring, visitor, typed, keep=False))
    with wiring.database.reading() as session:
        lists = {
            "officers": list_colleagues(session, visitor.officer.agency_id),
            "agencies": list_agencies(session),
            "tags": known_tags(session, visitor.officer.agency_id),
        }
    return _page(request, "pages/queue_confirm.html", typed, outcomes, **lists)


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
        about = _about(session, wiring, visitor, typed.codes)
    order = typed.order(visitor)
    for code in typed.codes:
        refused = _attempt(wiring, visitor, code, order, keep=keep)
        yield Outcome(code, paths.ticket(code), about.get(code, ""), refused)


def _attempt(wiring: Wiring, visitor: Visitor, code: str, order: Order, *, keep: bool) -> str:
    """Return why the ticket refuses it, "" where it does not."""
    try:
        with wiring.database.transaction() as session:
            carry_out(session, wiring.desk, visitor.officer, code, order, wiring.clock())
            if not keep:
                session.flush()
                raise _OnlyTried
    except _OnlyTried:
        return ""
    except AppError as error:
        return _why(error)
    return ""


def _why(error: AppError) -> str:
    if isinstance(error, TransitionRefused):
        return say("queue.refused.transition", status=say(f"status.{error.status}"))
    if isinstance(error, InvalidInput):
        for key in (f"queue.refused.{error.reason}", f"error.{error.reason}"):
            if knows(key):
                return say(key, **error.values)
    kinds: tuple[type[AppError], ...] = (NotFound, NotAllowed, Conflict)
    kind = next((each for each in kinds if isinstance(error, each)), AppError)
    return say(f"queue.refused.{kind.__name__}")


def _about(
    session: Session, wiring: Wiring, visitor: Visitor, codes: Sequence[str]
) -> dict[str, str]:
    query = select(Ticket).where(visible_to(visitor.officer), col(Ticket.code).in_(codes))
    name = wiring.desk.category_name
    return {
        each.code: f"{name(each.category)} · {each.description}" for each in session.exec(query)
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
