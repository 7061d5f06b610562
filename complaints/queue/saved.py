"""Views that officers keep: their own, and those that supervisors share with the agency."""

from datetime import datetime

from sqlmodel import Session, col, or_, select, update

from agencies.permissions import may_oversee
from agencies.tables import Officer
from complaints.queue.tables import SavedView
from core.errors import InvalidInput, NotAllowed, NotFound
from store import audit

LONGEST_NAME = 60
MOST_VIEWS = 30  # of one officer


def list_views(session: Session, officer: Officer) -> list[SavedView]:
    """Return the officer's own views in their order, then those that colleagues share."""
    own = col(SavedView.officer_id) == officer.id
    in_agency = col(SavedView.agency_id) == officer.agency_id
    shared = in_agency & col(SavedView.shared).is_(True)
    query = select(SavedView).where(or_(own, shared))
    views = session.exec(query.order_by(col(SavedView.position), col(SavedView.id))).all()
    return sorted(views, key=lambda view: view.officer_id != officer.id)


def find_default(session: Session, officer: Officer) -> SavedView | None:
    """Return the view that the officer's queue opens with, None where it is the usual one."""
    query = select(SavedView).where(
        SavedView.officer_id == officer.id, col(SavedView.is_default).is_(True)
    )
    return session.exec(query).first()


def save_view(
    session: Session, officer: Officer, name: str, query: str, now: datetime, *, shared: bool
) -> SavedView:
    """Keep what is asked for under a name; the same name again takes what is asked now.

    Raises:
        InvalidInput: "view_unnamed", "view_long" or "views_many".
        NotAllowed: only who oversees others may share.
    """
    name = " ".join(name.split())
    if not name:
        raise InvalidInput("view_unnamed")
    if len(name) > LONGEST_NAME:
        raise InvalidInput("view_long", most=LONGEST_NAME)
    if shared and not may_oversee(officer):
        raise NotAllowed(f"{officer.role} may not share views")
    own = session.exec(select(SavedView).where(SavedView.officer_id == officer.id)).all()
    view = next((each for each in own if each.name == name), None)
    if view is None:
        if len(own) >= MOST_VIEWS:
            raise InvalidInput("views_many", most=MOST_VIEWS)
        view = SavedView(
            officer_id=officer.id or 0,
            agency_id=officer.agency_id,
            name=name,
            query=query,
            position=1 + max((each.position for each in own), default=0),
            created_at=now,
        )
    view.query, view.shared, view.agency_id = query, shared, officer.agency_id
    session.add(view)
    session.flush()
    _record(session, officer, view, "view.saved", now)
    return view


def remove_view(session: Session, officer: Officer, view_id: int, now: datetime) -> None:
    """Forget one of the officer's own views. Raises NotFound."""
    view = _own(session, officer, view_id)
    session.delete(view)
    _record(session, officer, view, "view.removed", now)


def set_default(session: Session, officer: Officer, view_id: int | None, now: datetime) -> None:
    """Let the officer's queue open with that view of theirs, None with the usual one.

    Raises:
        NotFound: the officer has no such view.
    """
    chosen = _own(session, officer, view_id) if view_id is not None else None
    session.connection().execute(
        update(SavedView).where(col(SavedView.officer_id) == officer.id).values(is_default=False)
    )
    if chosen is not None:
        session.refresh(chosen)
        chosen.is_default = True
        _record(session, officer, chosen, "view.default", now)


def move_up(session: Session, officer: Officer, view_id: int) -> None:
    """Let the view change places with the one before it. Raises NotFound."""
    view = _own(session, officer, view_id)
    own = [each for each in list_views(session, officer) if each.officer_id == officer.id]
    at = own.index(view)
    if at:
        own[at - 1], own[at] = own[at], own[at - 1]
    for position, each in enumerate(own):
        each.position = position


def _own(session: Session, officer: Officer, view_id: int | None) -> SavedView:
    view = session.get(SavedView, view_id)
    if view is None or view.officer_id != officer.id:
        raise NotFound(f"no view {view_id}")
    return view


def _record(
    session: Session, officer: Officer, view: SavedView, action: str, now: datetime
) -> None:
    audit.record(
        session,
        at=now,
        actor=f"officer:{officer.id}",
        action=action,
        subject=f"view:{view.id}",
        name=view.name,
        shared=view.shared,
    )
