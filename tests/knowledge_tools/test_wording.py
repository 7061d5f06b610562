"""Words that open a tool, and golden questions and complaints that must not."""

import json
from pathlib import Path

import pytest

from knowledge.tools.deduction_line import read_cautions_told
from knowledge.tools.score_line import has_category_scores
from knowledge.tools.value_line import read_inputs_told
from knowledge.tools.wording import after_opening, leftover

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.mark.parametrize(
    ("tool", "text", "rest"),
    [
        ("score", "คำนวณคะแนน", ""),
        ("score", "คำนวณคะแนน ๔๒๐", "420"),
        ("score", "ขอคิดคะแนนหน่อยค่ะ", "หน่อยค่ะ"),
        ("check", "อยากประเมินตนเอง 3.4", "3.4"),
        ("value", "please calculate value", ""),
        ("deductions", "คำนวณการตัดคะแนน ส่งช้า 2 ขั้นตอน", "ส่งช้า 2 ขั้นตอน"),
        ("value", "คำนวณ (A+B+C)xD", ""),
        ("check", "ประเมินตนเอง 3.4", "3.4"),
        ("check", "Self-check 3.4", "3.4"),
        ("history", "ผลประเมินตนเอง", ""),
    ],
)
def test_it_opens_a_tool_by_name(tool: str, text: str, rest: str) -> None:
    assert after_opening(tool, text) == rest


@pytest.mark.parametrize("tool", ["score", "deductions", "value", "check", "history"])
def test_it_opens_nothing_by_other_words(tool: str) -> None:
    assert after_opening(tool, "ถามเรื่องคำนวณคะแนน") is None
    assert after_opening(tool, "checkmate") is None


def test_it_ignores_polite_words_and_sees_the_rest() -> None:
    assert not leftover("score", "หน่อยค่ะ")
    assert leftover("score", "ยังไง")


def test_it_takes_no_complaint_for_a_calculation() -> None:
    lines = (GOLDEN / "complaints.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    assert len(texts) > 100
    assert not [
        text
        for text in texts
        if has_category_scores(text) or read_cautions_told(text) or read_inputs_told(text)
    ]
