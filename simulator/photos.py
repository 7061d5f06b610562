"""The sample photos as JPEGs; one carries EXIF with a GPS position, as a phone's would."""

import io
from functools import lru_cache

from PIL import Image

from simulator.drawing import draw

PHOTOS = {
    "pothole": "ถนนเป็นหลุม",
    "rubbish": "กองขยะ",
    "lamp": "ไฟถนนดับ",
    "flood": "น้ำท่วมถนน",
    "fallen-tree": "ต้นไม้ล้ม",
    "after-road": "ซ่อมถนนแล้ว",
    "after-rubbish": "เก็บขยะแล้ว",
}
WITH_GPS = "pothole"
_PREVIEW_WIDTH = 240
_MAKE, _GPS = 0x010F, 0x8825


@lru_cache(maxsize=len(PHOTOS))
def photo(name: str) -> bytes:
    """JPEG, 1200x900, drawn once; KeyError for an unknown name."""
    buffer = io.BytesIO()
    exif = _exif_with_gps() if name == WITH_GPS else Image.Exif()
    draw(name).save(buffer, "JPEG", quality=85, exif=exif)
    return buffer.getvalue()


@lru_cache(maxsize=len(PHOTOS))
def preview(name: str) -> bytes:
    return shrink(photo(name))


def shrink(data: bytes) -> bytes:
    """A JPEG at most 240 px wide; ValueError when the bytes are no image."""
    try:
        image = Image.open(io.BytesIO(data))
        image.thumbnail((_PREVIEW_WIDTH, _PREVIEW_WIDTH))
        buffer = io.BytesIO()
        image.convert("RGB").save(buffer, "JPEG", quality=80)
    except (OSError, Image.DecompressionBombError) as error:
        raise ValueError("not an image") from error
    return buffer.getvalue()


def _exif_with_gps() -> Image.Exif:
    """13°46'11"N 100°33'8"E, in Din Daeng."""
    exif = Image.Exif()
    exif[_MAKE] = "Desk"
    exif.get_ifd(_GPS).update({1: "N", 2: (13.0, 46.0, 11.0), 3: "E", 4: (100.0, 33.0, 8.0)})
    return exif
