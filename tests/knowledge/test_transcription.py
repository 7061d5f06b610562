import pytest

from knowledge.engine import Engine
from knowledge.transcription import Terms, heard_in_english, heard_in_thai

TERMS = Terms(
    [
        "traffy fondue รับแจ้งปัญหา",
        "unpsa คือรางวัลสหประชาชาติ",
        "ลดขั้นตอนที่ไม่จำเป็น (red tape)",
        "design thinking และ cyber security",
        "empowerment ของเครือข่าย",
    ]
)


@pytest.mark.parametrize(
    ("english", "thai"),
    [
        ("innovation", "อินโนเวชั่น"),
        ("network", "เน็ตเวิร์ก"),
        ("regulator", "เรกูเลเตอร์"),
        ("blockchain", "บล็อกเชน"),
        ("collaboration", "คอลลาบอเรชั่น"),
        ("workforce", "เวิร์กฟอร์ส"),
    ],
)
def test_it_hears_english_in_either_letters_nearly_alike(english: str, thai: str) -> None:
    heard = heard_in_thai(thai)
    assert heard.startswith(heard_in_english(english))
    assert len(heard) - len(heard_in_english(english)) <= 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trafy fondu แจ้งทางไหน", "traffy fondue แจ้งทางไหน"),
        ("unspa ไทยได้กี่อัน", "unpsa ไทยได้กี่อัน"),
        ("red tap คือไร", "red tape คือไร"),
        ("ไซเบอร์ซีเคียวริตี้อยู่ข้อไหน", "cyber security อยู่ข้อไหน"),
        ("ดีไซน์ธิงกิ้งมีกี่ขั้น", "design thinking มีกี่ขั้น"),
        ("เอ็มพาวเวอร์เมนต์คืออะไร", "empowerment คืออะไร"),
    ],
)
def test_it_spells_terms_as_the_texts_do(typed: str, meant: str) -> None:
    assert TERMS.spelt(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "ita คืออะไร",
        "ถนนหน้าบ้านเป็นหลุม ทางเดินพัง",
        "smoke and flames from the warehouse, please send help",
        "คะแนนขั้นต่ำเท่าไหร่",
    ],
)
def test_it_leaves_other_words_as_they_are(text: str) -> None:
    assert TERMS.spelt(text) == text


def test_it_finds_where_a_term_written_by_ear_stands(engine: Engine) -> None:
    found = engine.ask("ไซเบอร์ซีเคียวริตี้อยู่ข้อไหนของเกณฑ์ PMQA 4.0").entry_ids
    assert found[0].startswith("criteria.4.4")
