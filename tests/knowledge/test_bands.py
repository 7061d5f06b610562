import pytest

from knowledge.engine import Engine


@pytest.mark.parametrize(
    ("case", "level"),
    [
        ("ถ้าเราได้ 388 ล่ะ", "พื้นฐาน"),
        ("ออกมา 471", "พัฒนาจนเกิดผล"),
        ("สมมติคะแนนรวม 405 อยู่ระดับไหน", "ก้าวหน้า"),
        ("สรุปได้ 380 นี่ basic หรือ advance", "พื้นฐาน"),
        ("ได้แค่ 250", "ต่ำกว่า 300"),
    ],
)
def test_it_tells_the_level_of_a_score(engine: Engine, case: str, level: str) -> None:
    reply = engine.ask(case)
    assert reply.kind == "answer"
    assert level in reply.text


def test_it_leaves_other_questions_with_a_number_alone(engine: Engine) -> None:
    ids = engine.ask("400 คะแนนขึ้นไปได้รางวัลอะไร").entry_ids
    assert ids != engine.ask("ออกมา 400").entry_ids


def test_it_goes_on_to_the_next_level(engine: Engine) -> None:
    before = engine.ask("ถ้าได้ 388 อยู่ระดับไหน")
    assert "ก้าวหน้า" in engine.ask("สูงกว่านั้นอีกขั้นล่ะ", before.context).text
