"""Traffy's problem types among the 14."""

import pytest

from categories import catalog
from categories.traffy_types import categories_of, categories_of_all


@pytest.mark.parametrize(
    ("label", "code"),
    [("ถนน", "road_sidewalk"), ("แสงสว่าง", "street_light"), (" pm2.5 ", "nuisance"),
     ("สัตว์จรจัด", "nuisance"), ("คนจรจัด", "assistance"), ("น้ำท่วม", "disaster"),
     ("อื่น ๆ", "other")],
)  # fmt: skip
def test_it_knows_the_types_of_the_exports(label: str, code: str) -> None:
    assert categories_of(label)[0] == code


def test_it_knows_the_fourteen_names_and_codes_themselves() -> None:
    for each in catalog.load():
        assert categories_of(each.name_th)[0] == each.code
        assert categories_of(each.code) == (each.code,)


def test_it_says_nothing_about_a_type_nobody_described() -> None:
    assert categories_of("ไดโนเสาร์") == ()
    assert categories_of("") == ()
    assert categories_of_all(["", "ไดโนเสาร์"]) == ()


def test_it_files_by_what_is_wrong_before_what_was_felt() -> None:
    assert categories_of_all(["ร้องเรียน", "ความปลอดภัย", "แสงสว่าง"]) == (
        "street_light", "other", "risk_spot",
    )  # fmt: skip


def test_it_names_each_category_once_and_second_meanings_last() -> None:
    assert categories_of_all(["ท่อระบายน้ำ", "ถนน", "ทางเท้า"]) == ("road_sidewalk", "disaster")
