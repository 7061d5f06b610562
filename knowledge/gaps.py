"""The list of questions that came up short: kept with each turn, worked off by editors."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, case, func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from core.errors import NotFound
from knowledge.cleaning import clean
from knowledge.reply import Context
from knowledge.tables import Gap, GapKind, GapState

PAGE = 50  # gaps on one page of the list
_LONGEST = 300  # characters kept of a question
_TURNS_BEFORE = 2
# So long after an answer was published, every worker must have it.
_UNTIL_LIVE = timedelta(minutes=2)
_POLITE = re.compile(r"(?:\s*(?:ครับผม|ครับ|คับ|ค่ะ|คะ|จ้า|จ๊ะ|นะ|หน่อย|[?!.ๆ]))+$")
# Numbers that may point to a person: telephones, identity cards, accounts. Years and scores stay.
_LONG_NUMBER = re.compile(
    r"(?<!\d)(?:\d{9,}|0\d(?:[ -]?\d){7,8}|\d(?:[ -]?\d){12})(?![ -]?\d)|\+66(?:[ -]?\d){8,9}"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_MASK = "•••"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which gaps a list shows; empty kind or words narrow nothing."""

    state: GapState = GapState.OPEN
    kind: GapKind | None = None
    words: str = ""
    page: int = 0


def keep_unanswered(
    session: Session,
    context: Context,
    reason: str,
    now: datetime,
    message_id: str | None = None,
) -> None:
    """Count a question that the engine could not answer, in the caller's transaction."""
    _keep(
        session,
        GapKind.UNANSWERED,
        context.questions,
        now,
        reason=reason,
        message_id=message_id,
    )


def keep_unhelpful(session: Session, context: Context, entry_id: str, now: datetime) -> None:
    """Count a vote against the answer that an entry gave."""
    _keep(session, GapKind.UNHELPFUL, context.questions, now, entry_id=entry_id)


def forget_message(session: Session, message_id: str) -> None:
    """Count an unsent message no more; a question that nobody else asked goes with it."""
    for gap in session.exec(select(Gap).where(Gap.message_id == message_id)):
        gap.count -= 1
        gap.message_id = None
        if gap.count == 0:
            session.delete(gap)


def without_personal(text: str) -> str:
    """The text with numbers and addresses that may point to a person masked."""
    return _EMAIL.sub(_MASK, _LONG_NUMBER.sub(_MASK, text))


def _keep(
    session: Session,
    kind: GapKind,
    questions: Sequence[str],
    now: datetime,
    *,
    reason: str = "",
    entry_id: str = "",
    message_id: str | None = None,
) -> None:
    if not questions:
        return
    *before, question = [without_personal(turn)[:_LONGEST] for turn in questions]
    row = {
        "fingerprint": _fingerprint(kind, entry_id, (*before, question)),
        "kind": kind,
        "question": question,
        "before": before[-_TURNS_BEFORE:],
        "reason": reason,
        "entry_id": entry_id,
        "count": 1,
        "message_id": message_id,
        "first_asked_at": now,
        "last_asked_at": now,
        "state": GapState.OPEN,
        "answered_by": "",
    }
    dialect = session.get_bind().dialect.name
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(Gap).values(row)
    answered = col(Gap.state) == GapState.ANSWERED
    settled_long_ago = col(Gap.settled_at) < now - _UNTIL_LIVE
    asked_again = insert.on_conflict_do_update(
        index_elements=["fingerprint"],
        set_={
            "count": col(Gap.count) + 1,
            "last_asked_at": now,
            "message_id": message_id,
            "reason": reason,
            # What an entry was to answer and does not is open again; what was dismissed stays.
            "state": case((and_(answered, settled_long_ago), GapState.OPEN), else_=col(Gap.state)),
        },
    )
    session.connection().execute(asked_again)


def _fingerprint(kind: GapKind, entry_id: str, turns: Sequence[str]) -> str:
    """The same for questions that differ in spacing, digits, layout or politeness only."""
    said = [_POLITE.sub("", clean(turn)).replace(" ", "") for turn in turns]
    return hashlib.sha256("\n".join([kind, entry_id, *said]).encode()).hexdigest()


def list_gaps(session: Session, wanted: Wanted) -> list[Gap]:
    """One page of gaps and one more where there is more; most asked first."""
    query = select(Gap).where(Gap.state == wanted.state)
    if wanted.kind is not None:
        query = query.where(Gap.kind == wanted.kind)
    if wanted.words:
        query = query.where(col(Gap.question).icontains(wanted.words, autoescape=True))
    query = query.order_by(col(Gap.count).desc(), col(Gap.id).desc())
    return list(session.exec(query.offset(wanted.page * PAGE).limit(PAGE + 1)))


def count_by_state(session: Session) -> dict[GapState, int]:
    """How many gaps stand in each state."""
    found = session.exec(select(Gap.state, func.count()).group_by(col(Gap.state)))
    counts = {GapState(state): count for state, count in found}
    return {state: counts.get(state, 0) for state in GapState}


def get_gap(session: Session, gap_id: int) -> Gap:
    """Return a gap. Raises NotFound."""
    gap = session.get(Gap, gap_id)
    if gap is None:
        raise NotFound(f"no gap {gap_id}")
    return gap


def settle(gap: Gap, state: GapState, officer_id: int, now: datetime, entry_id: str = "") -> None:
    """Put a gap into a state; `entry_id` is the entry that answers it."""
    gap.state = state
    gap.answered_by = entry_id
    gap.settled_at = None if state is GapState.OPEN else now
    gap.settled_by = None if state is GapState.OPEN else officer_id


def settle_answered(
    session: Session, gap_ids: Sequence[int], entry_id: str, officer_id: int, now: datetime
) -> None:
    """Mark open gaps as answered by an entry."""
    session.connection().execute(
        update(Gap)
        .where(col(Gap.id).in_(gap_ids), col(Gap.state) == GapState.OPEN)
        .values(
            state=GapState.ANSWERED, answered_by=entry_id, settled_at=now, settled_by=officer_id
        )
    )
