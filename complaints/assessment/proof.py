"""Files that prove something: what they may be, how large, where they are kept."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from uuid import uuid4

from complaints.assessment.tables import ProofFile
from core.errors import InvalidInput
from store.files import FileStore
from store.photos import prepare

LARGEST = 10 * 1024 * 1024  # bytes
LONGEST_NAME = 200
PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp"})
OFFICE = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}  # the folder that such a file has
KINDS = (".pdf", *OFFICE, *sorted(PHOTOS))


@dataclass(frozen=True, slots=True)
class Proof:
    """A file ready to be kept."""

    name: str
    key: str
    data: bytes
    size: int
    sha256: str


def read_proof(name: str, data: bytes) -> Proof:
    """Return the file if it is what its name says; photos lose what tells where they were taken.

    Raises:
        InvalidInput: "file_needed", "file_large", "kind_unknown", or "file_other" where it is
            something else than its name says.
    """
    if not data:
        raise InvalidInput("file_needed")
    if len(data) > LARGEST:
        raise InvalidInput("file_large", megabytes=LARGEST // 1024**2)
    short = PurePath(name.replace("\\", "/")).name[-LONGEST_NAME:]
    kind = PurePath(short).suffix.lower()
    if kind not in KINDS:
        raise InvalidInput("kind_unknown")
    if kind in PHOTOS:
        data, kind = _photo(data), ".jpg"
        short = f"{PurePath(short).stem}.jpg"
    elif not _is(kind, data):
        raise InvalidInput("file_other")
    key = f"proof/{uuid4().hex}{kind}"
    return Proof(short, key, data, len(data), hashlib.sha256(data).hexdigest())


def as_file(proof: Proof, actor: str, at: datetime) -> ProofFile:
    """Return the row of a stored file; whoever keeps it says what it proves."""
    return ProofFile(
        name=proof.name, file=proof.key, size=proof.size, sha256=proof.sha256, actor=actor, at=at
    )


def store_proof(files: FileStore, proof: Proof) -> None:
    """Put the file where it is kept."""
    files.put(proof.key, proof.data)


def _photo(data: bytes) -> bytes:
    try:
        return prepare(data).data
    except InvalidInput:
        raise InvalidInput("file_other") from None


def _is(kind: str, data: bytes) -> bool:
    if kind == ".pdf":
        return data.startswith(b"%PDF-")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return False
    # Macros stay outside: nobody needs them to prove anything.
    tidy = not any(name.endswith("vbaProject.bin") for name in names)
    return tidy and any(name.startswith(OFFICE[kind]) for name in names)
