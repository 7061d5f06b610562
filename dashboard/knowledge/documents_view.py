"""Added documents and their passages, as the pages show them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from sqlmodel import Session

from agencies.queries import officer_names
from core.errors import InvalidInput
from dashboard.knowledge import addresses
from knowledge import documents
from knowledge.draft import Problem
from knowledge.extraction import KINDS, LARGEST
from knowledge.passages import place_of
from knowledge.tables import Document

LONGEST_TITLE = 200
_YEAR = re.compile(r"2[56]\d\d")
FIELD_OF: Mapping[str, str] = {
    "title_long": "title",
    "year": "year",
    **dict.fromkeys(
        ("file_needed", "kind_unknown", "file_large", "pages_many", "text_long", "no_text",
         "locked", "unreadable", "file_known"),
        "file",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """The form as typed. The file itself cannot come back."""

    title: str = ""
    year: str = ""

    def checked_year(self) -> int | None:
        """Return the year in พ.ศ., None where it was left out. Raises InvalidInput ("year")."""
        if self.year and not _YEAR.fullmatch(self.year):
            raise InvalidInput("year", text=self.year)
        return int(self.year) if self.year else None

    def checked_title(self, file_name: str) -> str:
        """Return the title, the file's name where none was given. Raises InvalidInput."""
        title = self.title or PurePath(file_name).stem
        if len(title) > LONGEST_TITLE:
            raise InvalidInput("title_long", most=LONGEST_TITLE)
        return title


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of the list."""

    document: Document
    passages: int
    who: str
    address: str


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """All documents and the form."""

    rows: tuple[DocumentRow, ...]
    sent: Sent
    problem: Problem | None
    accept: str
    megabytes: int


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage: where it stands, what it says, and the form that it begins."""

    place: str
    text: str
    write: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with a page of its passages."""

    document: Document
    who: str
    count: int
    passages: tuple[PassageRow, ...]
    file: str
    settle: str
    next_address: str
    first_address: str


def load_list(session: Session, sent: Sent, problem: Problem | None) -> DocumentsView:
    """Read the documents."""
    found = documents.list_documents(session)
    counts = documents.count_passages(session)
    names = officer_names(session, {document.officer_id for document in found})
    return DocumentsView(
        rows=tuple(
            DocumentRow(
                document=document,
                passages=counts.get(document.id or 0, 0),
                who=names.get(document.officer_id, ""),
                address=addresses.document(document.id or 0),
            )
            for document in found
        ),
        sent=sent,
        problem=problem,
        accept=",".join(KINDS),
        megabytes=LARGEST // 1024**2,
    )


def load_one(session: Session, document_id: int, page: int) -> DocumentView:
    """Read a document and a page of its passages. Raises NotFound."""
    document = documents.get_document(session, document_id)
    found = documents.list_passages(session, document_id, page)
    more = len(found) > documents.PAGE
    return DocumentView(
        document=document,
        who=officer_names(session, {document.officer_id}).get(document.officer_id, ""),
        count=documents.count_passages(session).get(document_id, 0),
        passages=tuple(
            PassageRow(place_of(p), p.text, addresses.new_entry(passage=str(p.id)))
            for p in found[: documents.PAGE]
        ),
        file=addresses.document(document_id, "file"),
        settle=addresses.document(
            document_id, "withdraw" if document.withdrawn_at is None else "bring_back"
        ),
        next_address=addresses.document(document_id, page=str(page + 1)) if more else "",
        first_address=addresses.document(document_id) if page else "",
    )
