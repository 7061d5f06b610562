"""Bytes of photos, videos, sounds and files that persons sent, bounded in total size."""

from collections import OrderedDict
from dataclasses import dataclass

_MOST_BYTES = 64 * 1024 * 1024


@dataclass
class Media:
    """`pending` and `transcoding`: how many more times the content API answers "not yet".

    `sample` names the sample photo it is, if it is one.
    """

    data: bytes
    content_type: str
    preview: bytes | None = None
    pending: int = 0
    transcoding: int = 0
    sample: str | None = None


class MediaStore:
    """Content by message id; the oldest goes first when the store is full."""

    def __init__(self) -> None:
        self._media: OrderedDict[str, Media] = OrderedDict()
        self._size = 0

    def put(self, message_id: str, media: Media) -> None:
        self._media[message_id] = media
        self._size += len(media.data)
        while self._size > _MOST_BYTES and len(self._media) > 1:
            self.drop(next(iter(self._media)))

    def get(self, message_id: str) -> Media | None:
        return self._media.get(message_id)

    def samples(self) -> dict[str, str]:
        """Message id -> name of the sample photo."""
        return {key: media.sample for key, media in self._media.items() if media.sample}

    def drop(self, message_id: str) -> None:
        media = self._media.pop(message_id, None)
        if media:
            self._size -= len(media.data)
