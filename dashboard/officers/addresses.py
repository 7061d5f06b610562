"""Where the pages of this folder are."""

from dashboard import paths

OFFICERS = f"{paths.ROOT}/officers"


def officer(officer_id: int, act: str = "", **query: str) -> str:
    """Return the address of an officer's page, or of something done to them."""
    return paths.with_query(f"{OFFICERS}/{officer_id}" + (f"/{act}" if act else ""), **query)
