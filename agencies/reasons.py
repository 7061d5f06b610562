"""Why a problem went to its agency, as a short text that is kept with it and read by people later.

"coverage:" and what the line names, or "central_desk"; then, after semicolons, the boundary and the
notes of `agencies.locating`: "coverage:disaster/ขอนแก่น;boundary=เทศบาล;far". The words for people
are the dashboard's.
"""

from dataclasses import dataclass

CENTRAL_DESK = "central_desk"
LONGEST = 300  # characters kept
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason taken apart. `kind` is "coverage", "central_desk" or another act's, "forwarded"."""

    kind: str
    named: tuple[str, ...] = ()
    boundary: str = ""
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The text that is kept."""
        head = f"{self.kind}:{'/'.join(self.named)}" if self.kind == "coverage" else self.kind
        name = self.boundary.replace(";", " ")[:_LONGEST_NAME]
        parts = (head, f"boundary={name}" if name else "", *self.notes)
        return ";".join(part for part in parts if part)[:LONGEST]


def read_reason(text: str) -> Reason:
    """Return the parts of a kept reason."""
    head, *rest = text.split(";")
    kind, _, named = head.partition(":")
    boundary = next((part.partition("=")[2] for part in rest if part.startswith("boundary=")), "")
    notes = tuple(part for part in rest if "=" not in part)
    return Reason(kind, tuple(part for part in named.split("/") if part), boundary, notes)
