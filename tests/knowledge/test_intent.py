from pathlib import Path

import pytest

from knowledge.cleaning import clean
from knowledge.gist import gist
from knowledge.hearing import hear
from knowledge.intent import IntentModel, Intents, intent_model
from knowledge.reading import read
from thai.normalise import fold, normalise


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("มิติ 5.2 ระดับก้าวหน้าต้องทำอะไร", "documents"),
        ("เลื่องลือขยายผลต้องทำกี่พื้นที่", "documents"),
        ("ฝาท่อหน้าโรงเรียนหาย เด็กเกือบตกลงไป", "complaint"),
        ("the drain in our street has been blocked for a week", "complaint"),
        ("ภาษีบุคคลธรรมดายื่นได้ถึงวันไหน", "elsewhere"),
        ("ใครเป็นนายกของญี่ปุ่น", "elsewhere"),
        ("วันนี้งานเยอะจังเลย", "chatter"),
        ("ว้าว ตอบเก่งอะ", "chatter"),
    ],
)
def test_it_knows_what_a_text_is_for(text: str, intent: str) -> None:
    assert read(text).intents.best == intent


def test_it_knows_it_of_misspelt_texts_too() -> None:
    assert read("รางวันเลิดรัดมีกี่ปะเพท").intents.best == "documents"
    assert read("ไฟหน้าบ้านดับมาสองวันแร้ว").intents.best == "complaint"


def test_it_keeps_its_judgement_in_a_file(tmp_path: Path) -> None:
    model = intent_model()
    before = model.intents("ระดับก้าวหน้ากี่คะแนน")
    model.save(tmp_path / "intent.npz")
    after = IntentModel.load(tmp_path / "intent.npz").intents("ระดับก้าวหน้ากี่คะแนน")
    assert after.best == before.best
    assert after.documents == pytest.approx(before.documents, abs=0.1)


def test_it_measures_by_how_much_an_intent_outweighs_the_documents() -> None:
    intents = Intents(documents=1.0, complaint=3.5)
    assert intents.over_documents("complaint") == 2.5
    assert intents.best == "complaint"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("พอดีเพิ่งย้ายมาทำงานนี้ค่ะ ยังไม่ค่อยรู้เรื่อง ระดับก้าวหน้ากี่คะแนนคะ", "ระดับก้าวหน้ากี่คะแนนคะ"),
        ("ขั้นตอนที่ 2 ต้องกี่เปอร์เซ็นต์ รีบมากค่ะ ต้องส่งวันนี้แล้ว", "ขั้นตอนที่ 2 ต้องกี่เปอร์เซ็นต์"),
        ("หมวดหก มีไรมั่งคับ", "หมวด6 มีไรมั่งคับ"),
        ("PMQA 4.0 ปี 67 สมัครกี่แห่ง", "pmqa 4.0 ปี 67 สมัครกี่แห่ง"),
    ],
)
def test_it_leaves_out_what_people_say_around_a_question(text: str, asked: str) -> None:
    assert gist(clean(text)).text == asked


def test_it_keeps_a_message_that_is_chatter_throughout() -> None:
    assert gist(clean("เหนื่อยจัง งานเยอะมากเลย")).text == "เหนื่อยจัง งานเยอะมากเลย"


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("รางวัน", "รางวัล"),
        ("ภาครัด", "ภาครัฐ"),
        ("ปะเพท", "ประเภท"),
        ("อังกิด", "อังกฤษ"),
        ("ใหน", "ไหน"),
        ("ก้าวน่า", "ก้าวหน้า"),
    ],
)
def test_it_hears_the_word_that_is_meant(heard: str, written: str) -> None:
    assert hear(fold(normalise(heard))) == hear(fold(normalise(written)))
