"""The part of a message that asks or reports, without the sentences that people put around it."""

from __future__ import annotations

import re

from knowledge.courtesy import Bare, without_courtesy
from knowledge.intent import Intents, intent_model

_PART = re.compile(r"\S.*?(?:(?:นะ)?(?:ค่ะ|คะ|ครับ|คับ|จ้า|จ้ะ)(?![ก-๙])|(?=\s)|$)")
# What names a figure or a body, or asks, is never chatter, however it sounds: มีไรมั่งคับ.
_TELLING = re.compile(
    r"\d|ไร|ไหน|ใคร|กี่|เท่า|ยังไง|อย่างไร|เมื่อ|ไหม|มั้ย|คือ|หมายถึง|\?|what|how|who|when|where"
    r"|(?:กรม|กระทรวง|จังหวัด|โรงพยาบาล|เทศบาล|อบต|อบจ)(?!เรา|ของ|ผม|หนู)"
)
_SHORTEST = 8  # characters of a part that says something by itself
_PREAMBLE = 12  # characters of one that may be left out though it is no plain chatter
_NAMING = re.compile(
    r"\d|[a-z]|กรม|กระทรวง|จังหวัด|โรงพยาบาล|เทศบาล|อบต|อบจ"
    "|รางวัล|เกณฑ์|หมวด|มิติ|ระดับ|คะแนน|ตัวชี้วัด|ราชการ|โครงการ|กรรมการ|ก\\.พ\\.ร"
)
_REQUEST = re.compile(f"{_TELLING.pattern}|ขอ|บอก|อธิบาย|สรุป")
# What points back to the preamble does not stand without it.
_POINTING_BACK = re.compile("(?:อัน|แบบ|เรื่อง|ข้อ|อย่าง|กรณี)(?:นี้|นั้น|เนี้ย)")
_SURELY = 0.8  # by how much it must be more chatter than anything else


def gist(text: str) -> Bare:
    """What a normalised text is about; the whole text where it is courtesy and chatter only."""
    bare = without_courtesy(text)
    parts = _PART.findall(bare.text)
    if len(parts) < 2:
        return bare
    first, last = 0, len(parts)
    while first < last and _is_chatter(parts[first]):
        first += 1
    while last > first and _is_chatter(parts[last - 1]):
        last -= 1
    if first == last or last - first == len(parts):
        return bare
    inner = without_courtesy(" ".join(parts[first:last]))
    return Bare(inner.text, bare.inquires or inner.inquires)


def after_preambles(text: str) -> list[str]:
    """What a normalised text may ask after a preamble that tells nothing, longest first."""
    parts = _PART.findall(text)
    cuts = [(" ".join(parts[:cut]), " ".join(parts[cut:])) for cut in range(1, len(parts))]
    return [
        rest
        for preamble, rest in cuts
        if len(preamble) >= _PREAMBLE
        and not _NAMING.search(preamble)
        and len(rest) >= _SHORTEST
        and _REQUEST.search(rest)
        and not _POINTING_BACK.match(rest)
    ]


def _is_chatter(part: str) -> bool:
    if len(part) < _SHORTEST or _TELLING.search(part):
        return False
    return _margin(intent_model().intents(part)) > _SURELY


def _margin(intents: Intents) -> float:
    return intents.chatter - max(intents.documents, intents.complaint, intents.elsewhere)
