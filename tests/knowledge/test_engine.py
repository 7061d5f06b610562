from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.engine import Engine
from knowledge.reply import Context
from thai.keyboard import to_latin
from thai.normalise import graphemes


def test_it_answers_a_criterion_at_the_level_named(engine: Engine) -> None:
    reply = engine.ask("๓.๔ lv ซิก ต้องทำไง")
    assert reply.kind == "answer"
    assert reply.criterion == "3.4"
    assert "ใช้เทคโนโลยีเพื่อตอบสนองและสร้างความพึงพอใจ" in reply.text
    assert reply.text.splitlines()[-1].startswith("ที่มา:")
    assert reply.sources[0].doc == "001"


def test_it_says_that_the_source_errs_at_6_3(engine: Engine) -> None:
    reply = engine.ask("6.3 ระดับก้าวหน้าเขียนว่าอะไร")
    assert "ซ้ำกับ 6.2" in reply.text


def test_it_carries_a_conversation_and_drops_it_with_the_subject(engine: Engine) -> None:
    first = engine.ask("มิติ 2.3 ระดับพื้นฐานต้องมีอะไร")
    second = engine.ask("แล้วก้าวหน้าล่ะ", first.context)
    third = engine.ask("ขั้นสูงสุดล่ะ", second.context)
    other = engine.ask("Traffy Fondue เป็นผลงานของหน่วยงานไหน", third.context)
    assert second.entry_ids == ("criteria.2.3.advance",)
    assert third.entry_ids == ("criteria.2.3.significance",)
    assert "traffy" in other.entry_ids[0]
    assert len(other.context.questions) == 1


def test_it_keeps_the_subject_through_a_word_of_thanks(engine: Engine) -> None:
    first = engine.ask("มิติ 4.2 ระดับพื้นฐาน")
    thanks = engine.ask("ขอบคุณครับ", first.context)
    assert thanks.kind == "smalltalk"
    assert engine.ask("แล้วก้าวหน้าล่ะ", thanks.context).criterion == "4.2"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("ปี 2575 มีหน่วยงานสมัคร PMQA กี่แห่ง", "year"),
        ("กรมเจ้าท่าได้รางวัล PMQA 4.0 กี่ครั้ง", "agency"),
        ("เกณฑ์ CMMI ต่างจากเกณฑ์นี้ยังไง", "term"),
        ("มิติ 1.6 ระดับพื้นฐานดูอะไร", "criterion"),
        ("7.4 ระดับก้าวหน้าต้องทำอะไร", "level"),
        ("คืนนี้ดูซีรีส์เรื่องอะไรดี", "unknown"),
    ],
)
def test_it_says_why_it_does_not_know(engine: Engine, question: str, topic: str) -> None:
    reply = engine.ask(question)
    assert (reply.kind, reply.topic) == ("abstain", topic)
    assert reply.text


def test_it_does_not_answer_from_a_heading_whose_text_is_lost(engine: Engine) -> None:
    missing = next(entry for entry in engine.entries.values() if entry.missing)
    reply = engine.ask(missing.asks[0])
    assert reply.kind == "abstain"
    assert reply.entry_ids == (missing.id,)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("สวัสดีค่ะ", "greeting"),
        ("ขอบคุณมากๆ เลยนะคะ", "thanks"),
        ("เธอเป็นบอทหรือคน", "identity"),
        ("ทำอะไรได้บ้าง", "ability"),
        ("bye", "bye"),
    ],
)
def test_it_makes_smalltalk(engine: Engine, text: str, topic: str) -> None:
    reply = engine.ask(text)
    assert (reply.kind, reply.topic) == ("smalltalk", topic)


def test_it_does_not_take_a_greeted_question_for_a_greeting(engine: Engine) -> None:
    assert engine.ask("สวัสดีครับ มิติ 1.1 พื้นฐานดูอะไร").kind == "answer"


def test_it_answers_english_with_english_phrases(engine: Engine) -> None:
    assert engine.ask("hello").text.startswith("Hello")


def test_it_names_the_source_in_the_language_of_the_answer(engine: Engine) -> None:
    said = engine.ask("criterion 3.4 basic level").text
    assert said.splitlines()[-1].startswith("ที่มา:"), "a Thai answer has no English source line"


def test_it_asks_back_where_two_readings_are_near(engine: Engine) -> None:
    reply = engine.ask("อีเมล")
    assert reply.kind == "clarify"
    assert 2 <= len(reply.choices) <= 3
    assert all(len(graphemes(choice.label)) <= 20 for choice in reply.choices)
    answers = [engine.ask(choice.question) for choice in reply.choices]
    assert [one.entry_ids[0] for one in answers] == list(reply.entry_ids)


