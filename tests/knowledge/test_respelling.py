import pytest

from knowledge.engine import Engine
from knowledge.respelling import Respeller

WORDS = {"หมวด": 90.0, "คะแนน": 80.0, "ระดับ": 60.0, "หน่วยงาน": 50.0, "มิติ": 40.0, "รางวัล": 70.0}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("หทวด 5", "หมวด 5"),
        ("กี่คะแแนน", "กี่คะแนน"),
        ("หน่ยงานไหน", "หน่วยงานไหน"),
        ("ระดบไหน", "ระดับไหน"),
        ("รางวลั", "รางวัล"),
    ],
)
def test_it_reads_slips_of_the_keyboard_as_the_likeliest_words(written: str, meant: str) -> None:
    assert Respeller(WORDS).respelt(written) == meant


@pytest.mark.parametrize(
    "text", ["ไฟถนนดับ", "แก้พรบได้กี่คะแนน", "เหนื่อยจัง", "เยอะๆ", "สั้นๆ", "pmqa", ""]
)
def test_it_leaves_words_that_are_real_or_like_none(text: str) -> None:
    assert Respeller(WORDS).respelt(text) == text


def test_it_leaves_what_is_spared() -> None:
    assert Respeller(WORDS, ["หนวด"]).respelt("หนวด") == "หนวด"


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("หทวด 6 อยู่มิติไหนบ้าง", "kpi.mapping.category.6"),
        ("ดิจิทัลเข้หามวดไหน", "criteria.4.4"),
        ("4.2sigk ต้องทำอะไร", "criteria.4.2.significance"),
        ("2.3 baisc", "criteria.2.3.basic"),
    ],
)
def test_it_answers_what_a_slip_would_hide(engine: Engine, question: str, entry: str) -> None:
    assert entry in engine.ask(question).entry_ids


def test_it_does_not_bend_other_matters_into_the_documents(engine: Engine) -> None:
    for question in ("พรุ่งนี้ฝนตกไมห", "ร้านกาแฟเปิดกี่โมวง", "หุ้นตกกี่จุกวันนี้"):
        assert engine.ask(question).kind != "answer"
