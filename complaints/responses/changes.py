"""Writing, changing, putting away ready-made words; every version stays in the audit log."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from agencies.queries import is_agency
from agencies.tables import Officer
from categories.catalog import Catalog
from complaints.responses import placeholders
from complaints.responses.listing import get_row, may_change
from complaints.responses.starter import STARTERS
from complaints.responses.tables import ResponseTemplate, Use
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from core.gathering import Gathered
from store import audit

LONGEST_TITLE, LONGEST_BODY, SHORTEST_BODY = 80, 1000, 5  # characters


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text as somebody wants it to be; `agency_id` None is for every agency."""

    agency_id: int | None
    category: str
    use: Use
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Editor:
    """Who changes it, and when."""

    officer: Officer
    now: datetime


def add(
    session: Session, catalog: Catalog, wanted: Wanted, by: Editor, starter: str = ""
) -> ResponseTemplate:
    """Keep a new text; with `starter`, one that stands in for that shipped text.

    Raises:
        NotAllowed: the officer does not look after that agency's words.
        NotFound: there is no such shipped text.
        InvalidInput: as `_checked`.
        Conflict: somebody has adapted that shipped text already.
    """
    _allow(by.officer, wanted.agency_id)
    _check_starter(session, starter, wanted.agency_id)
    checked = _checked(session, catalog, wanted)
    row = ResponseTemplate(
        agency_id=checked.agency_id,
        category=checked.category,
        use=checked.use,
        title=checked.title,
        body=checked.body,
        starter=starter,
        created_at=by.now,
        updated_at=by.now,
    )
    session.add(row)
    session.flush()
    _record(session, row, "added", by)
    return row


def change(
    session: Session, catalog: Catalog, row_id: int, seen: int, wanted: Wanted, by: Editor
) -> ResponseTemplate:
    """Change a text that was `seen` in that revision. Whose it is stays as it is.

    Raises:
        NotFound, NotAllowed, InvalidInput: as `add`.
        Conflict: somebody else has changed it since.
    """
    row = _own_row(session, row_id, by.officer)
    checked = _checked(session, catalog, replace(wanted, agency_id=row.agency_id))
    columns = ("category", "use", "title", "body")
    _write(session, row, seen, by, {name: getattr(checked, name) for name in columns})
    _record(session, row, "changed", by)
    return row


def put_away(session: Session, row_id: int, seen: int, by: Editor) -> ResponseTemplate:
    """Offer a text no more. Raises NotFound, NotAllowed, Conflict as `change`."""
    row = _own_row(session, row_id, by.officer)
    _write(session, row, seen, by, {"archived_at": by.now})
    _record(session, row, "archived", by)
    return row


def bring_back(session: Session, row_id: int, seen: int, by: Editor) -> ResponseTemplate:
    """Offer a text again. Raises NotFound, NotAllowed, Conflict as `change`."""
    row = _own_row(session, row_id, by.officer)
    _write(session, row, seen, by, {"archived_at": None})
    _record(session, row, "restored", by)
    return row


def _own_row(session: Session, row_id: int, officer: Officer) -> ResponseTemplate:
    row = get_row(session, officer, row_id)
    _allow(officer, row.agency_id)
    return row


def _allow(officer: Officer, agency_id: int | None) -> None:
    if not may_change(officer, agency_id):
        raise NotAllowed(f"{officer.username} does not look after the words of {agency_id}")


def _check_starter(session: Session, starter: str, agency_id: int | None) -> None:
    if not starter:
        return
    if starter not in STARTERS:
        raise NotFound(f"no shipped text {starter}")
    same = select(ResponseTemplate.id).where(
        ResponseTemplate.starter == starter, col(ResponseTemplate.agency_id) == agency_id
    )
    if session.exec(same).first() is not None:
        raise Conflict(f"{starter} has been adapted already")


def _checked(session: Session, catalog: Catalog, wanted: Wanted) -> Wanted:
    """Return it as it is to be kept.

    Raises:
        InvalidInput: all that is wrong of "agency_unknown", "category_unknown", "title_needed",
            "title_long", "body_needed", "body_long", or as `placeholders.check`.
    """
    title, body = " ".join(wanted.title.split()), wanted.body.replace("\r\n", "\n").strip()
    wrong = Gathered()
    with wrong.noted():
        if wanted.agency_id is not None and not is_agency(session, wanted.agency_id):
            raise InvalidInput("agency_unknown")
    with wrong.noted():
        if wanted.category and wanted.category not in catalog:
            raise InvalidInput("category_unknown")
    with wrong.noted():
        _check_title(title)
    with wrong.noted():
        _check_body(body)
    wrong.tell()
    return replace(wanted, title=title, body=body)


def _check_title(title: str) -> None:
    if not title:
        raise InvalidInput("title_needed")
    if len(title) > LONGEST_TITLE:
        raise InvalidInput("title_long", most=LONGEST_TITLE)


def _check_body(body: str) -> None:
    if len(body) < SHORTEST_BODY:
        raise InvalidInput("body_needed", least=SHORTEST_BODY)
    if len(body) > LONGEST_BODY:
        raise InvalidInput("body_long", most=LONGEST_BODY)
    placeholders.check(body)


def _write(
    session: Session, row: ResponseTemplate, seen: int, by: Editor, values: dict[str, object]
) -> None:
    written = session.connection().execute(
        update(ResponseTemplate)
        .where(col(ResponseTemplate.id) == row.id, col(ResponseTemplate.revision) == seen)
        .values(**values, revision=seen + 1, updated_at=by.now)
    )
    if written.rowcount != 1:
        raise Conflict(f"response {row.id} has been changed since")
    session.refresh(row)


def _record(session: Session, row: ResponseTemplate, what: str, by: Editor) -> None:
    audit.record(
        session,
        at=by.now,
        actor=f"officer:{by.officer.id}",
        action=f"response.{what}",
        subject=subject(row.id or 0),
        title=row.title,
        body=row.body,
        use=row.use,
        category=row.category,
    )


def subject(row_id: int) -> str:
    """Return how audit names a text."""
    return f"response:{row_id}"
