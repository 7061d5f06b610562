"""Makes the pack that waits longest: reads, writes the files, binds them; each step is told."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from complaints.desk import Desk
from complaints.evidence import packs
from complaints.evidence.forms.form3 import write_form3
from complaints.evidence.forms.form4 import write_form4
from complaints.evidence.gathering import Evidence, Subject, gather
from complaints.evidence.index.contents import list_files, write_index
from complaints.evidence.packs import Claimed
from complaints.evidence.tables import EvidencePack, Step
from complaints.evidence.words import say
from complaints.evidence.workbook.book import write_book
from core.clock import Clock
from core.errors import Conflict
from store.database import Database
from store.files import FileStore


@dataclass(frozen=True, slots=True)
class Maker:
    """What making a pack works with. `definitions_url` is the page of what figures are."""

    database: Database
    files: FileStore
    desk: Desk
    clock: Clock
    definitions_url: str


def make_next(maker: Maker) -> bool:
    """Make the next pack that is due, if there is one; return whether there was.

    No transaction is open while files are written. A worker that dies gives it back when its
    lease ends; one that lost the lease leaves its work to who has it now.
    """
    with maker.database.transaction() as session:
        claimed = packs.claim(session, maker.clock())
    if claimed is None:
        return False
    with _failing(maker, claimed):
        _make(maker, claimed)
    return True


@contextmanager
def _failing(maker: Maker, claimed: Claimed) -> Iterator[None]:
    try:
        yield
    except Conflict:
        return  # another worker has it
    except Exception:
        with maker.database.transaction() as session:
            packs.fail(session, claimed, maker.clock())
        raise


def _make(maker: Maker, claimed: Claimed) -> None:
    _tell(maker, claimed, Step.READING)
    with maker.database.reading() as session:
        row = session.get_one(EvidencePack, claimed.id)
        evidence = gather(session, maker.desk, subject_of(row))
    _tell(maker, claimed, Step.WORKBOOK)
    files = {f"{say('book.file')}.xlsx": write_book(evidence)}
    _tell(maker, claimed, Step.FORMS)
    files[f"{say('form.file3')}.docx"] = write_form3(evidence)
    files[f"{say('form.file4')}.docx"] = write_form4(evidence)
    _tell(maker, claimed, Step.BINDING)
    bound = bind(evidence, files, maker.definitions_url)
    # A name of its own for each try: a worker that lost its lease overwrites nothing.
    key = f"evidence/{claimed.id}-{claimed.attempts}.zip"
    maker.files.put(key, bound)
    with maker.database.transaction() as session:
        packs.finish(session, claimed, key, len(bound), hashlib.sha256(bound).hexdigest())
        packs.settle(session, claimed, maker.clock())


def subject_of(row: EvidencePack) -> Subject:
    """Return what a pack is to tell of."""
    return Subject(row.agency_id, packs.period_of(row), row.asked_at, packs.before_of(row))


def bind(evidence: Evidence, files: dict[str, bytes], definitions_url: str) -> bytes:
    """Return the files and their index as one ZIP; the same evidence gives the same names."""
    index = write_index(evidence, list_files(files), definitions_url)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**index, **files}.items():
            archive.writestr(_entry(name, evidence.subject.as_of), content)
    return data.getvalue()


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _tell(maker: Maker, claimed: Claimed, step: Step) -> None:
    with maker.database.transaction() as session:
        packs.go_on(session, claimed, step, maker.clock())
