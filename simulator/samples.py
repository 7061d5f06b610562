"""Small stand-ins for what people send besides photos: a video, a sound, a document."""

import io
import math
import struct
import wave
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """`duration` in ms (0 for files)."""

    name: str
    content_type: str
    data: bytes
    duration: int


def _tone(seconds: float = 1.0, rate: int = 8000) -> bytes:
    """A sine tone as WAV."""
    steps = (math.sin(2 * math.pi * 440 * n / rate) for n in range(int(seconds * rate)))
    frames = b"".join(struct.pack("<h", int(8000 * step)) for step in steps)
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(frames)
    return buffer.getvalue()


# An MP4 with its file-type box and an empty data box: enough to be recognised, nothing to play.
_MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00\x00\x00\x08mdat"

_PDF = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""

SAMPLES = {
    "video": Sample("video.mp4", "video/mp4", _MP4, 3000),
    "audio": Sample("audio.wav", "audio/wav", _tone(), 1000),
    "file": Sample("document.pdf", "application/pdf", _PDF, 0),
}
