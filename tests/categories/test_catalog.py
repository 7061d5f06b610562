"""The catalogue file and the rules it is held to."""

from pathlib import Path

import pytest
import yaml

from categories import catalog


def _rewritten(tmp_path: Path, change: dict[str, object], place: int = 0) -> Path:
    entries = yaml.safe_load(catalog.CATALOG_FILE.read_text(encoding="utf-8"))
    entries[place] |= change
    file = tmp_path / "catalog.yml"
    file.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    return file


def test_it_holds_the_fourteen_categories_in_the_order_of_traffy() -> None:
    loaded = catalog.load()

    assert loaded.codes == (
        "cleanliness", "utilities", "street_light", "road_sidewalk", "building", "equipment",
        "risk_spot", "disaster", "nuisance", "registration_pr", "assistance", "health",
        "corruption", "other",
    )  # fmt: skip
    assert [each.no for each in loaded] == list(range(1, 15))


def test_it_finds_a_category_by_its_code() -> None:
    loaded = catalog.load()

    assert loaded.get("street_light").name_th == "ไฟถนนเสีย"
    assert "street_light" in loaded
    assert "lamp" not in loaded


def test_it_names_the_known_codes_when_asked_for_another() -> None:
    with pytest.raises(KeyError, match=r"no category 'lamp'.*street_light"):
        catalog.load().get("lamp")


def test_it_seals_corruption_and_nothing_else() -> None:
    assert [each.code for each in catalog.load() if each.sealed] == ["corruption"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name_th": " "}, "name_th is empty"),
        ({"short_th": "ก" * 21}, "longer than 20 graphemes"),
        ({"duplicate_radius_m": -1}, "negative"),
        ({"first_response_hours": 99}, "first_response_hours <= resolution_hours"),
        ({"keywords": []}, "keywords must be"),
        ({"colour": "red"}, "colour"),
        ({"code": "utilities"}, "share a code"),
        ({"keywords": ["ประปา"]}, "keywords in two places: ประปา"),
    ],
)
def test_it_refuses_a_faulty_entry_and_says_why(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    with pytest.raises(catalog.CatalogError, match=said):
        catalog.load(_rewritten(tmp_path, change))


def test_it_refuses_a_file_that_is_not_a_list(tmp_path: Path) -> None:
    file = tmp_path / "catalog.yml"
    file.write_text("code: cleanliness", encoding="utf-8")

    with pytest.raises(catalog.CatalogError, match="expected a list"):
        catalog.load(file)


def test_it_refuses_a_catalogue_with_one_missing(tmp_path: Path) -> None:
    entries = yaml.safe_load(catalog.CATALOG_FILE.read_text(encoding="utf-8"))[:-1]
    file = tmp_path / "catalog.yml"
    file.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")

    with pytest.raises(catalog.CatalogError, match="expected 14 categories, found 13"):
        catalog.load(file)
