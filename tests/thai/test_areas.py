"""The gazetteer of provinces, districts and subdistricts."""

import pytest

from thai import areas


def test_it_holds_the_whole_country() -> None:
    provinces = areas.children()
    districts = [code for each in provinces for code in areas.children(each)]
    subdistricts = [code for each in districts for code in areas.children(each)]
    assert len(provinces) == 77
    assert len(districts) == 928
    assert len(subdistricts) > 7_400


def test_it_names_an_area_with_what_it_lies_in() -> None:
    assert areas.names("103001") == ("กรุงเทพมหานคร", "จตุจักร", "ลาดยาว")
    assert areas.names("40") == ("ขอนแก่น", "", "")
    with pytest.raises(KeyError):
        areas.names("99")


def test_it_knows_the_areas_of_a_postcode() -> None:
    assert "103001" in areas.of_postcode("10900")
    assert areas.of_postcode("00000") == ()


@pytest.mark.parametrize(("one", "other"), [("สาธร", "สาทร"), ("ราษฏร์บูรณะ", "ราษฎร์ บูรณะ")])
def test_it_hears_two_spellings_as_one(one: str, other: str) -> None:
    assert areas.thai_key(one) == areas.thai_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Jatujak", "Chatuchak"), ("Sathorn", "Sathon"), ("Muang", "Mueang")]
)
def test_it_hears_two_romanisations_as_one(one: str, other: str) -> None:
    assert areas.english_key(one) == areas.english_key(other)
