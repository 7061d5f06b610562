"""What may become of a ticket, as tables of steps: after so many working hours, or so much later.

A deck holds the fates of 22 tickets; every agency is dealt one a month, whatever the seed. So the
figures of a whole deck can be worked out by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

CENTRE, NEIGHBOUR = "centre", "neighbour"  # to whom a ticket is handed on
REPORTER, JOINER = "reporter", "joiner"  # who rates


class Act(StrEnum):
    """What happens in a step."""

    ACCEPT = "accept"
    HOLD = "hold"
    RESUME = "resume"
    FINISH = "finish"
    FORWARD = "forward"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    DISPUTE = "dispute"
    RATE = "rate"
    REFILE = "refile"
    JOIN = "join"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Turn:
    """A step: at so many working `hours` from the report, or `later` than the step before."""

    act: Act
    hours: float = 0
    later: timedelta | None = None
    who: str = ""
    stars: int = 0


def _at(act: Act, hours: float, who: str = "") -> Turn:
    return Turn(act, hours, who=who)


def _rate(stars: int, who: str = REPORTER) -> Turn:
    return Turn(Act.RATE, later=timedelta(hours=2), who=who, stars=stars)


FATES: Mapping[str, tuple[Turn, ...]] = {
    "quick": (_at(Act.ACCEPT, 1), _at(Act.FINISH, 6), _rate(5)),
    "silent": (_at(Act.ACCEPT, 1), _at(Act.FINISH, 6)),
    "steady": (_at(Act.ACCEPT, 2), _at(Act.FINISH, 16), _rate(4)),
    "quiet": (_at(Act.ACCEPT, 2), _at(Act.FINISH, 16)),
    "late": (_at(Act.ACCEPT, 9), _at(Act.FINISH, 130)),
    "held": (
        _at(Act.ACCEPT, 2),
        _at(Act.HOLD, 4),
        _at(Act.RESUME, 44),
        _at(Act.FINISH, 50),
    ),
    "disputed": (
        _at(Act.ACCEPT, 1),
        _at(Act.FINISH, 8),
        Turn(Act.DISPUTE, later=timedelta(days=1)),
        _at(Act.FINISH, 34),
        _rate(3),
    ),
    "handed": (_at(Act.FORWARD, 3, NEIGHBOUR), _at(Act.ACCEPT, 5), _at(Act.FINISH, 20)),
    "nobody": (_at(Act.FORWARD, 2, CENTRE), _at(Act.REJECT, 4)),
    "withdrawn": (_at(Act.WITHDRAW, 2),),
    "unfinished": (_at(Act.ACCEPT, 2),),
    "unanswered": (),
    "main": (_at(Act.ACCEPT, 2), _at(Act.FINISH, 16), _rate(4)),
    "repeat": (_at(Act.GROUP, 0.5),),  # reported an hour after its main ticket, then moves along
    "refiled": (_at(Act.ACCEPT, 1), _at(Act.REFILE, 2), _at(Act.FINISH, 10)),
    "joined": (
        Turn(Act.JOIN, later=timedelta(minutes=30)),
        _at(Act.ACCEPT, 1),
        _at(Act.FINISH, 6),
        _rate(5),
        _rate(4, JOINER),
    ),
}
DECK: Mapping[str, int] = {
    **dict.fromkeys(FATES, 1),
    "quick": 2,
    "silent": 2,
    "steady": 2,
    "quiet": 2,
    "late": 2,
    "held": 2,
}
SEALED_FATE = "quick"  # of the one sealed ticket a month
