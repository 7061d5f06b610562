import json
import random
from pathlib import Path
from typing import Any

import pytest

from knowledge.engine import Engine
from knowledge.evaluate import evaluate, flatten, is_correct, read_rows
from knowledge.noise import spoil
from knowledge.reply import Context, Reply

GOLDEN = Path(__file__).parents[1] / "golden"


def _reply(kind: Any, text: str) -> Reply:
    return Reply(kind, text, 1.0, Context())


def _row(kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": "x", "q": "q", "kind": kind, "expect": [], "forbid": [], **fields}


def test_it_compares_texts_without_spaces_stars_and_thai_digits() -> None:
    assert flatten("ร้อยละ  **๘๕** จํานวน") == "ร้อยละ85จำนวน"


def test_it_wants_every_fact_and_no_forbidden_word() -> None:
    row = _row("fact", expect=[["207"], ["360", "สามร้อย"]], forbid=["366"])
    assert is_correct(row, _reply("answer", "207 หน่วยงาน 360 ผลงาน"))
    assert not is_correct(row, _reply("answer", "207 หน่วยงาน"))
    assert not is_correct(row, _reply("answer", "207 360 366"))
    assert not is_correct(row, _reply("clarify", "207 360"))


def test_it_counts_an_answer_that_pours_out_everything_as_wrong() -> None:
    long = _reply("answer", "85" + "ก" * 800)
    assert not is_correct(_row("fact", expect=[["85"]]), long)
    assert is_correct(_row("list", expect=[["85"]]), long)


def test_it_scores_the_other_kinds_by_what_the_reply_is() -> None:
    assert is_correct(_row("oos"), _reply("abstain", "ไม่มี"))
    assert not is_correct(_row("oos"), _reply("answer", "มี"))
    assert is_correct(_row("complaint"), _reply("complaint", "รับเรื่อง"))
    assert not is_correct(_row("chitchat"), _reply("abstain", "ไม่มี"))


def test_it_asks_the_context_first_and_reports_by_kind(engine: Engine, tmp_path: Path) -> None:
    rows = [
        _row("followup", q="แล้วก้าวหน้าล่ะ", context="มิติ 3.1 พื้นฐาน", expect=[["ความคาดหวังใหม่"]]),
        _row("oos", q="พรุ่งนี้ฝนตกไหม"),
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    report = evaluate(engine, read_rows(path))
    assert report.by("kind") == {"followup": (1, 1), "oos": (1, 1)}
    assert report.abstention() == (1.0, 1.0)
    assert "correct 2/2" in str(report)


@pytest.mark.parametrize("name", ["questions.jsonl", "questions_second.jsonl"])
def test_it_keeps_its_accuracy_on_its_own_questions(engine: Engine, name: str) -> None:
    report = evaluate(engine, read_rows(GOLDEN / name))
    assert report.accuracy >= 0.93, str(report)
    assert report.abstention()[1] >= 0.85, str(report)
    for kind, (right, asked) in report.by("kind").items():
        assert right / asked >= 0.75, kind


def test_it_goes_on_and_stops_going_on_as_people_do(engine: Engine) -> None:
    report = evaluate(engine, read_rows(GOLDEN / "questions_third.jsonl"))
    right = {kind: right / asked for kind, (right, asked) in report.by("kind").items()}
    assert right["followup"] >= 0.88, str(report)
    # Near misses of every sort, much harder than what people mostly ask.
    assert right["oos"] >= 0.82, str(report)
    assert right["chitchat"] >= 0.9, str(report)


@pytest.mark.parametrize(("complaint", "least"), [(True, 0.94), (False, 0.97)])
def test_it_tells_complaints_from_all_else(engine: Engine, complaint: bool, least: float) -> None:
    rows = [row for row in read_rows(GOLDEN / "routing.jsonl") if row["complaint"] is complaint]
    taken = [engine.ask(row["text"]).kind == "complaint" for row in rows]
    assert taken.count(complaint) / len(rows) >= least


def test_it_loses_little_to_slips_of_typing(engine: Engine) -> None:
    source = random.Random(8)
    kinds = ("fact", "criterion", "list")
    rows = [row for row in read_rows(GOLDEN / "questions.jsonl") if row["kind"] in kinds]
    rows = [{**row, "q": spoil(row["q"], source)} for row in rows]
    assert evaluate(engine, rows).accuracy >= 0.88
