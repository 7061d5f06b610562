"""Where the pages of this folder are."""

from dashboard import paths

TEMPLATES = f"{paths.ROOT}/templates"
NEW = f"{TEMPLATES}/new"


def template(row_id: int, **query: str) -> str:
    """Return the address of one text."""
    return paths.with_query(f"{TEMPLATES}/{row_id}", **query)


def adapt(starter: str, agency: str) -> str:
    """Return where a shipped text is adapted, for an agency or ("") for everybody."""
    return paths.with_query(NEW, starter=starter, agency=agency)
