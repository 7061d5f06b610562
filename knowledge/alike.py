"""Says that two things set side by side are alike, where a question compares them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.phrases import phrase
from knowledge.reading import Reading
from knowledge.vocabulary import vocabulary

_POINTS = re.compile(r"(\d+(?:\.\d+)?) คะแนน")
_OF_POINTS = re.compile("คะแนน|แต้ม|น้ำหนัก")
_TOLD = re.compile(r"^[^:]{1,60}: (.+)$")


def alike(bodies: Sequence[str], question: Reading) -> str:
    """That the points or the texts are the same in each; empty where they are not, or not asked."""
    if not vocabulary().comparing.search(question.text):
        return ""
    firsts = [body.split("\n", 1)[0] for body in bodies]
    told = [match[1] if (match := _TOLD.match(first)) else "" for first in firsts]
    if told[0] and len(set(told)) == 1:
        return phrase("alike", "text", language="th")
    points = [tuple(_POINTS.findall(body)) for body in bodies]
    if _OF_POINTS.search(question.text) and points[0] and len(set(points)) == 1:
        return phrase("alike", "points", language="th", points=", ".join(points[0]))
    return ""
