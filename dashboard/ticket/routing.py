"""Why a ticket came to its agency, as a sentence."""

from categories.catalog import Catalog
from dashboard.wording import say


def routing_sentence(reason: str, catalog: Catalog) -> str:
    """Return the sentence of a routing reason as agencies/routing and moves write it."""
    kind, _, named = reason.partition(":")
    if kind != "coverage":
        return say(f"routing.{kind}")
    parts = [part for part in named.split("/") if part]
    category = parts.pop(0) if parts and parts[0] in catalog else ""
    name = catalog.get(category).name_th if category else ""
    place = " ".join(reversed(parts))
    key = f"{'category' if name else ''}{'_place' if place else ''}".lstrip("_") or "all"
    return say(f"routing.{key}", category=name, place=place)
