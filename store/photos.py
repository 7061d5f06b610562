"""A citizen's photo made fit to keep: checked, turned upright, its EXIF read and dropped."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PIL import ExifTags, Image, ImageOps
from PIL.Image import Exif

from core.clock import BANGKOK
from core.errors import InvalidInput

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LONGEST_SIDE = 2048  # pixels kept
MOST_PIXELS = 60_000_000  # above this it is a bomb, not a photo
QUALITY = 85
COARSE_SIDE, FINE_SIDE = 8, 16  # fields of a difference hash across and down
THUMB_SIDE = 480  # pixels
THUMB_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG without metadata, and what its metadata told before.

    `phash` is a 64-bit difference hash as 16 hex digits: like photos differ in few bits.
    `fine_hash` is one of 256 bits, 64 hex digits, which tells apart what `phash` takes for alike.
    """

    data: bytes
    sha256: str
    phash: str
    width: int
    height: int
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None
    fine_hash: str


def prepare(data: bytes) -> Photo:
    """Return the photo in `data` ready to keep.

    Raises:
        InvalidInput: it is not a photo we can read ("not_a_photo") or too large ("too_large").
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes that we refuse ourselves
            upright, exif = _open(data)
            taken_at, (latitude, longitude) = _taken_at(exif), _position(exif)
    except InvalidInput:
        raise
    except Image.DecompressionBombError as error:
        raise InvalidInput("too_large") from error
    except Exception as error:  # decoders raise anything on broken files
        raise InvalidInput("not_a_photo") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = io.BytesIO()
    upright.save(clean, "JPEG", quality=QUALITY, optimize=True)
    return Photo(
        data=clean.getvalue(),
        sha256=hashlib.sha256(clean.getvalue()).hexdigest(),
        phash=difference_hash(upright),
        width=upright.width,
        height=upright.height,
        taken_at=taken_at,
        latitude=latitude,
        longitude=longitude,
        fine_hash=difference_hash(upright, FINE_SIDE),
    )


def thumbnail(data: bytes) -> bytes:
    """Return a small JPEG of a photo that `prepare` made."""
    image = Image.open(io.BytesIO(data), formats=FORMATS)
    image.draft("RGB", (THUMB_SIDE, THUMB_SIDE))  # decodes no more of the JPEG than is shown
    image.thumbnail((THUMB_SIDE, THUMB_SIDE))
    small = io.BytesIO()
    image.convert("RGB").save(small, "JPEG", quality=THUMB_QUALITY, optimize=True)
    return small.getvalue()


def _open(data: bytes) -> tuple[Image.Image, Exif]:
    opened = Image.open(io.BytesIO(data), formats=FORMATS)
    if opened.width * opened.height > MOST_PIXELS:
        raise InvalidInput("too_large")
    exif = opened.getexif()
    upright = ImageOps.exif_transpose(opened).convert("RGB")
    upright.info = {}  # Pillow would write a comment found here into the new file
    return upright, exif


def difference_hash(image: Image.Image, side: int = COARSE_SIDE) -> str:
    """Return in hex, of `side` by `side` fields: is each darker than its right neighbour?"""
    small = image.convert("L").resize((side + 1, side), Image.Resampling.LANCZOS)
    shades = small.tobytes()
    bits = 0
    for row in range(side):
        for column in range(side):
            at = (side + 1) * row + column
            bits = bits << 1 | (shades[at] < shades[at + 1])
    return f"{bits:0{side * side // 4}x}"


def _taken_at(exif: Exif) -> datetime | None:
    taken = _directory(exif, ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    try:
        # EXIF knows no time zone here; cameras in Thailand show Bangkok's time.
        local = datetime.strptime(str(taken), "%Y:%m:%d %H:%M:%S").replace(tzinfo=BANGKOK)
        return local.astimezone(UTC)
    except (ValueError, OverflowError):  # OverflowError: year 1, from a clock never set
        return None


def _position(exif: Exif) -> tuple[float | None, float | None]:
    gps = _directory(exif, ExifTags.IFD.GPSInfo)
    try:
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef))
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef))
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None, None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or latitude == longitude == 0:
        return None, None  # 0, 0 is a camera that had no reception
    return latitude, longitude


def _directory(exif: Exif, which: ExifTags.IFD) -> dict[int, Any]:
    try:
        return exif.get_ifd(which)
    except Exception:  # noqa: BLE001 - broken metadata is no reason to refuse the photo
        return {}


def _degrees(parts: tuple[float, float, float], side: object) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if side in {"S", "W"} else value
