"""What editors have published over the entry files: revisions, newest first in force."""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from core.errors import Conflict, NotFound
from knowledge.corpus import parse_entry
from knowledge.entry import Entry
from knowledge.tables import Revision
from store import audit

log = logging.getLogger(__name__)

_SUBJECT = 80  # characters that the audit keeps of a subject


def entries_in_force(session: Session, files: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries by id: those of the files, with the newest revisions in their place."""
    return merged(files, newest_revisions(session))


def merged(files: Mapping[str, Entry], revisions: Iterable[Revision]) -> dict[str, Entry]:
    """The files' entries with these revisions put over them."""
    entries = dict(files)
    for revision in revisions:
        entry = read_revision(revision)
        if entry is not None:
            entries[entry.id] = entry
    return entries


def read_revision(revision: Revision) -> Entry | None:
    """The entry of a revision; None where it takes one back, or where it cannot be read."""
    if revision.content is None:
        return None
    try:
        return parse_entry(revision.content)
    except (KeyError, TypeError, ValueError):
        # Written by another version of this program. One bad row must not stop all answers.
        log.exception("revision not readable", extra={"revision_id": revision.id})
        return None


def to_content(entry: Entry) -> dict[str, Any]:
    """The entry as its file would have it, fit for JSON; `corpus.parse_entry` reads it back."""
    content: dict[str, Any] = json.loads(json.dumps(asdict(entry)))
    return content


def newest_revisions(session: Session) -> list[Revision]:
    """The newest revision of every entry that has one."""
    newest = select(func.max(Revision.id)).group_by(col(Revision.entry_id))
    return list(session.exec(select(Revision).where(col(Revision.id).in_(newest))))


def list_revisions(session: Session, entry_id: str) -> list[Revision]:
    """All revisions of an entry, newest first."""
    query = select(Revision).where(Revision.entry_id == entry_id)
    return list(session.exec(query.order_by(col(Revision.number).desc())))


def get_revision(session: Session, entry_id: str, number: int) -> Revision:
    """One revision. Raises NotFound."""
    query = select(Revision).where(Revision.entry_id == entry_id, Revision.number == number)
    found = session.exec(query).first()
    if found is None:
        raise NotFound(f"no revision {number} of {entry_id}")
    return found


def publish(
    session: Session,
    entry_id: str,
    entry: Entry | None,
    *,
    seen: int,
    officer_id: int,
    note: str,
    now: datetime,
) -> Revision:
    """Put a revision in force once the caller's transaction commits; None takes back.

    `seen` is the number of the revision that the editor had before them, 0 where there was none.

    Raises:
        Conflict: somebody published in between.
    """
    revision = Revision(
        entry_id=entry_id,
        number=seen + 1,
        content=to_content(entry) if entry else None,
        note=note,
        officer_id=officer_id,
        published_at=now,
    )
    if _newest_number(session, entry_id) != seen:
        raise Conflict(f"{entry_id} has a newer revision than {seen}")
    session.add(revision)
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict(f"{entry_id} got revision {revision.number} at the same time") from error
    audit.record(
        session,
        at=now,
        actor=f"officer:{officer_id}",
        action="knowledge.published" if entry else "knowledge.taken_back",
        subject=f"entry:{entry_id}"[:_SUBJECT],
        revision=revision.number,
        note=note,
    )
    return revision


def _newest_number(session: Session, entry_id: str) -> int:
    query = select(func.max(Revision.number)).where(Revision.entry_id == entry_id)
    return session.exec(query).one() or 0


def count_revisions(session: Session) -> int:
    """How many revisions there are. None is ever deleted, so this is the version in force."""
    return session.exec(select(func.count()).select_from(Revision)).one()
