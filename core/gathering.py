"""Gather what is wrong with a form, so that a person is told all of it at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import Incomplete, InvalidInput


class Gathered:
    """What was refused so far. Checked in the order of the form, the uppermost comes first."""

    def __init__(self) -> None:
        self._errors: list[InvalidInput] = []

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Keep why something inside is refused, and go on behind it."""
        try:
            yield
        except InvalidInput as error:
            self._errors += error.errors

    def tell(self) -> None:
        """Raise Incomplete where anything was refused."""
        if self._errors:
            raise Incomplete(self._errors)
