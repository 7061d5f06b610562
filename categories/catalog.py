"""The catalogue of the 14 categories: read once from catalog.yml, checked, frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import regex
import yaml

CATALOG_FILE = Path(__file__).with_name("catalog.yml")
COUNT = 14
LABEL_GRAPHEMES = 20  # the longest label of a LINE quick reply


class CatalogError(Exception):
    """The catalogue file breaks a rule; the message names the entry and the rule."""


@dataclass(frozen=True, slots=True)
class Category:
    """One category. Distances in metres, targets in working hours."""

    no: int
    code: str
    name_th: str
    name_en: str
    short_th: str
    icon: str
    about_th: str
    about_en: str
    duplicate_radius_m: int
    first_response_hours: int
    resolution_hours: int
    keywords: tuple[str, ...]
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Catalog:
    """The categories in their fixed order."""

    categories: tuple[Category, ...]
    _by_code: Mapping[str, Category] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {each.code: each for each in self.categories})

    def __iter__(self) -> Iterator[Category]:
        return iter(self.categories)

    def __len__(self) -> int:
        return len(self.categories)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in catalogue order."""
        return tuple(self._by_code)

    @property
    def codes_by_name(self) -> Mapping[str, str]:
        """{code or Thai name: code}, for tables and commands in which people name categories."""
        return {name: each.code for each in self.categories for name in (each.code, each.name_th)}

    def get(self, code: str) -> Category:
        """The category of that code; KeyError names the codes there are."""
        if code not in self._by_code:
            raise KeyError(f"no category {code!r}; there are {', '.join(self._by_code)}")
        return self._by_code[code]


def load(path: Path = CATALOG_FILE) -> Catalog:
    """Read and check the catalogue; CatalogError says what is wrong and where."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(entries, list):
        raise CatalogError(f"{path.name}: expected a list of categories")
    categories = tuple(_category(entry, place) for place, entry in enumerate(entries, start=1))
    _check_whole(categories)
    return Catalog(categories)


def _category(entry: Any, place: int) -> Category:
    if not isinstance(entry, dict):
        raise CatalogError(f"entry {place}: expected a mapping, found {type(entry).__name__}")
    try:
        words = tuple(entry.get("keywords") or ())
        category = Category(**{**entry, "no": place, "keywords": words})
    except TypeError as wrong_fields:
        raise CatalogError(f"entry {place} ({entry.get('code')}): {wrong_fields}") from wrong_fields
    if faults := "; ".join(_faults(category)):
        raise CatalogError(f"entry {place} ({category.code}): {faults}")
    return category


def _faults(category: Category) -> Iterator[str]:
    for name in ("code", "name_th", "name_en", "short_th", "icon", "about_th", "about_en"):
        value = getattr(category, name)
        if not isinstance(value, str) or not value.strip():
            yield f"{name} is empty"
    if len(regex.findall(r"\X", category.short_th)) > LABEL_GRAPHEMES:
        yield f"short_th is longer than {LABEL_GRAPHEMES} graphemes"
    if category.duplicate_radius_m < 0:
        yield "duplicate_radius_m is negative"
    if not 0 < category.first_response_hours <= category.resolution_hours:
        yield "targets must satisfy 0 < first_response_hours <= resolution_hours"
    if not category.keywords or not all(isinstance(word, str) for word in category.keywords):
        yield "keywords must be a list of words"


def _check_whole(categories: tuple[Category, ...]) -> None:
    if len(categories) != COUNT:
        raise CatalogError(f"expected {COUNT} categories, found {len(categories)}")
    if len({each.code for each in categories}) != COUNT:
        raise CatalogError("two categories share a code")
    words = [word for each in categories for word in each.keywords]
    if doubled := {word for word in words if words.count(word) > 1}:
        raise CatalogError(f"keywords in two places: {', '.join(sorted(doubled))}")
