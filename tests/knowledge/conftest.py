import pytest

from knowledge.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine over the real entries; building it takes a second or two."""
    return Engine.load()
