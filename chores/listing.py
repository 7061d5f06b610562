"""Every chore, in one list: a new one is one line here."""

from collections.abc import Callable
from dataclasses import dataclass

from chores.housekeeping import keep_house
from chores.reading import read_tickets
from chores.renewing import renew_entries, renew_knowledge
from chores.telling import post_mail, tell_officers, tidy_up
from chores.tools import Tools


@dataclass(frozen=True, slots=True)
class Chore:
    """What is done, and how many seconds lie between its end and its next beginning.

    Each has a thread of its own, in every process that works; what it raises is logged, and it is
    tried again after its pause.
    """

    name: str
    pause: float
    do: Callable[[Tools], None]


CHORES = (
    Chore("house", 60, keep_house),
    Chore("knowledge", 2, renew_knowledge),
    Chore("search", 5, read_tickets),
    Chore("officers", 3, tell_officers),
    Chore("mail", 5, post_mail),
    Chore("contacts", 60, tidy_up),
)

# Done once, before the first answer.
AT_START = (Chore("entries", 0, renew_entries),)
