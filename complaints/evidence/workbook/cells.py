"""What stands in a cell when it is more than a value: a formula, with what it comes to."""

import re
from dataclasses import dataclass

from core.spreadsheets import harmless

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
SHARE, COUNT, DECIMAL = "0.0%", "#,##0", "#,##0.00"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and its value, None where it comes to nothing.

    The value is kept beside it in the file: viewers on phones and previews compute nothing.
    `whole` has it reckoned over whole columns at once, as an array formula is.
    """

    text: str
    value: float | None
    whole: bool = False


Value = str | float | Formula | None


def in_cell(text: str) -> str:
    """Return a text so that a spreadsheet can hold it, and takes it for no formula."""
    return harmless(_UNWRITABLE.sub("", text))
