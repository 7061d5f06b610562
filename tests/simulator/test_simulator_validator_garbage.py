"""Whatever stands in a message, the validator answers with problems and never fails itself."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.simulator.message_kit import faults
from tests.simulator.test_simulator_validator_flex import GOOD as FLEX
from tests.simulator.test_simulator_validator_message import GOOD as MESSAGES
from tests.simulator.test_simulator_validator_template import GOOD as TEMPLATES

GARBAGE: list[Any] = [
    "",
    None,
    5,
    -1,
    True,
    [],
    {},
    ["a"],
    {"type": []},
    1.5,
    10**30,
    "\ud800",
    "ก",
]
ALL = [*FLEX.items(), *TEMPLATES.items(), *MESSAGES.items()]


@pytest.mark.parametrize(("name", "message"), ALL, ids=[name for name, _ in ALL])
def test_it_survives_garbage_in_any_place(name: str, message: dict[str, Any]) -> None:
    chance = random.Random(name)
    for path in _paths(message):
        spoilt = copy.deepcopy(message)
        place: Any = spoilt
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = chance.choice(GARBAGE)
        assert all(isinstance(where, str) for where in faults(spoilt))


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    steps = (
        value.keys()
        if isinstance(value, dict)
        else range(len(value) if isinstance(value, list) else 0)
    )
    for step in steps:
        yield from _paths(value[step], (*path, step))
