"""What was typed into one of the page's forms; kept so that a refused one comes back as it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kept:
    """The fields of the form of `act`, by name; `words` is what would hurt to lose."""

    act: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    words: str = ""

    def of(self, act: str, name: str) -> str:
        """Return what was typed into that field of that form, else ""."""
        return self.values.get(name, "") if act == self.act else ""


NOTHING_KEPT = Kept()
