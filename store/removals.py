"""Files that must disappear: noted in the transaction that drops them, deleted after it commits."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Delete, Update, update
from sqlmodel import Field, Session, SQLModel, col, delete, select

from store.columns import utc


class FileRemoval(SQLModel, table=True):
    """A file key to delete."""

    __tablename__ = "file_removal"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=200)
    noted_at: datetime = utc()


def note(session: Session, keys: Iterable[str], now: datetime) -> None:
    """Ask for these files to be deleted once the caller's transaction has committed."""
    session.add_all(FileRemoval(key=key, noted_at=now) for key in keys)


def list_noted(session: Session, limit: int = 100) -> list[FileRemoval]:
    """Return files to delete, those first that were noted or last tried longest ago."""
    ordered = select(FileRemoval).order_by(col(FileRemoval.noted_at), col(FileRemoval.id))
    return list(session.exec(ordered.limit(limit)))


def postpone(session: Session, removals: Iterable[FileRemoval], now: datetime) -> None:
    """Put removals that failed behind all others."""
    _change(session, removals, update(FileRemoval).values(noted_at=now))


def done(session: Session, removals: Iterable[FileRemoval]) -> None:
    """Forget removals that were carried out."""
    _change(session, removals, delete(FileRemoval))


def _change(session: Session, removals: Iterable[FileRemoval], change: Update | Delete) -> None:
    ids = [removal.id for removal in removals]
    session.connection().execute(change.where(col(FileRemoval.id).in_(ids)))
