"""Where the pages of this folder are."""

from dashboard import paths

AGENCIES = f"{paths.ROOT}/agencies"
NEW = f"{AGENCIES}/new"
MAP = f"{AGENCIES}/map"
SHAPES = f"{AGENCIES}/boundaries.json"
OWNERS = f"{AGENCIES}/owners"
TRIAL = f"{AGENCIES}/trial"
IMPORT = f"{AGENCIES}/import"


def agency(agency_id: int, act: str = "", **query: str) -> str:
    """Return the address of an agency's page, or of something done to it."""
    return paths.with_query(f"{AGENCIES}/{agency_id}" + (f"/{act}" if act else ""), **query)
