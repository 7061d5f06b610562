"""Fetches a citizen's photo from LINE into the file store, before any transaction opens."""

import hashlib
import logging
import time
from collections.abc import Callable
from urllib.parse import quote

import httpx2

from bot.errors import Refused, Retryable, Unclear
from bot.tokens import TokenSource
from bot.translate import PhotoToFetch
from core.errors import InvalidInput
from core.messages import PhotoFailed, PhotoSent, PhotoTrouble
from store.files import FileStore
from store.photos import prepare

log = logging.getLogger(__name__)

MOST_BYTES = 10 * 1024 * 1024
TIMEOUT = httpx2.Timeout(10.0, connect=3.05)
PATIENCE = (0.3, 0.7, 1.5, 3.0)  # seconds between looks while LINE prepares the content


class ContentFetcher:
    """Streams message content. The SDK would hold whole files and hide a 202."""

    def __init__(
        self,
        base_url: str,
        tokens: TokenSource,
        files: FileStore,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        # trust_env: LINE's SDK heeds no proxy variables either; the two must go the same way.
        self._client = httpx2.Client(base_url=base_url, timeout=TIMEOUT, trust_env=False)
        self._tokens = tokens
        self._files = files
        self._sleep = sleep

    def fetch(self, wanted: PhotoToFetch) -> PhotoSent | PhotoFailed:
        """Store the photo and return it, or say why it cannot be taken in.

        Fetching the same message again replaces the same file: a crash leaves nothing behind.

        Raises:
            Retryable: LINE or the network is at fault; try again later.
        """
        try:
            data = self._download(wanted.message_id)
            photo = prepare(data)
        except InvalidInput as error:
            return PhotoFailed(wanted.message_id, _trouble(error.reason), wanted.album)
        key = photo_key(wanted.message_id)
        self._files.put(key, photo.data)
        return PhotoSent(
            message_id=wanted.message_id,
            file=key,
            sha256=photo.sha256,
            phash=photo.phash,
            width=photo.width,
            height=photo.height,
            album=wanted.album,
            taken_at=photo.taken_at,
            latitude=photo.latitude,
            longitude=photo.longitude,
            fine_hash=photo.fine_hash,
        )

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _download(self, message_id: str) -> bytes:
        for pause in (*PATIENCE, None):
            data = self._try(message_id)
            if data is not None:
                return data
            if pause is not None:
                self._sleep(pause)
        raise Retryable("LINE is still preparing the photo", 202)

    def _try(self, message_id: str) -> bytes | None:
        headers = {"Authorization": f"Bearer {self._tokens.get()}"}
        path = f"/v2/bot/message/{quote(message_id, safe='')}/content"
        try:
            with self._client.stream("GET", path, headers=headers) as response:
                if response.status_code == 202:
                    return None
                _check(response, self._tokens)
                return _body(response)
        except httpx2.TransportError as error:
            raise Unclear(f"{type(error).__name__}: {error}") from error


def _check(response: httpx2.Response, tokens: TokenSource) -> None:
    status = response.status_code
    if status == 200:
        return
    if status in {404, 410}:
        raise InvalidInput("gone")
    if status == 401:
        tokens.renew()
    if status >= 500 or status in {401, 408, 429}:
        raise Retryable("content", status)
    raise Refused("content", status)


def _body(response: httpx2.Response) -> bytes:
    kind = response.headers.get("content-type", "").lower()
    if kind and not kind.startswith(("image/", "application/octet-stream")):
        raise InvalidInput("not_a_photo")
    if int(response.headers.get("content-length") or 0) > MOST_BYTES:
        raise InvalidInput("too_large")
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > MOST_BYTES:
            raise InvalidInput("too_large")
    return bytes(data)


def _trouble(reason: str) -> PhotoTrouble:
    known: dict[str, PhotoTrouble] = {"gone": "gone", "too_large": "too_large"}
    return known.get(reason, "not_a_photo")


def photo_key(message_id: str) -> str:
    """Return the file key of the photo of a LINE message."""
    return f"photos/{hashlib.sha256(message_id.encode()).hexdigest()[:32]}.jpg"
