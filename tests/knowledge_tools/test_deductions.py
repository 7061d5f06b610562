"""What the cautions take off."""

from decimal import Decimal

import pytest

from core.errors import InvalidInput
from knowledge.corpus import load_corpus
from knowledge.tools.deductions import CAUTIONS, caution_of, deduct

D = Decimal


@pytest.mark.parametrize(
    ("key", "count", "points"),
    [
        ("overview", 1, "0.5"),
        ("overview", 2, "1"),
        ("channel", 5, "2.5"),
        ("late", 1, "0.05"),
        ("late", 5, "0.25"),
        ("dimensions", 3, "1.5"),
        ("target", 99, "49.5"),
    ],
)
def test_it_multiplies_points_by_count(key: str, count: int, points: str) -> None:
    assert deduct({key: count}).total == D(points)


def test_it_adds_lines_in_the_documents_order_and_exactly() -> None:
    deduction = deduct({"target": 1, "late": 3, "overview": 0})
    assert [line.caution.key for line in deduction.lines] == ["late", "target"]
    assert deduction.total == D("0.65"), "three times 0.05 is 0.15, not 0.15000000000000002"


def test_it_takes_nothing_off_where_nothing_applies() -> None:
    assert deduct({}).total == 0
    assert deduct({"late": 0}).lines == ()


@pytest.mark.parametrize(
    ("key", "count", "most"),
    [
        ("overview", 3, 2),
        ("channel", 6, 5),
        ("late", -1, 5),
        ("dimensions", 4, 3),
        ("target", 100, 99),
    ],
)
def test_it_refuses_more_than_there_can_be(key: str, count: int, most: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        deduct({key: count})
    assert refused.value.reason == "deduction_range"
    assert refused.value.values == {"caution": key, "most": most}


def test_it_knows_no_other_caution() -> None:
    assert caution_of("weather") is None
    with pytest.raises(KeyError):
        deduct({"weather": 1})


def test_it_follows_the_reviewed_entries() -> None:
    entries = {entry.id: entry for entry in load_corpus()}
    units = {"step": "ขั้นตอน", "dimension": "มิติ", "indicator": "ตัวชี้วัด"}
    for number, caution in enumerate(CAUTIONS, start=1):
        figure = entries[f"kpi.caution.{number}"].figures[0]
        assert D(figure.value) == caution.points
        assert figure.unit == f"คะแนน/{units[caution.unit]}"
