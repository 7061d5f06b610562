"""What is wrong with a form of this room: in which form, beside which field, in words."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from agencies.changes import By
from core.errors import InvalidInput
from dashboard.auth import Visitor
from dashboard.wiring import Wiring
from dashboard.wording import say

FIELD_OF = {
    "code_shape": "code",
    "code_taken": "code",
    "name_needed": "name",
    "name_long": "name",
    "area_unknown": "area",
    "area_doubtful": "area",
    "line_known": "area",
    "category_unknown": "category",
    "last_central_desk": "active",
    "parent_unknown": "parent_id",
    "parent_circle": "parent_id",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that came back: which one, what was typed, and what is wrong with which field.

    Of `problems` the first is the uppermost of the form: it takes the focus.
    """

    form: str = ""
    problems: Mapping[str, str] = dataclasses.field(default_factory=dict)
    typed: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def value(self, form: str, name: str, otherwise: str = "") -> str:
        """Return what to fill a field with: what was typed, if it was in this form."""
        return self.typed.get(name, "") if form == self.form else otherwise

    def wrong(self, form: str, name: str) -> str:
        """Return what is wrong with that field, or nothing."""
        return self.problems.get(name, "") if form == self.form else ""

    def takes_focus(self, form: str, name: str) -> bool:
        """Tell whether that field is the first to be put right."""
        return form == self.form and name == next(iter(self.problems), "")


NOTHING_REFUSED = Refused()


def refused(form: str, error: InvalidInput, **typed: str) -> Refused:
    """Return the form with its problems; boundaries' problems stand beside the file or corners."""
    drawn = "corners" if typed.get("corners") else "file"
    problems: dict[str, str] = {}
    for each in error.errors:
        place = str(each.values.get("field") or FIELD_OF.get(each.reason, drawn))
        problems.setdefault(place, say(f"agencies.problem.{each.reason}", **each.values))
    return Refused(form, problems, typed)


def by(wiring: Wiring, visitor: Visitor) -> By:
    """Return who changes something now, for the record."""
    return By(f"officer:{visitor.officer.id}", wiring.clock())
