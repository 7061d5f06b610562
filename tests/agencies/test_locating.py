"""Where a problem is: text and pin against each other."""

from pathlib import Path

import pytest

from agencies import places
from agencies.coordinates import Point, read_point
from agencies.locating import locate

CHATUCHAK = (13.8196, 100.5649)
CHIANG_MAI = (18.7880, 98.9850)
TOKYO = (35.68, 139.69)


def test_it_believes_text_and_pin_that_agree() -> None:
    located = locate("แขวงจอมพล เขตจตุจักร กทม", *CHATUCHAK)
    assert str(located.address) == "แขวงจอมพล เขตจตุจักร กรุงเทพมหานคร"
    assert located.point == Point(*CHATUCHAK)
    assert located.notes == ()


def test_it_puts_swapped_coordinates_right() -> None:
    assert read_point(100.5649, 13.8196) == Point(*CHATUCHAK)
    assert read_point(*TOKYO) is None
    assert read_point(None, 100.0) is None
    assert read_point(float("nan"), 100.0) is None


def test_it_keeps_to_the_text_where_the_pin_is_far_from_it() -> None:
    located = locate("เขตจตุจักร กทม", *CHIANG_MAI)
    assert located.address.district == "จตุจักร"
    assert located.point is None
    assert located.notes == ("far",)


def test_it_says_that_a_pin_is_outside_the_country() -> None:
    located = locate("เขตจตุจักร กทม", *TOKYO)
    assert (located.point, located.notes) == (None, ("outside",))
    assert locate("", *TOKYO).notes == ("outside", "unknown")


def test_it_finds_the_area_of_a_pin_without_words() -> None:
    located = locate("", *CHIANG_MAI)
    assert located.address.province == "เชียงใหม่"
    assert located.point == Point(*CHIANG_MAI)
    assert located.notes == ("nearest",)


def test_it_does_not_say_a_district_that_the_pin_leaves_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "CLEARLY_NEARER", 0.0)
    assert locate("", *CHATUCHAK).address.district == ""
    assert locate("", *CHATUCHAK).address.province == "กรุงเทพมหานคร"


def test_it_finds_nothing_on_the_open_sea() -> None:
    located = locate("", 8.0, 101.9)
    assert located.address.code == ""
    assert located.notes == ("unknown",)


def test_it_does_without_the_file_of_places(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(places, "FILE", tmp_path / "none.json")
    places._places.cache_clear()
    try:
        assert locate("", *CHIANG_MAI).notes == ("unknown",)
        assert locate("เขตจตุจักร กทม", *CHIANG_MAI).point == Point(*CHIANG_MAI)
    finally:
        places._places.cache_clear()


def test_it_says_that_an_address_contradicts_itself() -> None:
    assert locate("เขตจตุจักร จ.นนทบุรี").notes == ("doubtful",)
