import json

from handlers.bulk import ask_row, each_line
from handlers.turn import Services


def test_it_answers_the_other_rows_where_one_is_broken(services: Services) -> None:
    lines = [
        "not json\n",
        "[1, 2]\n",
        "\n",
        json.dumps({"id": "no question"}),
        json.dumps({"id": "number", "q": 5}),
        json.dumps({"id": "odd context", "q": "แล้วก้าวหน้าล่ะ", "context": {"q": "มิติ 3.4"}}),
        json.dumps({"id": "odd turns", "q": "แล้วก้าวหน้าล่ะ", "context": [3]}),
        json.dumps({"id": "good", "q": "มิติ 3.4 ระดับพื้นฐาน"}),
    ]
    told = list(each_line(lines, lambda row: ask_row(services.engine, row)))
    assert [each["kind"] for each in told] == ["error"] * 6 + ["answer"]
    assert [each["id"] for each in told[2:]] == [
        "no question",
        "number",
        "odd context",
        "odd turns",
        "good",
    ]
    assert all(each["error"] for each in told[:6])


def test_it_takes_several_turns_as_context(services: Services) -> None:
    row = {"q": "ขั้นสูงสุดล่ะ", "context": ["มิติ 2.3 ระดับพื้นฐาน", "แล้วก้าวหน้าล่ะ"]}
    assert "2.3 ระดับพัฒนาจนเกิดผล" in ask_row(services.engine, row)["text"]
