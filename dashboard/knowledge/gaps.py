"""The list of questions that came up short, and putting one aside."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from dashboard.auth import SignedIn
from dashboard.done import done_words
from dashboard.knowledge import gaps_view
from dashboard.knowledge.addresses import GAPS
from dashboard.knowledge.gaps_view import Asked
from dashboard.pages import render
from dashboard.paths import with_query
from dashboard.row_id import RowId
from dashboard.wiring import Wired
from knowledge import gaps
from knowledge.tables import GapKind, GapState
from store import audit

router = APIRouter(prefix="/knowledge")


def _read(
    state: str = "",
    kind: str = "",
    q: Annotated[str, Query(max_length=100)] = "",
    page: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> Asked:
    return Asked(
        state=GapState(state) if state in set(GapState) else GapState.OPEN,
        kind=GapKind(kind) if kind in set(GapKind) else None,
        words=q.strip(),
        page=page,
    )


@router.get("")
def show(request: Request, wiring: Wired, asked: Annotated[Asked, Depends(_read)]) -> Response:
    """Show what was asked in vain."""
    with wiring.database.reading() as session:
        view = gaps_view.load(session, wiring.reviewed, asked)
    return render(request, "knowledge/gaps.html", view=view, done=done_words(request))


@router.post("/gaps/{gap_id}/{state}")
def settle(
    wiring: Wired, visitor: SignedIn, gap_id: RowId, state: Literal["open", "dismissed"]
) -> Response:
    """Put a gap aside, or open it again."""
    officer_id, now = visitor.officer.id or 0, wiring.clock()
    with wiring.database.transaction() as session:
        gap = gaps.get_gap(session, gap_id)
        before = gap.state
        gaps.settle(gap, GapState(state), officer_id, now)
        audit.record(
            session,
            at=now,
            actor=f"officer:{officer_id}",
            action=f"gap.{state}",
            subject=f"gap:{gap_id}",
        )
    shown = "" if before is GapState.OPEN else before.value
    return RedirectResponse(with_query(GAPS, state=shown, done=f"gap_{state}"), 303)
