"""The life of a joint agency's part as one table. Pure: no SQL, no time.

The part of the agency that leads has no state of its own: it is the ticket's status.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.errors import Conflict


class PartState(StrEnum):
    """How far a joint agency has come with its part."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"
    DECLINED = "declined"


class PartMove(StrEnum):
    """What a joint agency does with its part."""

    ACCEPT = "accept"
    FINISH = "finish"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class PartRule:
    """Where a move leads, and whether it has to say why or how."""

    to: PartState
    needs_note: bool = True


PART_TRANSITIONS: Mapping[tuple[PartState, PartMove], PartRule] = {
    (PartState.RECEIVED, PartMove.ACCEPT): PartRule(PartState.IN_PROGRESS, needs_note=False),
    (PartState.RECEIVED, PartMove.DECLINE): PartRule(PartState.DECLINED),
    (PartState.IN_PROGRESS, PartMove.FINISH): PartRule(PartState.FINISHED),
    (PartState.IN_PROGRESS, PartMove.DECLINE): PartRule(PartState.DECLINED),
}


class PartRefused(Conflict):
    """The part does not stand where this move starts."""

    def __init__(self, state: PartState, move: PartMove) -> None:
        super().__init__(f"a part that is {state} cannot be moved by {move}")


def check_part(state: PartState, move: PartMove) -> PartRule:
    """Return the rule of this move. Raises PartRefused."""
    rule = PART_TRANSITIONS.get((state, move))
    if rule is None:
        raise PartRefused(state, move)
    return rule


def part_moves_from(state: PartState) -> tuple[PartMove, ...]:
    """Return what a joint agency may do with a part in that state, in the table's order."""
    return tuple(move for start, move in PART_TRANSITIONS if start == state)
