"""Files that officers attach: read from a form, stored, sent back."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from fastapi import UploadFile
from starlette.responses import Response, StreamingResponse

from complaints.assessment.proof import KINDS, LARGEST, Proof, read_proof, store_proof
from complaints.assessment.tables import ProofFile
from core.errors import InvalidInput
from store.files import FileStore

ACCEPTS = ",".join(KINDS)


@contextmanager
def stored(files: FileStore, upload: UploadFile | None) -> Iterator[Proof]:
    """Store the file and yield it; where the block raises it is deleted again.

    Raises:
        InvalidInput: as `read_proof`.
    """
    if upload is None or not upload.filename:
        raise InvalidInput("file_needed")
    # One byte more than allowed, so that a file too large is seen without reading it all.
    proof = read_proof(upload.filename, upload.file.read(LARGEST + 1))
    store_proof(files, proof)
    try:
        yield proof
    except Exception:
        files.delete(proof.key)
        raise


def send(files: FileStore, file: ProofFile) -> Response:
    """Return the file to be saved; never shown inside the browser: it may hold scripts."""
    opened = files.open(file.file)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}",
        "Content-Length": str(opened.size),
    }
    return StreamingResponse(opened.chunks, media_type="application/octet-stream", headers=headers)
