"""What is announced now, kept in every process and renewed without anybody waiting for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, func, select

from complaints.announcements.tables import Announcement, Kind
from core.phrases import Language
from store.database import Database

Place = tuple[Kind, int | None]  # an agency's id; None is all of them


@dataclass(frozen=True, slots=True)
class Said:
    """A text in both languages; empty where nothing of one's own is to be said."""

    th: str = ""
    en: str = ""

    def in_language(self, language: Language) -> str:
        """Return it in that language, else in Thai."""
        return self.en if language == "en" and self.en else self.th


@dataclass(frozen=True, slots=True)
class _State:
    """What holds now. Replaced as a whole, so that readers need no lock."""

    version: int = 0
    rows: Mapping[Place, Announcement] = field(default_factory=dict)


class Announcements:
    """The texts in force; `refresh` is called by one thread, all else by any number of threads."""

    def __init__(self) -> None:
        self._state = _State()

    def out_of_hours(self, agency_id: int) -> Said | None:
        """Return what an agency says to reports outside office hours; None: nothing.

        An empty text asks for the usual words.
        """
        rows = self._state.rows
        row = rows.get((Kind.OUT_OF_HOURS, agency_id)) or rows.get((Kind.OUT_OF_HOURS, None))
        if row is None:
            return Said()
        return _said(row) if row.shown else None

    def current(self, kind: Kind, now: datetime) -> Said | None:
        """Return the banner or the emergency text that stands at that moment."""
        row = self._state.rows.get((kind, None))
        return _said(row) if row is not None and stands(row, now) else None

    def refresh(self, database: Database) -> bool:
        """Take over what was announced in any process. Returns whether anything was."""
        with database.reading() as session:
            # Counted, for none is deleted: a smaller number may be committed after a greater one.
            version = session.exec(select(func.count(col(Announcement.id)))).one()
            if version == self._state.version:
                return False
            self._state = _State(version, in_force(session))
        return True


def stands(row: Announcement, now: datetime) -> bool:
    """Tell whether a text is to be shown at that moment."""
    begun = row.starts_at is None or row.starts_at <= now
    ended = row.ends_at is not None and row.ends_at <= now
    return row.shown and begun and not ended


def in_force(session: Session) -> dict[Place, Announcement]:
    """Return the newest text of each kind and agency."""
    places = (col(Announcement.kind), col(Announcement.agency_id))
    newest = select(func.max(Announcement.id)).group_by(*places)
    found = session.exec(select(Announcement).where(col(Announcement.id).in_(newest)))
    return {(Kind(row.kind), row.agency_id): row for row in found}


def _said(row: Announcement) -> Said:
    return Said(row.text_th, row.text_en)
