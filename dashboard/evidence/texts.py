"""The words of the forms: read by who takes evidence, written by who looks after the work."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from complaints.evidence.tables import FormText
from complaints.evidence.texts import write
from core.errors import InvalidInput, NotFound
from dashboard.auth import SignedIn
from dashboard.done import done_words
from dashboard.evidence import texts_view
from dashboard.evidence.asked import read_agency, read_year, this_year
from dashboard.evidence.texts_view import Asked
from dashboard.pages import render
from dashboard.row_id import LARGEST
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/evidence/forms")
writing = APIRouter(prefix="/evidence/forms")

Part = Annotated[str, Path(max_length=20)]


def _asked(
    wiring: Wired,
    visitor: SignedIn,
    agency: Annotated[str, Query(max_length=10)] = "",
    year: Annotated[str, Query(max_length=4)] = "",
) -> Asked:
    try:
        chosen = read_year(year) if year else this_year(wiring.clock())
    except InvalidInput:
        raise NotFound(f"no fiscal year {year}") from None
    with wiring.database.reading() as session:
        return texts_view.ask(session, visitor.officer, read_agency(agency), chosen)


Wanted = Annotated[Asked, Depends(_asked)]


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn, asked: Wanted) -> Response:
    """Show every part of both forms."""
    with wiring.database.reading() as session:
        view = texts_view.load(session, wiring.desk, visitor.officer, asked, wiring.clock())
    return render(request, "evidence/texts.html", view=view, done=done_words(request))


@router.get("/edit/{part}")
def show_part(
    request: Request, wiring: Wired, visitor: SignedIn, asked: Wanted, part: Part
) -> Response:
    """Show one part with what the figures suggest, and its past."""
    return _page(request, wiring, visitor, asked, part)


@writing.post("/edit/{part}")
def keep(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    asked: Wanted,
    part: Part,
    words: Annotated[str, Form(max_length=20_000)] = "",
    seen: Annotated[int, Form(ge=0, le=LARGEST)] = 0,
) -> Response:
    """Keep what was written; refused, it comes back as typed."""
    row = FormText(
        agency_id=asked.agency_id,
        year=asked.year,
        part=part,
        words=words,
        at=wiring.clock(),
        officer_id=visitor.officer.id or 0,
    )
    try:
        with wiring.database.transaction() as session:
            write(session, row, visitor.officer, seen)
    except InvalidInput as error:
        problem = say(f"evidence.problem.{error.reason}", **error.values)
        return _page(request, wiring, visitor, asked, part, words, problem)
    return RedirectResponse(asked.address(done="evidence_written"), 303)


def _page(
    request: Request,
    wiring: Wiring,
    visitor: SignedIn,
    asked: Asked,
    part: str,
    typed: str | None = None,
    problem: str = "",
) -> Response:
    with wiring.database.reading() as session:
        view = texts_view.load_part(
            session, wiring.desk, visitor.officer, asked, part, wiring.clock()
        )
    return render(
        request,
        "evidence/text.html",
        422 if problem else 200,
        view=view,
        typed=view.part.words if typed is None else typed,
        problem=problem,
    )
