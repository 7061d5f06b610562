"""Perceptual hashes: which photos look alike, and by what bands an index finds them. Pure.

A photo that is near another one in `phash` (64 bits) has to be near it in `fine_hash` (256 bits)
too, where both have one: among a million photos the first alone errs too often. A photo of a
report has to be nearer still: an honest one of the repair shows the same place from the same spot.
How near was measured; see docs/adr/0017.
"""

from typing import Protocol

NEAR_BITS = 6  # of the 64
NEAR_FINE_BITS = 24  # of the 256
SCENE_FINE_BITS = 18  # of the 256, where both may well show one place
PLAIN_BITS = 8  # with fewer bits set, or unset, a photo shows too little to be told by
BANDS, BAND_BITS = 4, 16


class Hashed(Protocol):
    """A photo by its hashes; `fine_hash` is "" for photos that came before it was kept."""

    @property
    def sha256(self) -> str:
        """Of the stored bytes, hex."""

    @property
    def phash(self) -> str:
        """64 bits, hex."""

    @property
    def fine_hash(self) -> str:
        """256 bits, hex, or nothing."""


def bands(phash: str) -> tuple[int, int, int, int]:
    """Return the hash as four numbers of 16 bits, each of every fourth bit.

    Every fourth, and not sixteen in a row: the sky above half of all photos would fill one band
    with the same number.
    """
    bits = int(phash, 16)
    first, second, third, fourth = (_band(bits, number) for number in range(BANDS))
    return first, second, third, fourth


def _band(bits: int, number: int) -> int:
    places = range(number, BANDS * BAND_BITS, BANDS)
    return sum((bits >> place & 1) << at for at, place in enumerate(places))


def near_bands(band: int) -> list[int]:
    """Return the band and all that differ from it in one bit.

    Hashes that differ in NEAR_BITS have a band of theirs within this: 6 over 4 bands leaves one
    with 1 at most.
    """
    return [band, *(band ^ 1 << place for place in range(BAND_BITS))]


def is_plain(phash: str) -> bool:
    """Tell whether the photo shows too little to be told from others by its hash."""
    ones = int(phash, 16).bit_count()
    return min(ones, BANDS * BAND_BITS - ones) < PLAIN_BITS


def is_same(one: Hashed, other: Hashed, fine: int = NEAR_FINE_BITS) -> bool:
    """Tell whether the two are one photo: the same file, or one made from the other."""
    if one.sha256 == other.sha256:
        return True
    if is_plain(one.phash) or _apart(one.phash, other.phash) > NEAR_BITS:
        return False
    if not (one.fine_hash and other.fine_hash):
        return True
    return _apart(one.fine_hash, other.fine_hash) <= fine


def _apart(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()
