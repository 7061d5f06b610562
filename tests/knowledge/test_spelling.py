import pytest

from knowledge.engine import Engine
from knowledge.spelling import Speller

WORDS = {
    "สมัคร": 9.0,
    "แบบฟอร์ม": 5.0,
    "ประเภท": 7.0,
    "guillotine": 1.0,
    "เกียรติยศ": 3.0,
    "ผลงาน": 4.0,
}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("หน่วยงานสมัคกี่แห่ง", "หน่วยงานสมัครกี่แห่ง"),
        ("แบบฟอม3", "แบบฟอร์ม3"),
        ("มีกี่ประเพท", "มีกี่ประเภท"),
        ("regulatory guilotine", "regulatory guillotine"),
        ("รางวัลเกียดติยด", "รางวัลเกียรติยศ"),
    ],
)
def test_it_puts_misspelt_words_right(written: str, meant: str) -> None:
    assert Speller(WORDS).corrected(written) == meant


@pytest.mark.parametrize(
    "text", ["ไฟถนนหน้าบ้านดับมาสองคืน", "ส่งผลงานได้ 3 เรื่อง", "เรียลไทม์", "เยอะๆ", "tem", ""]
)
def test_it_leaves_what_is_spelt_right_or_like_nothing(text: str) -> None:
    assert Speller(WORDS).corrected(text) == text


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("ปี66 หน่วยงานสมัคพีเอ็มคิวเอกี่แหง", "statistics.applications.2566"),
        ("แบบฟอม3มีกี่ขอ", "kpi.form.3"),
        ("เอฟเฟคทีฟเชนจ์ส่งได้กี่ผลงาน", "award.participation.change.number"),
    ],
)
def test_it_answers_what_is_spelt_by_ear(engine: Engine, question: str, entry: str) -> None:
    assert entry in engine.ask(question).entry_ids
