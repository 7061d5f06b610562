"""Numbers that name something in a normalised text: criteria, หมวด, dimensions, steps, forms."""

from __future__ import annotations

import re

_ITEMS_OF_CATEGORY = {1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 4, 7: 6}
_NOT_A_FIGURE = r"(?![\d%]|[.,]\d|\s?(?:%|ล้าน|พัน|บาท|คะแนน|ชั่วโมง))"
_CRITERION = re.compile(r"(?<![\d.,])([1-7])(?:[.·]|\s\.\s)([1-6])" + _NOT_A_FIGURE)
_ITEM_OF_CATEGORY = re.compile(
    r"หมวด(?:ที่)?\s*([1-7])\s*(?:ข้อ|มิติ|ด้าน|ประเด็น|หัวข้อ)(?:ย่อย)?(?:ที่)?\s*([1-6])(?![\d.])"
)
_ITEM_MORE = re.compile(
    r"\s*(?:กับ|และ|,)\s*(?:ข้อ|มิติ|ด้าน|ประเด็น|หัวข้อ)?(?:ย่อย)?(?:ที่)?\s*([1-6])(?![\d.])"
)
_WITHOUT_POINT = re.compile(r"(?:มิติ|ข้อ|เกณฑ์)(?:ที่)?\s*([1-7])([1-6])(?![\d.%])")
_SEVERAL = r"[1-7](?:\s*(?:,|และ|กับ|-|ถึง)\s*(?:หมวด)?\s*[1-7])*"
# "รายหมวด 6 หมวด" and "รอบ 6 เดือน" count; they number nothing.
_COUNTS = (
    r"\s*(?:ขั้น|รอบ|ข้อ|ปี|ด้าน|ประเภท|มิติ|หมวด|ระดับ|เดือน|วัน|ครั้ง|รางวัล|แห่ง|หน่วยงาน|ผลงาน|เปอร์เซ็นต์|%)"
)
_CATEGORY = re.compile(
    rf"(?:หมวด(?:ที่)?|category|cat\.?)\s*({_SEVERAL})(?![\d.]\d|\d|\s*(?:หมวด|ด้าน|รางวัล|ประเภท))"
)
_DIMENSION = re.compile(r"มิติ(?:ที่)?\s*([1-3])(?![\d.,]\d|\d)")
_DIMENSION_MORE = re.compile(r"\s*(?:กับ|และ|,)\s*(?:ที่\s*)?([1-3])(?![\d.])")
_PART = re.compile(
    r"(ขั้นตอน|ขั้น|แบบฟอร์ม|ฟอร์ม|form|รอบ|step|ข้อ|มิติ|ด้าน|ประเภท|กรณี|วาระ|ปัจจัย)(?:การ)?(?:ประเมิน)?"
    rf"(?:\s?(?:อัน|ตัว|ใบ|ชุด)?(?:ที่|หมายเลข|เลขที่|เลข|เบอร์))?\s*(\d{{1,2}})(?![\d.,]\d|\d|\s*(?:-|ถึง)\s*(?:ที่\s*)?\d|{_COUNTS})"
)
_COUNTED = frozenset({"ขั้นตอน", "ขั้น", "step", "แบบฟอร์ม", "ฟอร์ม", "form", "รอบ"})
_PART_KIND = {
    **dict.fromkeys(("ขั้น", "ขั้นตอน", "step"), "step"),
    **dict.fromkeys(("ฟอร์ม", "แบบฟอร์ม", "form"), "form"),
    **dict.fromkeys(("ข้อ", "ด้าน", "ประเภท", "กรณี", "วาระ", "ปัจจัย"), "item"),
    "รอบ": "round",
    "มิติ": "dimension",
}
_CALLED_CRITERION = re.compile(r"(?:มิติ|ข้อ|เกณฑ์|หมวด|criterion)(?:ที่)?\s*(\d\.\d)(?![\d.])")
_CRITERION_AT_LEVEL = re.compile(
    r"(?<![\d.,])([1-9]\.\d)(?![\d.])\s*(?:ระดับ|lv|level|basic|adv|sig|เบสิ|แอดวาน|พื้นฐาน|ก้าวหน้า|ขั้น)"
)
_OTHER_EDITION = re.compile(r"(?:pmqa|พีเอ็มคิวเอ|ราชการ|government)\s*(?!4\.0)(\d\.\d)(?![\d.])")
_NO_DIMENSION = re.compile(r"มิติ(?:ที่)?\s*[4-9]\s*(?:ของ|ใน)?\s*(?:ระบบ)?ราชการ")
_NO_CATEGORY = re.compile(r"หมวด(?:ที่)?\s*(?:0|[89]|[1-9]\d)(?![\d.])")
_NO_LEVEL = re.compile(
    r"(?:ระดับ|level|lv\.?)\s*(?:ที่)?\s*(?:[4-9]|1\d)(?![\d.]|\s*(?:คะแนน|%|แห่ง|หน่วยงาน))"
)
_EDITION = "4.0"


