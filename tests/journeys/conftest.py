"""A town for each journey."""

from collections.abc import Iterator

import pytest

from bootstrap import Assembly
from tests.journeys.town import Phone, Town, open_town


@pytest.fixture
def town(assembly: Assembly) -> Iterator[Town]:
    """The running product, with its demo agencies."""
    with open_town(assembly) as town:
        yield town


@pytest.fixture
def malee(town: Town) -> Phone:
    """Malee's phone."""
    return town.phone("มาลี")