def test_it_leads_on_to_neighbours(engine: Engine) -> None:
    reply = engine.ask("3.4 ระดับพื้นฐาน")
    assert engine.ask(reply.see[0].question).entry_ids == ("criteria.3.4.advance",)


def test_it_gives_criteria_for_cards(engine: Engine) -> None:
    criterion = engine.criterion("3.4")
    assert criterion is not None
    assert criterion.title == "กระบวนการแก้ไขข้อร้องเรียนที่รวดเร็วและสร้างสรรค์"
    assert set(criterion.levels) == {"basic", "advance", "significance"}
    assert criterion.levels["significance"] == "ใช้เทคโนโลยีเพื่อตอบสนองและสร้างความพึงพอใจ"
    assert criterion.category_title == "การให้ความสำคัญกับผู้รับบริการและผู้มีส่วนได้ส่วนเสีย"
    assert engine.criterion("9.9") is None


def test_it_has_all_24_criteria_and_6_results(engine: Engine) -> None:
    numbers = [f"{category}.{item}" for category in range(1, 7) for item in range(1, 5)]
    assert all(engine.criterion(number) for number in numbers)
    assert [one.number for one in engine.result_dimensions] == [f"7.{n}" for n in range(1, 7)]


def test_it_finds_every_entry_by_its_title_and_keeps_to_the_limit(engine: Engine) -> None:
    missed = []
    for entry in engine.entries.values():
        reply = engine.ask(entry.title)
        if entry.id not in reply.entry_ids:
            missed.append(entry.id)
        elif reply.kind == "answer":
            assert len(reply.text) <= entry.limit, entry.id
    assert len(missed) <= len(engine.entries) * 0.01, missed


def test_it_answers_alike_in_many_threads(engine: Engine) -> None:
    questions = ["มิติ 1.1", "รางวัลเลิศรัฐคืออะไร", "ระดับก้าวหน้ากี่คะแนน", "สวัสดี"] * 8
    with ThreadPoolExecutor(8) as pool:
        texts = [reply.text for reply in pool.map(engine.ask, questions)]
    assert texts == texts[:4] * 8


@pytest.mark.parametrize("text", ["", " ", "?", "😀", "ก" * 3000, "1" * 500, "\u200b"])
def test_it_survives_odd_messages(engine: Engine, text: str) -> None:
    assert engine.ask(text, Context(("มิติ 3.4",))).text


@pytest.mark.parametrize(
    "question",
    [
        "คะแนนเฉลี่ย PMQA ของทุกกรมปี 2568 เท่าไหร่",
        "ระดับก้าวหน้าต้องใช้งบประมาณเท่าไหร่",
        "ปี 2561 ได้รางวัล PMQA 4.0 กี่หน่วยงาน",
        "ช่วยแปลเอกสาร PMQA เป็นภาษาอังกฤษให้หน่อย",
    ],
)
def test_it_answers_nothing_beside_the_thing_asked(engine: Engine, question: str) -> None:
    assert engine.ask(question).kind == "abstain"


def test_it_answers_thai_typed_on_latin_keys_in_thai(engine: Engine) -> None:
    reply = engine.ask("5.3 " + to_latin("ระดับก้าวหน้าคืออะไร"))
    assert reply.kind == "answer"
    assert "ที่มา:" in reply.text


def test_it_counts_what_a_lost_text_had_as_its_heading(engine: Engine) -> None:
    assert "10" in engine.ask("คุณลักษณะสำคัญของระบบราชการ 4.0 มีกี่ประการ").text
    assert engine.ask("คุณลักษณะสำคัญของระบบราชการ 4.0 มีกี่ประการ").kind == "answer"


@pytest.mark.parametrize("question", ["3.4", "มิติ 3.4 มีอะไรบ้าง", "เกณฑ์ 5.1 มีอะไรบ้าง"])
def test_it_opens_a_criterion_by_its_number(engine: Engine, question: str) -> None:
    reply = engine.ask(question)
    assert reply.entry_ids == (f"criteria.{reply.criterion}",)


@pytest.mark.parametrize(
    ("question", "both"),
    [
        ("2.1 กับ 2.2 ต่างกันยังไง", ("criteria.2.1", "criteria.2.2")),
        ("5.1 advance และ 5.2 advance", ("criteria.5.1.advance", "criteria.5.2.advance")),
    ],
)
def test_it_answers_both_halves(engine: Engine, question: str, both: tuple[str, str]) -> None:
    reply = engine.ask(question)
    assert reply.entry_ids == both
    assert all(engine.entries[entry].answer in reply.text for entry in both)
    assert len(reply.text) <= 1400


