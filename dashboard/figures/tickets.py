"""The tickets behind a number: which, as of the moment asked for, page by page or as a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlmodel import Session
from starlette.responses import Response, StreamingResponse

from agencies.permissions import leads_team
from complaints.figures.behind import PAGE, Behind, Part
from complaints.figures.definitions import Definition, load_definitions
from complaints.figures.flows import Way
from core.errors import NotAllowed, NotFound
from dashboard.auth import SignedIn, Visitor
from dashboard.figures import files
from dashboard.figures.asked import Asked, AskedFor, Whose, find_whose, reckoning
from dashboard.figures.chosen import Chosen, ChosenHere
from dashboard.figures.lines import Line, read_lines, rows_of
from dashboard.figures.tables import is_share
from dashboard.pages import render
from dashboard.row_id import LARGEST
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/figures/tickets")
COLUMNS = ("code", "category", "status", "reported", "place")

Place = Annotated[int, Query(ge=0, le=LARGEST)]


@dataclass(frozen=True, slots=True)
class Parts:
    """One of the sets of a figure to choose: its words, where it is listed."""

    words: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class TicketsView:
    """The page: what is listed, whose, the lines, where it goes on."""

    definition: Definition
    about: str
    whose: Whose
    count: int
    lines: Sequence[Line]
    parts: Sequence[Parts]
    next_address: str
    file_address: str


@router.get("")
def show(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    asked: AskedFor,
    chosen: ChosenHere,
    after: Place = 0,
) -> Response:
    """Show a page of the tickets behind a number."""
    with wiring.database.reading() as session:
        view = _load(session, wiring, visitor, asked, chosen, after)
    return render(request, "figures/tickets.html", asked=asked, view=view)


@router.get(".csv")
def send(wiring: Wired, visitor: SignedIn, asked: AskedFor, chosen: ChosenHere) -> Response:
    """Send all of them as a file; sealed ones are in none."""
    with wiring.database.reading() as session:
        _, behind = _find(session, wiring, visitor, asked, chosen)
    files.put_on_record(wiring, visitor, "tickets", asked)
    head = [say(f"figures.column.{name}") for name in COLUMNS]
    return StreamingResponse(
        files.lines(head, rows_of(wiring, visitor, asked, behind.ticket_ids)),
        media_type=files.CSV,
        headers=files.headers("tickets", asked.now),
    )


def _find(
    session: Session, wiring: Wiring, visitor: Visitor, asked: Asked, chosen: Chosen
) -> tuple[Whose, Behind]:
    """Return whose tickets they are, and which.

    Raises:
        NotFound: no such figure, or it is one of no tickets.
        NotAllowed: tickets of one officer are for the officer's own supervisor.
    """
    if chosen.figure not in load_definitions():
        raise NotFound(f"no figure {chosen.figure}")
    whose = find_whose(session, visitor, asked)
    if chosen.officer is not None:
        if not leads_team(visitor.officer) or whose.one != visitor.agency.id:
            raise NotAllowed("not the supervisor of that agency")
        whose = replace(whose, scope=replace(whose.scope, officer_id=chosen.officer))
    found = reckoning(session, wiring, whose, asked)
    if chosen.stars is not None:
        return whose, found.rated(chosen.stars)
    if chosen.age is not None:
        return whose, found.aged(chosen.age, chosen.until)
    if chosen.day is not None and chosen.hour is not None:
        return whose, found.reported_in(chosen.day, chosen.hour)
    if chosen.giver is not None and chosen.taker is not None:
        way = Way(chosen.giver, chosen.taker)
        return whose, Behind(sorted(set(found.hand_overs().get(way, ()))))
    return whose, found.behind(chosen.figure, chosen.part)


def _load(
    session: Session, wiring: Wiring, visitor: Visitor, asked: Asked, chosen: Chosen, after: int
) -> TicketsView:
    whose, behind = _find(session, wiring, visitor, asked, chosen)
    ids = [each for each in behind.ticket_ids if each > after][:PAGE]
    further = bool(ids) and ids[-1] != behind.ticket_ids[-1]
    query = chosen.query()
    definition = load_definitions()[chosen.figure]
    return TicketsView(
        definition=definition,
        about=_about(definition, chosen),
        whose=whose,
        count=len(behind.ticket_ids),
        lines=read_lines(session, wiring, visitor, ids, asked.as_of),
        parts=_parts(definition, chosen, asked),
        next_address=asked.address("tickets", **query, after=str(ids[-1])) if further else "",
        file_address=asked.address("tickets.csv", **query),
    )


def _about(definition: Definition, chosen: Chosen) -> str:
    if chosen.part is Part.REST:
        return say("figures.part.rest_of", top=definition.say("top"))
    if chosen.part is Part.BOTTOM:
        return definition.say("bottom")
    return definition.say("top")


def _parts(definition: Definition, chosen: Chosen, asked: Asked) -> list[Parts]:
    """Return the three sets of a share; nothing to choose elsewhere."""
    if not is_share(definition.id):
        return []
    return [
        Parts(
            say(f"figures.part.{part.value}"),
            asked.address("tickets", **(chosen.query() | {"part": part.value})),
            part is chosen.part,
        )
        for part in (Part.BOTTOM, Part.TOP, Part.REST)
    ]
