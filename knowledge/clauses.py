"""Two questions in one message: "when is the list due, when the plan"."""

from __future__ import annotations

import re

_ASKS = re.compile(r"อะไร|ไหน|ใคร|กี่|เท่าไ|เท่าใด|ยังไง|อย่างไร|เมื่อไ|what|when|who|where|how")
_JOINT = re.compile(
    r"\s+(?:แล้วก็|และ|กับ)?|แล้วก็|แล้ว(?=ใคร|เมื่อ|ต้อง|ส่ง|ได้|ประกาศ)|และ(?=ใคร|เมื่อ|ต้อง|ส่ง|ได้)"
)
_SHORTEST = 6


def two_questions(text: str) -> tuple[str, str] | None:
    """Both halves of a normalised text, each asking something; None where it asks once."""
    for joint in _JOINT.finditer(text):
        first, second = text[: joint.start()].strip(), text[joint.end() :].strip()
        if all(len(part) >= _SHORTEST and _ASKS.search(part) for part in (first, second)):
            return first, second
    return None
