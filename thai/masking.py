"""Blots out what tells a person in words that others are to read: a proposal, to be checked.

Rather too much than too little: Thai runs words together, so a name may take its neighbour along.
Pure.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

MASK = "[…]"


class Personal(StrEnum):
    """What was blotted out."""

    EMAIL = "email"
    LINK = "link"
    POSITION = "position"
    ID_CARD = "id_card"
    PHONE = "phone"
    NUMBER = "number"  # of an account, a passport, anything long
    LINE_ID = "line_id"
    PLATE = "plate"
    NAME = "name"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Masked:
    """The text with its blots, and what they stand for, each once."""

    text: str
    found: tuple[Personal, ...]


_GAP = r"[\s.\-–—()/]{0,3}"  # what people put between the digits of a number
_THAI = "ก-๙"
_HANDLE = r"[@~]?[A-Za-z0-9][\w.\-]{2,}"
_DIALLED = rf"\(?(?<!\d)(?:(?:\+{_GAP})?[6๖]{_GAP}[6๖]|[0๐])"  # +66 or the 0 before a number
_SPOKEN = "(?:ศูนย์|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)"
_NO_PLATE = "(?:กม|ซม|มม|ตร|คน|รถ|พศ|คศ|รร|รพ|ชม|หก|บท|ผล|ลด|ขอ|งบ)"
# Words that begin like a title and name nobody.
_NO_MISTER = r"ก(?:เทศ|รัฐ|อบ|องค์|สมาคม|สภา|เมือง|คน|ท่าน|ฯ|\s|$)|ช่าง|อำเภอ|ทุน|หน้า|จ้าง|ตรวจ|ท่า|ทะเบียน"
_NO_MISSIS = "รอง|เลิ้ง|ลิ้นจี่|ฟ้า|แบบ|นวล"
_NO_YOU = r"ภาพ|สมบัติ|ค่า|ธรรม|ประโยชน์|วุฒิ|ลักษณะ|ครับ|ค่ะ|คะ|นะ|ๆ|มาก|ที่|จะ|ช่วย|ได้|ต้อง|และ|ก็"
_TITLE = "|".join(
    (
        rf"นาย(?!{_NO_MISTER})",
        "นางสาว",
        rf"นาง(?!สาว|{_NO_MISSIS})",
        r"น\.?\s?ส\.",
        rf"(?<!ขอบ)(?<!พระ)คุณ(?!{_NO_YOU})",
        "เด็กชาย|เด็กหญิง",
        r"ด\.\s?[ชญ]\.",
        r"(?:ว่าที่\s*)?(?:พล|พ|ร|จ|ส|ด)\.[ตทอจส]\.(?:[ตทอ]\.)?(?:\s?หญิง)?",
        r"ผม\s?ชื่อ|ฉัน\s?ชื่อ|หนู\s?ชื่อ|ผู้แจ้ง\s?ชื่อ|ชื่อ\s?[-:：]|ชื่อเล่น|นามสกุล",
    )
)
# The word after a name is a surname, unless it goes on with what is told.
_GOES_ON = "ที่|บ้าน|ถนน|ซอย|แจ้ง|อยู่|โทร|เบอร์|หมู่|ตำบล|อำเภอ|จังหวัด|ไม่|และ|กับ|ทิ้ง|จอด"
_NAME = rf"[{_THAI}]{{2,40}}"
_SURNAME = rf"(?:\s+(?!{_GOES_ON})[{_THAI}]{{2,25}}(?![{_THAI}]))?"
_ENGLISH = r"\b(?:Mr|Mrs|Ms|Miss|Khun)\b\.?\s+[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?"
_FULL_NAME = r"[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){1,2}"
_HOUSE_WORD = r"บ้านเลขที่|เลขที่(?:บ้าน)?|ห้อง(?:เลขที่|ที่|พัก)?|[Hh]ouse\s?(?:no\.?)?|[Rr]oom"

# In this order: what is longer and surer comes first.
_PATTERNS: tuple[tuple[Personal, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        (Personal.EMAIL, r"[\w.+\-]+\s?@\s?[\w\-]+(?:\.[\w\-]+)+", 0),
        (Personal.LINK, r"(?:https?://|www\.)\S+|\b[\w\-]+\.(?:com|me|net|th|gl)/\S+", re.I),
        (Personal.ID_CARD, rf"(?<!\d)\d(?:{_GAP}\d){{12}}(?!\d)", 0),
        (Personal.PHONE, rf"{_DIALLED}{_GAP}[1-9๑-๙](?:{_GAP}\d){{7,9}}(?!\d)", 0),
        (Personal.POSITION, r"-?\d{1,3}\.\d{4,}(?:\s*[,/]?\s*-?\d{1,3}\.\d{4,})?", 0),
        (Personal.PHONE, rf"{_SPOKEN}(?:[\s\-]*{_SPOKEN}){{7,}}", 0),
        (Personal.NUMBER, r"(?<!\d)\d(?:[\s\-]?\d){8,}(?!\d)", 0),
        (Personal.NUMBER, r"(?<![A-Za-z0-9])[A-Za-z]{1,2}\d{6,7}(?!\d)", 0),  # a passport's
        (
            Personal.LINE_ID,
            rf"(?:ไอดี\s*)?(?:ไลน์|ไลน|\bline)\s*(?:ไอดี|id)?\s*[:：=]?\s*{_HANDLE}",
            re.I,
        ),
        (
            Personal.LINE_ID,
            rf"(?:เฟซบุ๊[กค]|เฟสบุ๊[กค]|เฟซ|เฟส|(?i:facebook|\bfb))\s*[:：=]?\s*{_FULL_NAME}",
            0,
        ),
        (
            Personal.LINE_ID,
            rf"(?:เฟซบุ๊[กค]|เฟสบุ๊[กค]|เฟซ|เฟส|facebook|\bfb|\big|ไอจี|tiktok)\s*[:：=]?\s*(?!\d){_HANDLE}",
            re.I,
        ),
        (Personal.LINE_ID, r"@[A-Za-z0-9][\w.\-]{2,}", 0),
        (Personal.PLATE, rf"ทะเบียน(?:รถ)?\s*:?\s*\d?\s?[ก-ฮ]{{1,3}}{_GAP}\d{{1,4}}(?!\d)", 0),
        (Personal.PLATE, r"(?<!\d)\d[ก-ฮ]{2}[\s\-]{0,2}\d{1,4}(?!\d)", 0),
        (
            Personal.PLATE,
            rf"(?<![{_THAI}])(?!{_NO_PLATE})[ก-ฮ]{{2}}[\s\-]{{0,2}}\d{{2,4}}(?![\d/.,])",
            0,
        ),
        (Personal.NAME, rf"(?:{_TITLE})\s*(?=[{_THAI}]){_NAME}{_SURNAME}", 0),
        (Personal.NAME, _ENGLISH, 0),
        (
            Personal.HOUSE,
            rf"(?:{_HOUSE_WORD})\s*[:：]?\s*\d+[A-Za-zก-ฮ]?(?:\s?[/\-]\s?\d+)*",
            0,
        ),
        (Personal.HOUSE, r"(?<![\d/.])(?!24/7)\d{1,4}\s?/\s?\d{1,4}(?![\d/])", 0),
    )
)
_MASKS = re.compile(rf"{re.escape(MASK)}(?:\s*{re.escape(MASK)})+")


def mask(text: str) -> Masked:
    """Return the text with everything that looks personal blotted out."""
    text = "".join(each for each in text if unicodedata.category(each) != "Cf")  # hides in numbers
    found: list[Personal] = []
    for kind, pattern in _PATTERNS:
        text, times = pattern.subn(MASK, text)
        if times and kind not in found:
            found.append(kind)
    return Masked(_MASKS.sub(MASK, text), tuple(found))


# A street by its name alone: whatever else stands in an address stays out.
_STREET = re.compile(
    rf"(?:ถนน|ซอย|ตรอก|ถ\.|ซ\.)\s?(?:[{_THAI}]{{2,30}}(?:\s?\d{{1,3}}(?![\d/]))?|\d{{1,3}}(?![\d/]))"
)


def street_of(address: str) -> str:
    """Return the street or lane that an address names, such as "ซอยลาดพร้าว 64"; "" for none."""
    for match in _STREET.finditer(unicodedata.normalize("NFC", address)):
        if not mask(match[0]).found:
            return match[0]
    return ""
