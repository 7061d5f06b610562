"""Why a ticket came to its agency, as a sentence."""

from categories.catalog import Catalog
from dashboard.places import area_words
from dashboard.wording import say


def routing_sentence(reason: str, catalog: Catalog) -> str:
    """Return the sentence of a routing reason as agencies/routing and moves write it."""
    kind, _, named = reason.partition(":")
    if kind != "coverage":
        return say(f"routing.{kind}")
    parts = [part for part in named.split("/") if part]
    category = catalog.get(parts.pop(0)).name_th if parts and parts[0] in catalog else ""
    place = area_words(*(*parts, "", "", "")[:3])  # province, district, subdistrict
    key = "_".join(name for name, told in (("category", category), ("place", place)) if told)
    return say(f"routing.{key or 'all'}", category=category, place=place)
