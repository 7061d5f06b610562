"""A citizen's photo: what its metadata told is read, then gone; what is no photo is refused."""

import io
import random
import struct
import zlib
from datetime import datetime
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageDraw

from core.clock import BANGKOK
from core.errors import InvalidInput
from store.photos import LONGEST_SIDE, prepare

GPS = {1: "N", 2: (13.0, 45.0, 50.4), 3: "E", 4: (100.0, 30.0, 7.2)}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>13,45N</exif:GPSLatitude></x:xmpmeta>'


def street(width: int = 800, height: int = 600, seed: int = 1) -> Image.Image:
    """Something with shapes, as photos have."""
    image = Image.new("RGB", (width, height), "#87a0b4")
    draw, chance = ImageDraw.Draw(image), random.Random(seed)
    for _ in range(12):
        x, y = chance.randrange(width), chance.randrange(height)
        shade = chance.randrange(255)
        draw.ellipse((x, y, x + width // 4, y + height // 4), fill=(shade, shade, 90))
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def exif(taken: str = "2026:11:20 09:30:15", gps: Any = None, orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[ExifTags.Base.Orientation] = orientation
    data[ExifTags.Base.Make] = "SecretPhoneMaker"
    data.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if gps:
        data.get_ifd(ExifTags.IFD.GPSInfo).update(gps)
    return data


def apart(left: str, right: str) -> int:
    """The number of bits in which two hashes differ."""
    return (int(left, 16) ^ int(right, 16)).bit_count()


def test_it_reads_place_and_time_and_keeps_no_metadata() -> None:
    data = saved(street(), exif=exif(gps=GPS), xmp=XMP, comment=b"SecretComment")
    photo = prepare(data)
    assert photo.latitude == pytest.approx(13.764)
    assert photo.longitude == pytest.approx(100.502)
    assert photo.taken_at == datetime(2026, 11, 20, 9, 30, 15, tzinfo=BANGKOK)
    kept = Image.open(io.BytesIO(photo.data))
    assert kept.format == "JPEG"
    assert not kept.getexif()
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for secret in (b"Exif", b"SecretPhoneMaker", b"SecretComment", b"xmpmeta", b"GPSLatitude"):
        assert secret not in photo.data


def test_it_knows_south_and_west() -> None:
    photo = prepare(saved(street(), exif=exif(gps={**GPS, 1: "S", 3: "W"})))
    assert photo.latitude == pytest.approx(-13.764)
    assert photo.longitude == pytest.approx(-100.502)


@pytest.mark.parametrize(
    "gps",
    [
        None,
        {2: (13.0, 45.0, 50.4)},
        {**GPS, 2: (13.0, 45.0)},
        {**GPS, 2: (99.0, 0.0, 0.0)},
        {**GPS, 2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)},
    ],
    ids=["none", "half", "short", "off the earth", "a camera without reception"],
)
def test_it_tells_no_place_where_there_is_none(gps: Any) -> None:
    photo = prepare(saved(street(), exif=exif(gps=gps)))
    assert (photo.latitude, photo.longitude) == (None, None)


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "0001:01:01 00:00:00", "yesterday", ""])
def test_it_tells_no_time_where_the_camera_knew_none(taken: str) -> None:
    assert prepare(saved(street(), exif=exif(taken))).taken_at is None


def test_it_turns_the_photo_upright() -> None:
    lying = street(800, 600)
    photo = prepare(saved(lying, exif=exif(orientation=6)))
    assert (photo.width, photo.height) == (600, 800)
    upright = prepare(saved(lying.rotate(-90, expand=True)))
    assert apart(photo.phash, upright.phash) <= 4


def test_it_makes_a_large_photo_smaller() -> None:
    photo = prepare(saved(street(4000, 3000)))
    assert (photo.width, photo.height) == (LONGEST_SIDE, LONGEST_SIDE * 3 // 4)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("WEBP", "RGBA"), ("GIF", "P"),
     ("JPEG", "L"), ("JPEG", "CMYK")],
)  # fmt: skip
def test_it_takes_other_kinds_and_makes_them_jpeg(kind: str, mode: str) -> None:
    photo = prepare(saved(street().convert(mode), kind))
    kept = Image.open(io.BytesIO(photo.data))
    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (800, 600))


def test_it_hashes_like_photos_alike_and_others_apart() -> None:
    image = street()
    one = prepare(saved(image, quality=95))
    again = prepare(saved(image.resize((640, 480)), quality=40))
    other = prepare(saved(street(seed=2)))
    assert one.sha256 != again.sha256
    assert apart(one.phash, again.phash) <= 4
    assert apart(one.phash, other.phash) > 10


def png_of(width: int, height: int) -> bytes:
    """The head of a PNG that claims a size, with next to nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0"))


@pytest.mark.parametrize("size", [(8000, 8000), (12_000, 12_000), (30_000, 30_000)])
def test_it_refuses_a_bomb_before_it_unfolds(size: tuple[int, int]) -> None:
    with pytest.raises(InvalidInput) as refused:
        prepare(png_of(*size))
    assert refused.value.reason == "too_large"


@pytest.mark.parametrize(
    "data",
    [b"", b"not a photo at all", b"%PDF-1.7", b"\xff\xd8\xff", b"<svg onload='x'/>", png_of(9, 9)],
    ids=["empty", "words", "pdf", "head only", "svg", "no pixels"],
)
def test_it_refuses_what_is_no_photo(data: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        prepare(data)
    assert refused.value.reason == "not_a_photo"


def test_it_refuses_other_formats_even_where_they_could_be_read() -> None:
    with pytest.raises(InvalidInput):
        prepare(saved(street(), "TIFF"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_it_stands_broken_files(kind: str) -> None:
    """Whatever is cut off or altered: a photo comes out, or InvalidInput, nothing else."""
    options = {"exif": exif(gps=GPS)} if kind != "GIF" else {}
    whole = saved(street(160, 120), kind, **options)
    chance, outcomes = random.Random(7), set()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(min(len(data), 700))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        try:
            prepare(bytes(data))
            outcomes.add("photo")
        except InvalidInput:
            outcomes.add("refused")
    assert "refused" in outcomes
