"""The self-check tool, turn by turn: ticked, saved, looked up, shared, forgotten."""

from dataclasses import replace

import pytest
from sqlmodel import select

from core.messages import Card, Chat, Outgoing, TextSent
from handlers.self_checks import list_checks, list_latest
from handlers.tables import Conversation, SelfCheck
from tests.cast import MALEE
from tests.handlers.talking import Talk

GROUP = Chat("group", "C-group")


def conversation(talk: Talk) -> Conversation:
    with talk.database.reading() as session:
        return session.exec(select(Conversation)).one()


def is_waiting(talk: Talk) -> bool:
    return conversation(talk).expecting.startswith("tool:")


def check(talk: Talk, number: str, *levels: str) -> str:
    """Check a criterion with those levels ticked; returns the result."""
    talk.say(f"ประเมินตนเอง {number}")
    for level in levels:
        talk.press("check", number=number, level=level, step="tick")
    return talk.press("check", number=number, step="save", met=",".join(levels))


def test_it_shows_the_levels_of_the_criterion(talk: Talk) -> None:
    shown = talk.say("ประเมินตนเอง 3.4")
    criterion = talk.services.engine.criterion("3.4")
    assert criterion is not None
    for text in criterion.levels.values():
        assert text in shown


def test_it_leads_from_category_to_criterion(talk: Talk) -> None:
    assert "หมวด 6" in talk.say("ประเมินตนเอง")
    assert "3.4 กระบวนการแก้ไขข้อร้องเรียน" in talk.press("check", category="3")
    assert "☐ 1." in talk.press("check", number="3.4")
    assert "2.1" in talk.say("ประเมินตนเอง หมวดสอง")


def test_it_ticks_and_unticks_by_button_and_by_typing(talk: Talk) -> None:
    talk.say("ประเมินตนเอง สามจุดสี่")
    assert "☑ 1. ระดับพื้นฐาน" in talk.press("check", number="3.4", level="basic", step="tick")
    assert "☑ 2. ระดับก้าวหน้า" in talk.say("2")
    shown = talk.press("check", number="3.4", level="basic", step="untick")
    assert "☐ 1. ระดับพื้นฐาน" in shown
    assert "☑ 2. ระดับก้าวหน้า" in shown


def test_it_saves_the_level_reached_and_what_is_missing(talk: Talk) -> None:
    answer = check(talk, "3.4", "basic", "advance")
    assert "✅ ระดับก้าวหน้า (Advance)" in answer
    assert "ขั้นต่อไป ทำระดับพัฒนาจนเกิดผล (Significance) ให้ได้: ใช้เทคโนโลยี" in answer
    assert "ไม่ใช่ผลของสำนักงาน ก.พ.ร." in answer
    assert not is_waiting(talk)


def test_it_does_not_count_a_level_above_a_gap(talk: Talk) -> None:
    answer = check(talk, "3.4", "advance")
    assert "ยังไม่ถึงระดับพื้นฐาน" in answer
    assert "(ยังไม่นับ)" in answer


def test_it_saves_by_typing_too(talk: Talk) -> None:
    talk.say("ประเมิน 1.1")
    talk.say("ครบทุกระดับ")
    assert "ครบทั้งสามระดับแล้วค่ะ" in talk.say("เสร็จแล้ว")


def test_it_says_when_the_document_repeats_itself(talk: Talk) -> None:
    assert "ซ้ำกับ 6.2" in talk.say("ประเมิน 6.3")


@pytest.mark.parametrize(
    ("number", "answer"), [("7.2", "หมวด 7 เป็นผลลัพธ์"), ("1.9", "ไม่มีข้อ 1.9"), ("8.1", "ไม่มีข้อ 8.1")]
)
def test_it_knows_what_cannot_be_checked(talk: Talk, number: str, answer: str) -> None:
    assert answer in talk.say(f"ประเมินตนเอง {number}")


@pytest.mark.parametrize("question", ["ประเมินกี่รอบคะ", "ประเมินผลการปฏิบัติราชการคืออะไร"])
def test_it_does_not_take_questions_about_assessment(talk: Talk, question: str) -> None:
    assert "☐" not in talk.say(question)
    assert not is_waiting(talk)


def test_it_keeps_the_history_by_date(talk: Talk) -> None:
    check(talk, "3.4", "basic")
    talk.clock.pass_time(days=30)
    assert "ครั้งก่อน" in check(talk, "3.4", "basic", "advance")
    check(talk, "1.1")
    listed = talk.say("ผลประเมินของฉัน")
    assert "3.4 · 23 ธ.ค. 69" in listed
    assert "1.1 · 23 ธ.ค. 69" in listed
    history = talk.say("ผลประเมินตนเอง 3.4")
    assert history.index("23 ธ.ค. 69") < history.index("23 พ.ย. 69"), "newest first"


def test_it_saves_once_however_often_save_is_tapped(talk: Talk) -> None:
    check(talk, "3.4", "basic")
    again = talk.press("check", number="3.4", step="save", met="basic")
    assert "ระดับพื้นฐาน" in again
    with talk.database.reading() as session:
        assert len(list_checks(session, MALEE, "3.4", most=9)) == 1


def test_it_saves_what_an_old_card_shows(talk: Talk) -> None:
    talk.press("check", number="3.4", step="save", met="basic,nonsense")
    with talk.database.reading() as session:
        assert list_latest(session, MALEE)[0].met == ["basic"]


def test_it_has_nothing_to_show_at_first(talk: Talk) -> None:
    assert "ยังไม่มีผลประเมินตนเอง" in talk.say("ผลประเมินของฉัน")
    assert "ของ 3.4" in talk.say("ผลประเมินตนเอง 3.4")


# --- in a group ----------------------------------------------------------------------------------


def in_group(talk: Talk, user_id: str = MALEE) -> Talk:
    return replace(talk, chat=GROUP, user_id=user_id)


def test_it_shares_the_askers_latest_result_as_one_card(talk: Talk) -> None:
    check(talk, "3.4", "basic")
    talk.clock.pass_time(days=1)
    check(talk, "3.4", "basic", "advance")
    answers: list[Outgoing] = in_group(talk).send(TextSent("g1", "/ประเมิน 3.4", to_us=False))
    assert len(answers) == 1
    assert isinstance(answers[0], Card)
    assert answers[0].title == "ระดับก้าวหน้า (Advance)"


def test_it_shares_nobody_elses_result(talk: Talk) -> None:
    check(talk, "3.4", "basic")
    assert "ยังไม่มีผลประเมินตนเองของ 3.4" in in_group(talk, "U-bua").say("/ประเมิน 3.4")


def test_it_says_how_to_share(talk: Talk) -> None:
    group = in_group(talk)
    assert "/ประเมิน 3.4" in group.say("/ประเมิน")
    assert "หมวด 7" in group.say("/ประเมิน 7.1")
    assert group.send(TextSent("g2", "ประเมิน 3.4 กันเถอะ", to_us=False)) == []


def test_it_forgets_self_checks_with_the_person(talk: Talk) -> None:
    check(talk, "3.4", "basic")
    talk.say("คำนวณความคุ้มค่า")
    talk.say("4")
    talk.press("forget", sure="yes")
    with talk.database.reading() as session:
        assert session.exec(select(SelfCheck)).all() == []
    assert conversation(talk).tool is None
