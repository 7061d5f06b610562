"""LINE groups that hear of an agency's tickets, bound by a code that is typed in the group."""

from datetime import datetime

from sqlmodel import Session, col, select

from agencies.contacts import codes
from agencies.contacts.tables import LineGroup
from agencies.queries import get_agency
from agencies.tables import Agency
from core.errors import InvalidInput, NotFound
from store import audit


def bind(session: Session, code: str, chat_id: str, user_id: str, now: datetime) -> Agency:
    """Bind the group to the agency the code is for, in place of a former one.

    Raises:
        InvalidInput: the code is not good ("code_unknown", "code_guessed").
    """
    officer, agency_id = codes.redeem(session, code, user_id, now, for_group=True)
    if agency_id is None or officer.id is None:
        raise InvalidInput("code_unknown")
    actor = f"officer:{officer.id}"
    unbind_chat(session, chat_id, actor, now)
    session.add(LineGroup(chat_id=chat_id, agency_id=agency_id, bound_by=officer.id, bound_at=now))
    _record(session, "agency.group_bound", agency_id, actor, now)
    return get_agency(session, agency_id)


def unbind_chat(session: Session, chat_id: str, actor: str, now: datetime) -> bool:
    """Let a group go: it was said there, or the bot was sent away. Returns whether it was bound."""
    group = find_group(session, chat_id)
    if group is not None:
        _remove(session, group, actor, now)
    return group is not None


def unbind(session: Session, agency_id: int, group_id: int, actor: str, now: datetime) -> None:
    """Let one of the agency's groups go.

    Raises:
        NotFound: it is none of this agency's.
    """
    group = session.get(LineGroup, group_id)
    if group is None or group.agency_id != agency_id:
        raise NotFound(f"no group {group_id} of agency {agency_id}")
    _remove(session, group, actor, now)


def find_group(session: Session, chat_id: str) -> LineGroup | None:
    """Return the binding of this group, or None."""
    return session.exec(select(LineGroup).where(LineGroup.chat_id == chat_id)).first()


def list_groups(session: Session, agency_id: int) -> list[LineGroup]:
    """Return the agency's groups, the oldest first."""
    query = select(LineGroup).where(LineGroup.agency_id == agency_id)
    return list(session.exec(query.order_by(col(LineGroup.id))))


def _remove(session: Session, group: LineGroup, actor: str, now: datetime) -> None:
    session.delete(group)
    session.flush()
    _record(session, "agency.group_unbound", group.agency_id, actor, now)


def _record(session: Session, action: str, agency_id: int, actor: str, now: datetime) -> None:
    audit.record(session, at=now, actor=actor, action=action, subject=f"agency:{agency_id}")
