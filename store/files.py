"""Photo bytes in a local folder or an S3-compatible bucket, through obstore."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import obstore
from obstore.store import LocalStore, ObjectStore, S3Store

from core.errors import NotFound
from core.settings import Settings


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A stored file being read: its size in bytes and its chunks."""

    size: int
    chunks: Iterator[bytes]


class FileStore:
    """Files by key, such as `photos/ab12.jpg`. Writing a key again replaces it."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def put(self, key: str, data: bytes) -> None:
        """Store `data` under `key`."""
        obstore.put(self._store, key, data)

    def put_file(self, key: str, path: Path) -> None:
        """Store the file at `path` under `key`, in parts: it may be larger than memory."""
        obstore.put(self._store, key, path)

    def open(self, key: str) -> OpenFile:
        """Open a file for reading in chunks.

        Raises:
            NotFound: there is no such file.
        """
        try:
            result = obstore.get(self._store, key)
        except FileNotFoundError:
            raise NotFound(f"no file {key}") from None
        return OpenFile(result.meta["size"], (bytes(chunk) for chunk in result.stream()))

    def read(self, key: str) -> bytes:
        """Return a whole file. Raises NotFound."""
        return b"".join(self.open(key).chunks)

    def delete(self, key: str) -> None:
        """Delete a file; no error where it is gone already."""
        try:
            obstore.delete(self._store, key)
        except FileNotFoundError:
            return


def make_file_store(settings: Settings) -> FileStore:
    """Return the store that FILES_URL names: a folder, or `s3://bucket/prefix`."""
    url = settings.files_url
    if url.startswith("s3://"):
        bucket, _, prefix = url.removeprefix("s3://").partition("/")
        return FileStore(_s3(bucket, prefix, settings))
    folder = Path(url.removeprefix("file://"))
    folder.mkdir(parents=True, exist_ok=True)
    return FileStore(LocalStore(folder.resolve()))


def _s3(bucket: str, prefix: str, settings: Settings) -> S3Store:
    endpoint = settings.s3_endpoint_url or None
    return S3Store(
        bucket,
        prefix=prefix or None,
        endpoint=endpoint,
        region=settings.s3_region,
        access_key_id=settings.s3_access_key_id.get_secret_value() or None,
        secret_access_key=settings.s3_secret_access_key.get_secret_value() or None,
        client_options={"allow_http": bool(endpoint and endpoint.startswith("http://"))},
    )
