"""Which ready-made words there are for an agency: its own, everybody's, and the shipped ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from agencies.permissions import may_manage_agencies, may_oversee
from agencies.tables import Officer
from complaints.responses.starter import STARTERS
from complaints.responses.tables import ResponseTemplate, Use
from core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Text:
    """One text as it is offered: a row of an agency's, or a shipped one (`id` is None)."""

    id: int | None
    starter: str
    agency_id: int | None
    category: str
    use: Use
    title: str
    body: str


def texts_for(session: Session, agency_id: int) -> list[Text]:
    """Return what an agency's officers may be offered, the most particular first.

    A row stands in for the shipped text it was adapted from; archived, it takes that away. What
    an agency has adapted itself goes before what was adapted for everybody.
    """
    rows = list_rows(session, agency_id)
    adapted = {row.starter: row for row in sorted(rows, key=_own_last) if row.starter}
    shown = [row for row in rows if not row.starter or adapted[row.starter] is row]
    texts = [_of_row(row) for row in shown if row.archived_at is None]
    texts += [
        Text(None, each.key, None, each.category, each.use, each.title, each.body)
        for each in STARTERS.values()
        if each.key not in adapted
    ]
    return sorted(texts, key=lambda text: (not text.category, text.agency_id is None))


def list_rows(session: Session, agency_id: int | None) -> Sequence[ResponseTemplate]:
    """Return the rows of an agency and those for everybody, archived ones too, oldest first."""
    everybody = col(ResponseTemplate.agency_id).is_(None)
    query = select(ResponseTemplate).where(
        or_(everybody, col(ResponseTemplate.agency_id) == agency_id)
    )
    return session.exec(query.order_by(col(ResponseTemplate.id))).all()


def get_row(session: Session, officer: Officer, row_id: int) -> ResponseTemplate:
    """Return a row this officer may read. Raises NotFound: there is none, or another agency's."""
    row = session.get(ResponseTemplate, row_id)
    if row is None or not _may_read(officer, row):
        raise NotFound(f"no response {row_id}")
    return row


def may_change(officer: Officer, agency_id: int | None) -> bool:
    """Tell whether the officer looks after the words of that agency (None: everybody's)."""
    if may_manage_agencies(officer):
        return True
    return may_oversee(officer) and agency_id == officer.agency_id


def _may_read(officer: Officer, row: ResponseTemplate) -> bool:
    return row.agency_id is None or may_change(officer, row.agency_id)


def _own_last(row: ResponseTemplate) -> tuple[bool, int]:
    return row.agency_id is not None, row.id or 0


def _of_row(row: ResponseTemplate) -> Text:
    return Text(row.id, row.starter, row.agency_id, row.category, row.use, row.title, row.body)
