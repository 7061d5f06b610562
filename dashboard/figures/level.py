"""The assessment of the levels: shown, judged, proved, signed."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Request, UploadFile
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from complaints.assessment.keeping import By, attach, detach, get_file, judge, sign
from complaints.assessment.tables import Verdict
from core.errors import InvalidInput, NotAllowed
from dashboard.auth import SignedIn, Visitor
from dashboard.done import done_words
from dashboard.figures import files, proof, spans
from dashboard.figures.asked import Asked, AskedFor, find_whose, moment_words, reckoning
from dashboard.figures.level_view import as_table, load, may_write, of_year, why_unsigned
from dashboard.figures.levels import bound_words, key_of, standing
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/figures/level")
writing = APIRouter(prefix="/figures/level")
signing = APIRouter(prefix="/figures/level")

Requirement = Annotated[str, Path(max_length=40)]


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Show the assessment of a fiscal year."""
    return _page(request, wiring, visitor, of_year(asked))


@router.get(".csv")
def send(wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Send the assessment as a file."""
    asked = of_year(asked)
    with wiring.database.reading() as session:
        view = load(session, wiring, visitor, asked)
    files.put_on_record(wiring, visitor, "level", asked)
    return Response(
        files.tables_file([as_table(view)]),
        media_type=files.CSV,
        headers=files.headers("level", asked.now),
    )


@router.get("/files/{file_id}")
def send_file(wiring: Wired, visitor: SignedIn, asked: AskedFor, file_id: RowId) -> Response:
    """Send a file that proves something."""
    with wiring.database.reading() as session:
        whose = find_whose(session, visitor, asked)
        file = get_file(session, key_of(whose), asked.year, file_id)
    return proof.send(wiring.files, file)


@writing.post("/{requirement}/judgement")
def write_judgement(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    asked: AskedFor,
    requirement: Requirement,
    verdict: Annotated[str, Form(max_length=20)] = "",
    note: Annotated[str, Form(max_length=10_000)] = "",
) -> Response:
    """Write down what is judged of a requirement; no verdict lets the figure count."""
    asked = of_year(asked)
    chosen = Verdict(verdict) if verdict in set(Verdict) else None
    try:
        with wiring.database.transaction() as session:
            key = _key(session, visitor, asked)
            judge(session, key, asked.year, requirement, chosen, note, _by(wiring, visitor))
    except InvalidInput as error:
        return _page(request, wiring, visitor, asked, requirement, error, note)
    return _back(asked, "judged", requirement)


@writing.post("/{requirement}/files")
def add_file(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    asked: AskedFor,
    requirement: Requirement,
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Attach a file that proves a requirement."""
    asked = of_year(asked)
    try:
        with proof.stored(wiring.files, file) as kept, wiring.database.transaction() as session:
            key = _key(session, visitor, asked)
            attach(session, key, asked.year, requirement, kept, _by(wiring, visitor))
    except InvalidInput as error:
        return _page(request, wiring, visitor, asked, requirement, error)
    return _back(asked, "proof_added", requirement)


@writing.post("/files/{file_id}/remove")
def remove_file(wiring: Wired, visitor: SignedIn, asked: AskedFor, file_id: RowId) -> Response:
    """Take a file off."""
    asked = of_year(asked)
    with wiring.database.transaction() as session:
        key = _key(session, visitor, asked)
        detach(session, key, asked.year, file_id, _by(wiring, visitor))
    return _back(asked, "proof_removed")


@signing.post("/sign")
def sign_it(request: Request, wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Sign the assessment as it stands; it is frozen from then on."""
    asked = of_year(asked)
    if why := why_unsigned(asked):
        return _page(request, wiring, visitor, asked, error=InvalidInput(f"sign_{why}"))
    with wiring.database.transaction() as session:
        key = _key(session, visitor, asked)
        whose = find_whose(session, visitor, asked)
        report = reckoning(session, wiring, whose, asked).report(compare=False)
        findings = standing(session, wiring, whose, asked, report).findings
        bounds = {each.requirement.id: bound_words(each) for each in findings}
        by = _by(wiring, visitor)
        sign(session, key, asked.year, findings, bounds, asked.as_of, by)
    return _back(asked, "assessment_signed")


def _by(wiring: Wiring, visitor: Visitor) -> By:
    return By(visitor.officer.id or 0, wiring.clock())


def _key(session: Session, visitor: Visitor, asked: Asked) -> str:
    """Return whose assessment is written. Raises NotAllowed where it is not theirs to write."""
    whose = find_whose(session, visitor, asked)
    if not may_write(visitor, whose):
        raise NotAllowed("another agency's to assess")
    return key_of(whose)


def _back(asked: Asked, done: str, requirement: str = "") -> Response:
    place = f"#{requirement}" if requirement else ""
    return RedirectResponse(asked.address("level", done=done) + place, 303)


def _page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    asked: Asked,
    wrong: str = "",
    error: InvalidInput | None = None,
    note: str = "",
) -> Response:
    with wiring.database.reading() as session:
        view = load(session, wiring, visitor, asked)
    return render(
        request,
        "figures/level.html",
        422 if error or asked.problems else 200,
        asked=asked,
        view=view,
        years=spans.choices(asked.now, str(asked.year))["years"],
        wrong=wrong,
        typed=note,
        problem=say(f"assessment.problem.{error.reason}", **error.values) if error else "",
        accepts=proof.ACCEPTS,
        moment=moment_words(view.counted_at),
        done=done_words(request),
    )
