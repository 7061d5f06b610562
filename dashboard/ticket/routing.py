"""Why a ticket came to its agency, as a sentence."""

from agencies.reasons import Reason, read_reason
from categories.catalog import Catalog
from dashboard.places import area_words
from dashboard.wording import knows, say


def routing_sentence(reason: str, catalog: Catalog) -> str:
    """Return the sentences of a routing reason as agencies/reasons and moves write it."""
    read = read_reason(reason)
    notes = (f"routing.note.{note}" for note in read.notes)
    return " · ".join([_owner(read, catalog), *(say(note) for note in notes if knows(note))])


def _owner(reason: Reason, catalog: Catalog) -> str:
    if reason.kind != "coverage":
        return say(f"routing.{reason.kind}")
    named = list(reason.named)
    category = catalog.get(named.pop(0)).name_th if named and named[0] in catalog else ""
    place = "" if reason.boundary else area_words(*(*named, "", "", "")[:3])
    told = {"category": category, "place": place, "boundary": reason.boundary}
    key = "_".join(name for name, value in told.items() if value)
    return say(f"routing.{key or 'all'}", **told)
