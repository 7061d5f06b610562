import pytest

from tests.simulator.stage import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()
