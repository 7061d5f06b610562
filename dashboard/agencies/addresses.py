"""Where the pages of this folder are."""

from dashboard import paths

AGENCIES = f"{paths.ROOT}/agencies"
SHAPES = f"{AGENCIES}/boundaries.json"


def agency(agency_id: int, act: str = "", **query: str) -> str:
    """Return the address of an agency's page, or of something done to it."""
    return paths.with_query(f"{AGENCIES}/{agency_id}" + (f"/{act}" if act else ""), **query)
