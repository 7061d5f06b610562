from knowledge.qualities import Qualities
from thai.normalise import fold

QUALITIES = Qualities(
    {
        "weight": {"asks": ["น้ำหนัก…กี่", "weight"], "answers": r"\d คะแนน"},
        "material": {"asks": ["หนักกี่"], "answers": "กิโลกรัม"},
        "fee": {"asks": ["ค่าอบรม"], "answers": "บาท"},
    }
)


def test_it_finds_a_quality_with_words_between() -> None:
    assert QUALITIES.asked(fold("น้ำหนักตัวชี้วัดปี 68 คิดเป็นกี่เปอร์เซ็นต์")) == ("weight",)


def test_it_reads_no_quality_into_the_end_of_another() -> None:
    assert QUALITIES.asked(fold("น้ำหนักกี่คะแนน")) == ("weight",)
    assert QUALITIES.asked(fold("โล่หนักกี่กิโล")) == ("material",)


def test_it_reads_no_phrase_across_a_vowel_or_in_a_longer_word() -> None:
    assert QUALITIES.asked(fold("เขาอบรมเมื่อไหร่")) == ()
    assert QUALITIES.asked(fold("lightweight คืออะไร")) == ()


def test_it_tells_whether_an_answer_gives_a_quality() -> None:
    assert QUALITIES.tells("weight", "มิติที่ 1 10 คะแนน")
    assert not QUALITIES.tells("weight", "ไม่น้อยกว่าร้อยละ 85")
