"""Whether a question can be answered with yes or no."""

from __future__ import annotations

import re

_YES_OR_NO = re.compile(
    r"ไหม|มั้ย|มั๊ย|ไม๊|หรือไม่|หรือเปล่า|รึเปล่า|หรือป่าว|ป่าว|ปะ(?![ก-๙])|หรือยัง|รึยัง|หรือ$|เหรอ|หรอ"
    r"|^(?:can|could|may|must|is|are|do|does|should)\s"
)
_OPEN = re.compile(r"กี่|อะไร|ไหน|ใคร|เมื่อไ|เท่าไ|เท่าใด|ยังไง|อย่างไร|ทำไม|เพราะ")


def asks_yes_or_no(text: str) -> bool:
    """Whether a normalised text asks whether something is so, and for nothing to be told."""
    return bool(_YES_OR_NO.search(text)) and not _OPEN.search(text)
