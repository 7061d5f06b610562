import pytest

from knowledge.context import carried, completes, leans
from knowledge.engine import Engine
from knowledge.reading import read
from knowledge.reply import Context


def test_it_fills_what_a_follow_up_leaves_open() -> None:
    before = read("มิติ 5.2 ระดับพื้นฐานต้องมีอะไร")
    together = carried(read("แล้วระดับก้าวหน้าล่ะ"), before)
    assert together.criteria == ("5.2",)
    assert together.levels == ("advance",)
    assert "พื้นฐาน" not in together.echo


def test_it_replaces_the_subject_that_a_follow_up_names() -> None:
    before = read("รางวัลนวัตกรรมบริการมีเงื่อนไขอะไร")
    together = carried(read("ส่วนพัฒนาการบริการล่ะ"), before)
    assert together.awards == ("service_development",)
    assert "เงื่อนไข" in together.echo


def test_it_moves_years_back_and_forth() -> None:
    before = read("ปี 2565 ได้กี่ผลงาน")
    assert carried(read("แล้วปีก่อนหน้าล่ะ"), before).years == (2564,)
    assert carried(read("แล้วปีถัดไปล่ะ"), before).years == (2566,)
    assert carried(read("แล้วปี 2561 ล่ะ"), before).years == (2561,)


def test_it_sees_which_questions_lean_on_the_one_before() -> None:
    assert leans(read("ส่วนรายหมวดล่ะ"))
    assert not leans(read("รางวัลเลิศรัฐคืออะไร"))
    assert completes(read("ขึ้น Significance ต้องทำอะไร"), read("มิติ 4.1 พื้นฐาน"))
    assert not completes(read("มิติ 2.1 Significance"), read("มิติ 4.1 พื้นฐาน"))


def test_it_survives_json_and_old_rows() -> None:
    context = Context(("ถามหนึ่ง", "ถามสอง"), "criteria.3.4")
    assert Context.from_dict(context.to_dict()) == context
    assert Context.from_dict(None) == Context()
    assert Context.from_dict({"other": 1}) == Context()


@pytest.mark.parametrize(
    ("before", "question", "entry"),
    [
        ("มิติ 1.2 ระดับพื้นฐานต้องมีอะไร", "แล้วขั้นถัดไปล่ะ", "criteria.1.2.advance"),
        ("4.1 ระดับก้าวหน้าคืออะไร", "ระดับก่อนหน้าล่ะ", "criteria.4.1.basic"),
        ("3.3 ระดับก้าวหน้าคืออะไร", "แล้วขั้นสุดท้ายล่ะ", "criteria.3.3.significance"),
        ("ขั้นตอนที่ 3 ของตัวชี้วัดปี 68 ทำอะไร", "แล้วขั้นต่อไปล่ะ", "kpi.step.4"),
    ],
)
def test_it_moves_on_by_a_step(engine: Engine, before: str, question: str, entry: str) -> None:
    assert entry in engine.ask(question, engine.ask(before).context).entry_ids


@pytest.mark.parametrize(
    ("before", "question", "kind"),
    [
        ("1.3 ระดับก้าวหน้าคืออะไร", "เมื่อคืนฝนตกหนักที่ไหนบ้าง", "abstain"),
        ("รางวัลเลิศรัฐมีกี่สาขา", "เครื่องปริ้นไม่ออกทำไง", "abstain"),
        ("Open Governance คืออะไร", "ส่งได้กี่ผลงาน", "answer"),
    ],
)
def test_it_goes_on_only_with_what_was_spoken_of(
    engine: Engine, before: str, question: str, kind: str
) -> None:
    assert engine.ask(question, engine.ask(before).context).kind == kind


@pytest.mark.parametrize("text", ["ส่งช้าโดนตัดมิติละกี่คะแนน", "นโยบายและแผนคืออะไร", "คิดร้อยละเท่าไร"])
def test_it_takes_no_part_of_a_word_for_the_particle(text: str) -> None:
    assert not leans(read(text))


def test_it_puts_another_body_in_the_place_of_the_one_before(engine: Engine) -> None:
    before = engine.ask("กรมควบคุมโรคได้รางวัลเกียรติยศเพราะอะไร")
    assert engine.ask("แล้วกรมสรรพากรล่ะ", before.context).entry_ids == ("award.honour.revenue",)
