"""What a line of coverage names, in words."""

from collections.abc import Mapping

from agencies.overview import Ground
from categories.catalog import Catalog
from dashboard.places import area_words
from dashboard.wording import say


def ground_words(ground: Ground, boundaries: Mapping[int, str]) -> str:
    """Return the area: a boundary by its name, names with their words, or everywhere."""
    named = area_words(ground.province, ground.district, ground.subdistrict)
    if ground.boundary_id is not None:
        drawn = say("agencies.drawn", name=boundaries.get(ground.boundary_id, ""))
        return f"{drawn} · {named}" if named else drawn
    return named or say("agencies.everywhere")


def category_words(category: str, catalog: Catalog) -> str:
    """Return the category's name, or that it is every one."""
    if not category:
        return say("agencies.every_category")
    return catalog.get(category).name_th if category in catalog else category
