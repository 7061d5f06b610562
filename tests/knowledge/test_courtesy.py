import pytest

from knowledge.courtesy import without_courtesy
from knowledge.engine import Engine
from knowledge.evaluate import evaluate, read_rows
from tests.knowledge.test_evaluate import GOLDEN

_WRAPPINGS = (
    "สวัสดีค่ะ รบกวนสอบถามหน่อยค่ะ {} ขอบคุณมากค่ะ",
    "สวัสดีครับ {} ด่วนมากครับ",
    "พี่คะ หนูอยากทราบว่า{} พอดีหัวหน้าถามมาค่ะ",
)


@pytest.mark.parametrize(
    ("text", "bare", "inquires"),
    [
        ("สวัสดีค่ะ รบกวนสอบถามหน่อยค่ะ เกณฑ์ 3.4 คืออะไร ขอบคุณมากค่ะ", "เกณฑ์ 3.4 คืออะไร", True),
        ("สวัสดีครับ เกณฑ์ 3.4", "เกณฑ์ 3.4", False),
        ("เกณฑ์ 3.4 คืออะไรครับ ด่วนมาก", "เกณฑ์ 3.4 คืออะไร", False),
        ("รบกวนสอบถามคะ เกณฑ 3.4 ขอบคุนคะ", "เกณฑ 3.4", True),
        ("hello, may i ask what pmqa is, thanks", "what pmqa is", True),
        ("เกณฑ์ 3.4 คืออะไร", "เกณฑ์ 3.4 คืออะไร", False),
        ("รบกวนช่วยมาเก็บขยะด้วยค่ะ", "รบกวนช่วยมาเก็บขยะด้วยค่ะ", False),
        ("สวัสดีค่ะ", "สวัสดีค่ะ", False),
    ],
)
def test_it_takes_the_question_out_of_its_courtesies(text: str, bare: str, inquires: bool) -> None:
    found = without_courtesy(text)
    assert (found.text, found.inquires) == (bare, inquires)


@pytest.mark.parametrize("wrapping", _WRAPPINGS)
def test_it_answers_polite_questions_as_well_as_curt_ones(engine: Engine, wrapping: str) -> None:
    rows = [r for r in read_rows(GOLDEN / "questions.jsonl") if r["kind"] != "chitchat"]
    polite = [{**row, "q": wrapping.format(row["q"])} for row in rows]
    assert evaluate(engine, polite).accuracy >= evaluate(engine, rows).accuracy - 0.01
