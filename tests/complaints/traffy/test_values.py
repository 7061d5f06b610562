"""Times, places and states as exports write them."""

from datetime import UTC, datetime

import pytest

from complaints.lifecycle import HoldReason, Status
from complaints.traffy.moments import read_moment
from complaints.traffy.places import area_of, read_numbers
from complaints.traffy.states import STATES, standing_of
from core.clock import BANGKOK

NINE = datetime(2023, 11, 28, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2023-11-28 09:05:00+00",
        "2023-11-28T16:05:00+07:00",
        "2566-11-28 16:05",
        "28/11/2023 16:05",
        "28/11/2566 16:05:00",
        "28-11-2566 16.05 น.",
    ],
)
def test_it_reads_a_moment_in_every_dress(text: str) -> None:
    assert read_moment(text, BANGKOK) == NINE


def test_it_knows_leap_days_of_buddhist_years() -> None:
    assert read_moment("29/02/2567", BANGKOK) == datetime(2024, 2, 28, 17, tzinfo=UTC)
    assert read_moment("2567-02-29 07:00", BANGKOK) == datetime(2024, 2, 29, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "31/02/2023", "11/28/2023", "2023-13-01"])
def test_it_guesses_no_moment(text: str) -> None:
    assert read_moment(text, BANGKOK) is None


@pytest.mark.parametrize(
    "text", ["['100.5', '13.75']", "100.5,13.75", "(13.75, 100.5)", "{100.5,13.75}"]
)
def test_it_reads_coordinates_however_they_are_wrapped(text: str) -> None:
    assert set(read_numbers(text)) == {100.5, 13.75}


def test_it_takes_areas_from_the_columns_else_from_the_address() -> None:
    told = area_of("จังหวัดกรุงเทพมหานคร", "เขตสาทร", "ยานนาวา", "ถนนสีลม เขตบางรัก กทม.")
    assert str(told) == "แขวงยานนาวา เขตสาทร กรุงเทพมหานคร"
    read = area_of("", "", "", "ต.ในเมือง อ.เมืองขอนแก่น จ.ขอนแก่น 40000")
    assert (read.province, read.district) == ("ขอนแก่น", "เมืองขอนแก่น")


def test_it_knows_every_state_by_name_and_code() -> None:
    waiting = standing_of(" ของบประมาณ ")
    assert waiting is not None
    assert (waiting.status, waiting.hold_reason) == (Status.ON_HOLD, HoldReason.BUDGET)
    for state in ("start", "inprogress", "forward", "finish", "irrelevant", "follow"):
        assert standing_of(state.upper()) is STATES[state]
    assert standing_of("ส่งต่อ (ใหม่)") == standing_of("forward")
    assert standing_of("ไม่รู้จัก") is None
