"""Documents that editors add: kept, listed, withdrawn and brought back. None is deleted."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from uuid import uuid4

from sqlalchemy import func
from sqlmodel import Session, col, select

from core.errors import InvalidInput, NotFound
from knowledge.cutting import Piece, cut
from knowledge.extraction import extract
from knowledge.tables import Document, Passage
from store import audit

PAGE = 60  # passages on one page
_NAME = 200


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document read and cut, ready to be stored under its key."""

    file_name: str
    key: str
    data: bytes
    pages: int
    pieces: tuple[Piece, ...]

    @property
    def sha256(self) -> str:
        """Tells whether the same file is here already."""
        return hashlib.sha256(self.data).hexdigest()


def prepare(file_name: str, data: bytes) -> Prepared:
    """Read and cut a document. Takes seconds for a long one; touches no database.

    Raises:
        InvalidInput: as `extraction.extract` says.
    """
    name = PurePath(file_name.replace("\\", "/")).name[-_NAME:]
    found = extract(name, data)
    key = f"documents/{uuid4().hex}{PurePath(name).suffix.lower()}"
    return Prepared(name, key, data, found.pages, tuple(cut(found.blocks)))


def add(
    session: Session,
    prepared: Prepared,
    *,
    title: str,
    year: int | None,
    officer_id: int,
    now: datetime,
) -> Document:
    """Enter a prepared document; its file is stored by the caller, before.

    Raises:
        InvalidInput: "file_known", with the title of the document that it is.
    """
    same = session.exec(select(Document).where(Document.sha256 == prepared.sha256)).first()
    if same is not None:
        raise InvalidInput("file_known", title=same.title)
    document = Document(
        title=title,
        year=year,
        file_name=prepared.file_name,
        file=prepared.key,
        sha256=prepared.sha256,
        pages=prepared.pages,
        officer_id=officer_id,
        added_at=now,
    )
    session.add(document)
    session.flush()
    session.add_all(
        Passage(document_id=document.id or 0, heading=p.heading, page=p.page, text=p.text)
        for p in prepared.pieces
    )
    _record(session, document, "knowledge.document_added", officer_id, now)
    return document


def withdraw(session: Session, document: Document, officer_id: int, now: datetime) -> None:
    """Search the document no more."""
    document.withdrawn_at = now
    _record(session, document, "knowledge.document_withdrawn", officer_id, now)


def bring_back(session: Session, document: Document, officer_id: int, now: datetime) -> None:
    """Search the document again."""
    document.withdrawn_at = None
    _record(session, document, "knowledge.document_brought_back", officer_id, now)


def list_documents(session: Session) -> list[Document]:
    """All documents, newest first."""
    return list(session.exec(select(Document).order_by(col(Document.id).desc())))


def count_passages(session: Session) -> dict[int, int]:
    """How many passages each document has, by its id."""
    found = session.exec(
        select(Passage.document_id, func.count()).group_by(col(Passage.document_id))
    )
    return {document: count for document, count in found}  # noqa: C416 (rows are no pairs)


def get_document(session: Session, document_id: int) -> Document:
    """Return a document. Raises NotFound."""
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound(f"no document {document_id}")
    return document


def get_passage(session: Session, passage_id: int) -> Passage:
    """Return a passage. Raises NotFound."""
    passage = session.get(Passage, passage_id)
    if passage is None:
        raise NotFound(f"no passage {passage_id}")
    return passage


def list_passages(session: Session, document_id: int, page: int) -> list[Passage]:
    """One page of a document's passages, and one more where there is more."""
    query = select(Passage).where(Passage.document_id == document_id).order_by(col(Passage.id))
    return list(session.exec(query.offset(page * PAGE).limit(PAGE + 1)))


def searched(session: Session) -> Sequence[tuple[Passage, Document]]:
    """Every passage of the documents that are not withdrawn, with its document."""
    query = (
        select(Passage, Document)
        .join(Document, col(Document.id) == col(Passage.document_id))
        .where(col(Document.withdrawn_at).is_(None))
        .order_by(col(Passage.id))
    )
    return [(passage, document) for passage, document in session.exec(query)]


def version(session: Session) -> tuple[int, int]:
    """Changes whenever what is searched changes: documents, and how many are withdrawn."""
    count = select(func.count(col(Document.id)), func.count(col(Document.withdrawn_at)))
    added, withdrawn = session.exec(count).one()
    return added, withdrawn


def _record(
    session: Session, document: Document, action: str, officer_id: int, now: datetime
) -> None:
    audit.record(
        session,
        at=now,
        actor=f"officer:{officer_id}",
        action=action,
        subject=f"document:{document.id}",
        title=document.title,
    )
