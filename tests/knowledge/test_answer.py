"""The wording of answers: source, scope, level, count."""

import pytest

from knowledge.answer import source_line, write
from knowledge.engine import Engine
from knowledge.opening import open_entry


def test_it_names_the_document_in_one_short_line(engine: Engine) -> None:
    for entry in engine.entries.values():
        line = source_line([entry], "th")
        assert "\n" not in line
        assert len(line) <= 80, entry.id
        assert line.startswith("ที่มา: ")


@pytest.mark.parametrize("question", ["3.4 basic", "what is 3.4 advance", "PMQA 4.0"])
def test_it_names_it_in_thai_where_the_answer_is_thai(engine: Engine, question: str) -> None:
    assert engine.ask(question).text.splitlines()[-1].startswith("ที่มา: ")


@pytest.mark.parametrize(
    "question",
    ["ส่งรายชื่อ PMQA Team วันไหน", "ส่งเอกสารไม่ครบโดนตัดกี่คะแนน", "ต้องเข้าร่วมประชุมร้อยละเท่าไร"],
)
def test_it_says_whose_dates_and_deductions_they_are(engine: Engine, question: str) -> None:
    answer, _, source = engine.ask(question).text.rpartition("\n")
    assert "แรงงาน" in answer
    assert "สป.แรงงาน" in source


def test_it_says_so_once_only(engine: Engine) -> None:
    for entry in engine.entries.values():
        body = write(entry, None, "th").rpartition("\n")[0]
        assert not ("เฉพาะสำนักงานปลัดกระทรวงแรงงาน" in body and body.count("แรงงาน") > 1), entry.id


def test_it_cuts_an_overview_to_the_level_asked(engine: Engine) -> None:
    two = engine.ask("2.3 ระดับพื้นฐานต่างจากพัฒนาจนเกิดผลยังไง").text
    assert "พื้นฐาน (Basic)" in two
    assert "พัฒนาจนเกิดผล (Significance)" in two
    assert "ก้าวหน้า (Advance)" not in two


def test_it_counts_nothing_without_saying_what(engine: Engine) -> None:
    for entry in engine.entries.values():
        first, *rest = write(entry, None, "th").split("\n")
        assert len(first) > len("มี 4 ข้อ") or len(rest) == 1, entry.id


def test_it_keeps_every_answer_within_its_limit(engine: Engine) -> None:
    for entry in engine.entries.values():
        assert len(write(entry, None, "th")) <= entry.limit, entry.id


def test_it_opens_an_entry_as_it_answers_with_it(engine: Engine) -> None:
    entry = engine.entries["criteria.3.4"]
    opened, asked = open_entry(entry, engine.entries), engine.ask(entry.title)
    assert opened.text == asked.text
    assert opened.see == asked.see
    follow_up = engine.ask("แล้วระดับก้าวหน้าล่ะ", opened.context)
    assert follow_up.entry_ids == ("criteria.3.4.advance",)
