"""Errors that carry meaning across rooms.

AppError
├── InvalidInput    what a person sent cannot be used; `reason` names a phrase the face shows
│   └── Incomplete  several things of it at once
├── NotFound        it does not exist, or not for this person
├── NotAllowed      it exists and they may see it, but not do this
├── Conflict        somebody else changed it first
├── MessageRefused  LINE would refuse this outgoing message: a bug of ours, found before sending
└── SettingsError   a setting is missing, malformed or unsafe; the text names it
"""

from collections.abc import Sequence


class AppError(Exception):
    """Root of every error we raise on purpose."""


class InvalidInput(AppError):
    """A person's input cannot be used. `reason` is the key of a phrase, `values` fill it."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values

    @property
    def errors(self) -> "tuple[InvalidInput, ...]":
        """Everything that is wrong, in order: itself, where it is alone."""
        return (self,)


class Incomplete(InvalidInput):
    """Several things are wrong at once: `errors` in order, of which the first is also its own."""

    def __init__(self, errors: Sequence[InvalidInput]) -> None:
        super().__init__(errors[0].reason, **errors[0].values)
        self._errors = tuple(errors)

    @property
    def errors(self) -> tuple[InvalidInput, ...]:
        """Everything that is wrong, in order."""
        return self._errors


class NotFound(AppError):
    """It does not exist, or not for the person who asks."""


class NotAllowed(AppError):
    """The person may see it but not do this."""


class Conflict(AppError):
    """Somebody else changed the record between reading and writing."""


class MessageRefused(AppError):
    """An outgoing message breaks one of LINE's limits. `problems` lists (path, what is wrong)."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path}: {what}" for path, what in problems))
        self.problems = problems


class SettingsError(AppError):
    """A setting is missing, malformed or unsafe. The text names the setting."""
