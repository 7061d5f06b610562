"""The value formula."""

from decimal import Decimal

import pytest

from core.errors import InvalidInput
from knowledge.corpus import load_corpus
from knowledge.tools.value import (
    DAY_BAHT,
    DAY_HOURS,
    HOUR_BAHT,
    INPUTS,
    POINTS,
    SHEET_BAHT,
    check_input,
    missing_inputs,
    total_value,
)

D = Decimal


def given(sheets: str, fee: str, hours: str, transactions: str) -> dict[str, Decimal]:
    return dict(zip(INPUTS, map(D, (sheets, fee, hours, transactions)), strict=True))


def test_it_computes_the_documents_formula() -> None:
    value = total_value(given("4", "100", "2", "1000"))
    assert (value.a, value.b, value.c) == (D(2), D(100), D(82))
    assert (value.each, value.total) == (D(184), D(184_000))


def test_it_computes_with_parts_exactly() -> None:
    assert total_value(given("1", "0.25", "0.5", "3")).total == D("63.75")


def test_it_is_nought_where_nothing_is_saved() -> None:
    assert total_value(given("0", "0", "0", "1000")).total == 0


def test_it_follows_the_reviewed_entries() -> None:
    entries = {entry.id: entry for entry in load_corpus()}
    prefix = "award.service.facilitation"
    paper = entries[f"{prefix}.value.paper"].figures[0]
    time = {figure.unit: figure.value for figure in entries[f"{prefix}.value.time"].figures}
    assert D(paper.value) == SHEET_BAHT
    assert D(time["บาทต่อชั่วโมง"]) == HOUR_BAHT
    assert D(time["บาทต่อวัน"]) == DAY_BAHT
    assert D(time["ชั่วโมง"]) == DAY_HOURS
    assert DAY_BAHT / DAY_HOURS == HOUR_BAHT
    assert f"มี {POINTS} คะแนน" in entries[f"{prefix}.value"].answer


@pytest.mark.parametrize(
    ("name", "amount", "reason"),
    [
        ("sheets", "-1", "value_range"),
        ("fee", "-0.01", "value_range"),
        ("hours", "1000000000001", "value_range"),
        ("transactions", "1.5", "value_whole"),
        ("transactions", "0", "value_none"),
    ],
)
def test_it_refuses_what_an_input_cannot_be(name: str, amount: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_input(name, D(amount))
    assert (refused.value.reason, refused.value.values) == (reason, {"name": name})


def test_it_knows_which_inputs_are_missing() -> None:
    assert missing_inputs({}) == INPUTS
    assert missing_inputs({"fee": D(1), "transactions": D(1)}) == ("sheets", "hours")
    with pytest.raises(KeyError):
        total_value({"fee": D(1)})
