"""What is done regularly."""

from collections.abc import Callable
from dataclasses import dataclass

from chores.tools import Tools


@dataclass(frozen=True, slots=True)
class Chore:
    """A function of the tools, and how many seconds lie between its end and its next beginning.

    What it raises is logged, and it is tried again after its pause.
    """

    name: str
    pause: float
    do: Callable[[Tools], None]
