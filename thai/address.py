"""Reads a Thai address as messengers and people write it: province, district, subdistrict."""

import functools
import re
from dataclasses import dataclass

from thai.normalise import normalise
from thai.provinces import provinces

BANGKOK = "กรุงเทพมหานคร"
_BANGKOK_FORMS = ("กรุงเทพมหานคร", "กรุงเทพฯ", "กรุงเทพ", "กทม.", "กทม", "bangkok")
_NAME = r"\s*([ก-๙]+)"
_SUBDISTRICT = re.compile(r"(?:แขวง|ตำบล|(?<![ก-๙])ต\.)" + _NAME)
_DISTRICT = re.compile(r"(?:เขต|กิ่งอำเภอ|อำเภอ|(?<![ก-๙])อ\.)" + _NAME)
_PROVINCE = re.compile(r"(?:จังหวัด|(?<![ก-๙])จ\.)" + _NAME)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address that name an area; empty where they are not told."""

    province: str = ""
    district: str = ""
    subdistrict: str = ""

    def __str__(self) -> str:
        """The areas with their words, small to large: แขวง/เขต in Bangkok, ต./อ./จ. elsewhere."""
        words = ("แขวง", "เขต", "") if self.province == BANGKOK else ("ต.", "อ.", "จ.")
        parts = (self.subdistrict, self.district, self.province)
        return " ".join(word + part for word, part in zip(words, parts, strict=True) if part)


def read_address(text: str) -> Address:
    """Return the areas named in `text`; the seat district อำเภอเมือง gets its province's name."""
    plain = normalise(text)
    province = _province(plain)
    district = _first(_DISTRICT, plain)
    if district == "เมือง" and province:
        district = f"เมือง{province}"
    return Address(province, district, _first(_SUBDISTRICT, plain))


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(1) if found else ""


def _province(text: str) -> str:
    lowered = text.lower()
    if any(form in lowered for form in _BANGKOK_FORMS):
        return BANGKOK
    said = _first(_PROVINCE, text)
    if said in provinces():
        return said
    # Without its word: the last province named, since addresses run from small to large.
    named = list(_bare_province().finditer(text))
    if named:
        return str(named[-1].group(1))
    english = list(_english_province().finditer(lowered))
    return _thai_names()[english[-1].group(1)] if english else ""


@functools.cache
def _bare_province() -> re.Pattern[str]:
    # Some names are common words (เลย, ตาก, น่าน): they count only standing alone.
    names = "|".join(sorted(provinces(), key=len, reverse=True))
    return re.compile(rf"(?<![ก-๙])(?:อำเภอเมือง|เมือง)?({names})(?![ก-๙])")


@functools.cache
def _english_province() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(sorted(_thai_names(), key=len, reverse=True))})\b")


@functools.cache
def _thai_names() -> dict[str, str]:
    return {english.lower(): name for name, english in provinces().items()}
