"""Photos that were made from one another are found among many; others are not taken for them."""

import hashlib
import io
import random
from dataclasses import dataclass

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from complaints.closing.hashes import (
    NEAR_FINE_BITS,
    SCENE_FINE_BITS,
    bands,
    is_plain,
    is_same,
    near_bands,
)
from store.photos import FINE_SIDE, difference_hash


@dataclass(frozen=True)
class Hashes:
    """A photo by its hashes."""

    sha256: str
    phash: str
    fine_hash: str = ""


def scene(seed: int, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """A picture of shapes, another one for each seed."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        across, down = chance.randrange(30, 300), chance.randrange(30, 300)
        colour = tuple(chance.randrange(256) for _ in range(3))
        draw.ellipse((x, y, x + across, y + down), fill=colour)
    return image


def hashes(image: Image.Image) -> Hashes:
    sha256 = hashlib.sha256(image.tobytes()).hexdigest()
    return Hashes(sha256, difference_hash(image), difference_hash(image, FINE_SIDE))


def reencoded(image: Image.Image, quality: int = 60) -> Image.Image:
    kept = io.BytesIO()
    image.resize((640, 480)).save(kept, "JPEG", quality=quality)
    return Image.open(io.BytesIO(kept.getvalue())).convert("RGB")


def cut(image: Image.Image, share: float = 0.01) -> Image.Image:
    across, down = round(image.width * share), round(image.height * share)
    return image.crop((across, down, image.width - across, image.height - down))


@pytest.mark.parametrize("seed", range(10))
def test_it_knows_a_photo_made_from_another(seed: int) -> None:
    image = scene(seed)
    brighter = ImageEnhance.Brightness(image).enhance(1.1)
    for made in (reencoded(image), cut(image), reencoded(brighter)):
        assert is_same(hashes(image), hashes(made))


def test_it_takes_no_other_photo_for_it() -> None:
    photos = [hashes(scene(seed)) for seed in range(60)]
    pairs = [(a, b) for at, a in enumerate(photos) for b in photos[:at]]
    assert not any(is_same(*pair) for pair in pairs)


def test_it_wants_the_finer_hash_near_too() -> None:
    one, other = Hashes("a", "00ff" * 4, "0" * 64), Hashes("b", "00ff" * 4, "f" * 64)
    assert not is_same(one, other)
    assert is_same(one, Hashes("b", "00ff" * 4)), "which older photos do not have"


def test_it_wants_a_photo_of_a_report_nearer_still() -> None:
    one, other = Hashes("a", "00ff" * 4, "0" * 64), Hashes("b", "00ff" * 4, "0" * 59 + "fffff")
    assert is_same(one, other, NEAR_FINE_BITS)
    assert not is_same(one, other, SCENE_FINE_BITS), "one place from one spot"


def test_it_tells_plain_photos_by_their_file_alone() -> None:
    dark = Hashes("a", "0" * 16)
    assert is_plain(dark.phash)
    assert not is_same(dark, Hashes("b", "0" * 16))
    assert is_same(dark, Hashes("a", "0" * 16))


@pytest.mark.parametrize("apart", range(7))
def test_it_finds_by_a_band_whatever_is_near(apart: int) -> None:
    chance = random.Random(apart)
    for _ in range(200):
        bits = chance.getrandbits(64)
        flipped = bits
        for place in chance.sample(range(64), apart):
            flipped ^= 1 << place
        pairs = zip(bands(f"{bits:016x}"), bands(f"{flipped:016x}"), strict=True)
        assert any(other in near_bands(one) for one, other in pairs)