@pytest.mark.parametrize(
    "question",
    [
        "แบบฟอร์มของตัวชี้วัดราชการ 4.0 ปี 68 มีกี่แบบ ใช้ทำอะไรบ้าง",
        "รางวัลนวัตกรรมบริการแบ่งเกณฑ์เป็นกี่มิติ อะไรบ้าง คะแนนเท่าไร",
        "PMQA 4.0 แบบใหม่ตรวจกี่ขั้น อะไรก่อนหลัง",
    ],
)
def test_it_puts_no_other_matter_behind_an_answer(engine: Engine, question: str) -> None:
    reply = engine.ask(question)
    assert reply.kind == "answer"
    assert len(reply.entry_ids) == 1


def test_it_tells_one_figure_of_a_long_list_without_the_list(engine: Engine) -> None:
    reply = engine.ask("ห้องฉุกเฉินอัจฉริยะ รพ.ระยอง อัตรารอดชีวิตเพิ่มเป็นเท่าไหร่")
    assert "ร้อยละ 25" in reply.text.split("\n", 1)[0]
    assert "โรงพยาบาลระยอง" in reply.text
    assert len(reply.text) <= 700


def test_it_reads_no_office_into_words_about_one(engine: Engine) -> None:
    reply = engine.ask("ขอเบอร์โทรสำนักงานที่จะสอบถามเรื่องตัวชี้วัดราชการ 4.0")
    assert reply.entry_ids == ("kpi.contact",)


def test_it_goes_up_to_the_highest_level_of_the_criterion_before(engine: Engine) -> None:
    before = engine.ask("เกณฑ์ 5.1 พื้นฐานเน้นเรื่องอะไร")
    reply = engine.ask("ระดับสูงสุดต้องทำอะไรคะ", before.context)
    assert reply.entry_ids == ("criteria.5.1.significance",)


def test_it_tells_the_step_behind_one_that_is_said_to_be_done(engine: Engine) -> None:
    reply = engine.ask("ส่งรายชื่อทีมงาน PMQA แล้วขั้นต่อไปต้องทำอะไร")
    assert reply.entry_ids[0] in ("kpi.step.2", "kpi.calendar.2")


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("1.1 1.2 และ 1.3 ระดับพื้นฐานคืออะไร", 3),
        ("ปี 2564 กับ 2565 สมัครรางวัลเลิศรัฐกี่ผลงาน", 2),
        ("ส่งรายชื่อ PMQA Team วันไหน ประชุมชี้แจงตัวชี้วัดวันไหน", 2),
    ],
)
def test_it_answers_each_thing_asked(engine: Engine, question: str, several: int) -> None:
    reply = engine.ask(question)
    assert reply.kind == "answer"
    assert len(set(reply.entry_ids)) == several


@pytest.mark.parametrize(
    ("before", "question", "entry"),
    [
        ("มิติ 3.4 คืออะไร", "คะแนนเท่าไรถึงได้ระดับก้าวหน้า", "kpi.bands"),
        ("มิติ 3.4 คืออะไร", "คะแนนแต่ละระดับ", "kpi.bands"),
        ("มิติ 3.4 คืออะไร", "พื้นฐานล่ะ", "criteria.3.4.basic"),
        ("Open Governance คืออะไร", "ส่งได้กี่ผลงาน", "award.participation.open.number"),
        ("traffy fondue คืออะไร", "PMQA 4.0 คืออะไร", "kpi.pmqa40.definition"),
    ],
)
def test_it_goes_on_only_where_a_question_does_not_stand_alone(
    engine: Engine, before: str, question: str, entry: str
) -> None:
    reply = engine.ask(question, engine.ask(before).context)
    assert reply.entry_ids[0].startswith(entry)


@pytest.mark.parametrize(
    "question",
    [
        "เลิศรัฐปี 2566 มีคนสมัครกี่ผลงาน",
        "มิติที่ 4 ของระบบราชการ 4.0 คืออะไร",
        "ขั้นตอนที่ 6 ของตัวชี้วัดปี 68 คืออะไร",
        "กรมป่าไม้ได้ PMQA 4.0 ไหม",
        "Engaged Citizen ต้องอายุกี่ปี",
        "เกณฑ์ 3.4 ต้องจ้างบริษัทไหนทำ",
    ],
)
def test_it_refuses_what_is_near_but_not_held(engine: Engine, question: str) -> None:
    assert engine.ask(question).kind == "abstain"


def test_it_finds_the_question_among_courtesies(engine: Engine) -> None:
    asked = "รบกวนหน่อยค่ะ พอดีเพิ่งมารับงานนี้ ยังไม่ค่อยเข้าใจ ระดับก้าวหน้ากี่คะแนนคะ ต้องส่งวันนี้แล้ว ขอบคุณค่ะ"
    assert engine.ask(asked).entry_ids == engine.ask("ระดับก้าวหน้ากี่คะแนน").entry_ids


def test_it_opens_thai_typed_on_latin_keys_beside_latin(engine: Engine) -> None:
    assert engine.ask("PMQA 4.0 " + to_latin("มีกี่หมวด")).kind == "answer"
