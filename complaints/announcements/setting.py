"""Set what is announced: checked, kept with who set it, on record."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from complaints.announcements.tables import Announcement, Kind
from core.errors import InvalidInput
from core.gathering import Gathered
from store import audit

LONGEST = 400  # characters: a card of the chat, a line of the dashboard


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants announced; `shown` False says nothing, and keeps the words."""

    kind: Kind
    agency_id: int | None = None
    shown: bool = True
    text_th: str = ""
    text_en: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def announce(session: Session, wanted: Wanted, actor: str, now: datetime) -> Announcement:
    """Let this be announced from now on; `actor` as audit names them.

    Raises:
        InvalidInput: as `check`.
    """
    check(wanted, now)
    row = Announcement(
        kind=wanted.kind,
        agency_id=wanted.agency_id,
        shown=wanted.shown,
        text_th=wanted.text_th.strip(),
        text_en=wanted.text_en.strip(),
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        set_at=now,
        actor=actor,
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        at=now,
        actor=actor,
        action="announcement.set",
        subject=f"announcement:{wanted.kind}",
        announcement=row.id,
        agency=wanted.agency_id,
        shown=wanted.shown,
    )
    return row


def list_history(session: Session, limit: int = 20) -> list[Announcement]:
    """Return what was set, the newest first."""
    query = select(Announcement).order_by(col(Announcement.id).desc())
    return list(session.exec(query.limit(limit)))


def check(wanted: Wanted, now: datetime) -> None:
    """Refuse what cannot be announced.

    Raises:
        InvalidInput: all that is wrong of nothing to say ("text_needed"), too much of it
            ("text_long") and an end that is past or comes before the beginning ("end_early").
    """
    wrong = Gathered()
    for field, words in (("text_th", wanted.text_th), ("text_en", wanted.text_en)):
        with wrong.noted():
            if len(words.strip()) > LONGEST:
                raise InvalidInput("text_long", field=field, most=LONGEST)
    with wrong.noted():
        must_say = wanted.shown and wanted.kind is not Kind.OUT_OF_HOURS
        if must_say and not wanted.text_th.strip():
            raise InvalidInput("text_needed")
    with wrong.noted():
        begins = max(wanted.starts_at or now, now)
        if wanted.shown and wanted.ends_at is not None and wanted.ends_at <= begins:
            raise InvalidInput("end_early")
    wrong.tell()
