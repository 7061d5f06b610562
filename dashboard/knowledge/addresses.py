"""Where the pages of this folder are."""

from dashboard import paths

GAPS = f"{paths.ROOT}/knowledge"
ENTRIES = f"{GAPS}/entries"
DOCUMENTS = f"{GAPS}/documents"


def gap(gap_id: int, act: str) -> str:
    """Return where a gap is settled: `act` is its new state."""
    return f"{GAPS}/gaps/{gap_id}/{act}"


def entry(entry_id: str, **query: str) -> str:
    """Return the address of an entry's form."""
    return paths.with_query(f"{ENTRIES}/edit/{entry_id}", **query)


def new_entry(**query: str) -> str:
    """Return the address of an empty form, filled from a gap or passage that `query` names."""
    return paths.with_query(f"{ENTRIES}/new", **query)


def document(document_id: int, act: str = "", **query: str) -> str:
    """Return the address of a document's page, or of something done to it."""
    return paths.with_query(f"{DOCUMENTS}/{document_id}" + (f"/{act}" if act else ""), **query)