def criteria(text: str) -> tuple[str, ...]:
    """Criterion numbers in any dress (3.4, ``หมวด 3 ข้อ 4``, ``มิติ 34``), in order."""
    found = [
        (match.start(), int(match[1]), int(match[2]))
        for pattern in (_CRITERION, _ITEM_OF_CATEGORY, _WITHOUT_POINT)
        for match in pattern.finditer(text)
    ]
    found += [
        (more.start(), int(match[1]), int(more[1]))
        for match in _ITEM_OF_CATEGORY.finditer(text)
        if (more := _ITEM_MORE.match(text, match.end()))
    ]
    found.sort()
    valid = (f"{c}.{item}" for _, c, item in found if item <= _ITEMS_OF_CATEGORY[c])
    return tuple(dict.fromkeys(valid))


def categories(text: str) -> tuple[int, ...]:
    """Numbers after หมวด: ``หมวด 1, 2 และ 4``."""
    lists = (re.findall(r"[1-7]", match[1]) for match in _CATEGORY.finditer(text))
    return tuple(dict.fromkeys(int(number) for numbers in lists for number in numbers))


def dimensions(text: str) -> tuple[int, ...]:
    """``มิติที่ 1`` to 3: dimensions of ระบบราชการ 4.0, where no point makes them criteria."""
    found: list[int] = []
    for match in _DIMENSION.finditer(text):
        more = _DIMENSION_MORE.match(text, match.end())
        found += [int(match[1]), *([int(more[1])] if more else [])]
    return tuple(dict.fromkeys(found))


_PART_MORE = re.compile(r"\s*(?:กับ|และ|,)\s*(?:ที่|หมายเลข)?\s*(\d{1,2})(?![\d.,]\d|\d)")


def parts(text: str) -> tuple[tuple[str, int], ...]:
    """Numbered parts of other things, as kind and number: ``ขั้นตอนที่ 2`` is ("step", 2)."""
    found = []
    for match in _PART.finditer(text):
        found.append((_PART_KIND[match[1]], int(match[2])))
        if match[1] in _COUNTED and (more := _PART_MORE.match(text, match.end())):
            found.append((_PART_KIND[match[1]], int(more[1])))
    return tuple(dict.fromkeys(found))


def impossible(text: str) -> tuple[str, ...]:
    """What is called a criterion, หมวด or edition and is none: ``มิติ 1.5``, ``หมวด 8``, PMQA 5.0."""
    called = (
        match[1]
        for pattern in (_CALLED_CRITERION, _CRITERION_AT_LEVEL)
        for match in pattern.finditer(text)
    )
    missing = (n for n in called if n != _EDITION and not _exists(int(n[0]), int(n[2])))
    unheard_of = (_NO_CATEGORY, _NO_DIMENSION, _NO_LEVEL, _OTHER_EDITION)
    others = (match[0] for pattern in unheard_of for match in pattern.finditer(text))
    return tuple(dict.fromkeys((*missing, *others)))


def _exists(category: int, item: int) -> bool:
    return 1 <= item <= _ITEMS_OF_CATEGORY.get(category, 0)
