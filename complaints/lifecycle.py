"""The life of a ticket as one table: from which status which move leads where, who may, what for.

Pure: no SQL, no time. complaints/moves.py is the only writer of a status.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.errors import Conflict


class Status(StrEnum):
    """Where a ticket stands."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    FINISHED = "finished"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What somebody does to a ticket."""

    ACCEPT = "accept"
    HOLD = "hold"
    RESUME = "resume"
    FINISH = "finish"
    FORWARD = "forward"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    ANSWER = "answer"  # the reporter tells what the agency waited for, and the work goes on
    GROUP = "group"  # joins a main ticket and takes its status; see complaints/groups/changes.py
    UNGROUP = "ungroup"  # leaves it again


class Actor(StrEnum):
    """On whose side a move is made."""

    OFFICER = "officer"
    REPORTER = "reporter"


class Need(StrEnum):
    """What a move cannot do without."""

    NOTE = "note"
    PHOTO_OR_REASON = "photo_or_reason"
    HOLD_REASON = "hold_reason"
    EXPECTED_DATE = "expected_date"
    AGENCY = "agency"


class HoldReason(StrEnum):
    """Why a ticket waits."""

    MORE_INFORMATION = "more_information"
    BUDGET = "budget"
    PROCUREMENT = "procurement"
    LEGAL = "legal"


OPEN = frozenset({Status.RECEIVED, Status.IN_PROGRESS, Status.ON_HOLD})


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a move leads, who may make it and what it needs."""

    to: Status
    by: Actor = Actor.OFFICER
    needs: frozenset[Need] = frozenset()


_HOLD = Rule(Status.ON_HOLD, needs=frozenset({Need.NOTE, Need.HOLD_REASON, Need.EXPECTED_DATE}))
_FINISH = Rule(Status.FINISHED, needs=frozenset({Need.NOTE, Need.PHOTO_OR_REASON}))
_FORWARD = Rule(Status.RECEIVED, needs=frozenset({Need.NOTE, Need.AGENCY}))
_REJECT = Rule(Status.REJECTED, needs=frozenset({Need.NOTE}))
_WITHDRAW = Rule(Status.WITHDRAWN, by=Actor.REPORTER)

TRANSITIONS: Mapping[tuple[Status, Move], Rule] = {
    (Status.RECEIVED, Move.ACCEPT): Rule(Status.IN_PROGRESS),
    (Status.RECEIVED, Move.FORWARD): _FORWARD,
    (Status.RECEIVED, Move.REJECT): _REJECT,
    (Status.RECEIVED, Move.WITHDRAW): _WITHDRAW,
    (Status.IN_PROGRESS, Move.HOLD): _HOLD,
    (Status.IN_PROGRESS, Move.FINISH): _FINISH,
    (Status.IN_PROGRESS, Move.FORWARD): _FORWARD,
    (Status.IN_PROGRESS, Move.REJECT): _REJECT,
    (Status.IN_PROGRESS, Move.WITHDRAW): _WITHDRAW,
    (Status.ON_HOLD, Move.RESUME): Rule(Status.IN_PROGRESS),
    (Status.ON_HOLD, Move.FINISH): _FINISH,
    (Status.ON_HOLD, Move.FORWARD): _FORWARD,
    (Status.ON_HOLD, Move.WITHDRAW): _WITHDRAW,
    (Status.ON_HOLD, Move.ANSWER): Rule(Status.IN_PROGRESS, by=Actor.REPORTER),
    (Status.FINISHED, Move.REOPEN): Rule(Status.IN_PROGRESS, by=Actor.REPORTER),
}


class TransitionRefused(Conflict):
    """The ticket does not stand where this move starts, or it is somebody else's to make."""

    def __init__(self, status: Status, move: Move) -> None:
        super().__init__(f"a {status} ticket cannot be moved by {move}")
        self.status = status
        self.move = move


def check(status: Status, move: Move, actor: Actor) -> Rule:
    """Return the rule of this move.

    Raises:
        TransitionRefused: the table has no such move for this actor.
    """
    rule = TRANSITIONS.get((status, move))
    if rule is None or rule.by is not actor:
        raise TransitionRefused(status, move)
    return rule


def moves_from(status: Status, actor: Actor) -> tuple[Move, ...]:
    """Return what this actor may do to a ticket of that status, in the table's order."""
    return tuple(
        move for (start, move), rule in TRANSITIONS.items() if start == status and rule.by is actor
    )
