"""Two questions in one message: "when is the list due, when the plan"."""

from __future__ import annotations

import re

from thai.words import content_words

_ASKS = re.compile(r"อะไร|ไหน|ใคร|กี่|เท่าไ|เท่าใด|ยังไง|อย่างไร|เมื่อไ|what|when|who|where|how")
_JOINT = re.compile(
    r"\s+(?:แล้วก็|และ|กับ)?|แล้วก็|แล้ว(?=ใคร|เมื่อ|ต้อง|ส่ง|ได้|ประกาศ)|และ(?=ใคร|เมื่อ|ต้อง|ส่ง|ได้)"
)
_SHORTEST = 6
# Enough by themselves: "hand it in, when".
_WHEN_OR_WHO = re.compile(r"เมื่อไ|ใคร|กี่|เท่าไ|วันไหน|ที่ไหน|ทางไหน|when|who|where")


def two_questions(text: str) -> tuple[str, str] | None:
    """Both halves of a normalised text, each asking something; None where it asks once."""
    for joint in _JOINT.finditer(text):
        first, second = text[: joint.start()].strip(), text[joint.end() :].strip()
        if all(map(_asks_of_something, (first, second))):
            return first, second
    return None


def _asks_of_something(part: str) -> bool:
    """Whether a part asks, and is more than the end of a question: "what are they called"."""
    asks = _ASKS.search(part)
    return (
        len(part) >= _SHORTEST
        and bool(asks)
        and (len(content_words(part)) > 1 or _WHEN_OR_WHO.search(part) is not None)
    )
