"""Names of those who did something, as audit names them."""

from collections.abc import Iterable

from sqlmodel import Session

from agencies.queries import officer_names
from dashboard.wording import say

OFFICER = "officer:"


def names_of(session: Session, actors: Iterable[str]) -> dict[str, str]:
    """Return {"officer:7": name}; whoever is no officer is the system."""
    wanted = set(actors)
    ids = {int(each.removeprefix(OFFICER)) for each in wanted if each.startswith(OFFICER)}
    names = {f"{OFFICER}{key}": name for key, name in officer_names(session, ids).items()}
    return {each: names.get(each, say("who.system")) for each in wanted}
