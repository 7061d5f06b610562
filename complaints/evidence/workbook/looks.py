"""How cells look: each look is made once for a workbook."""

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook

FONT = "TH Sarabun New"
NAVY, ORANGE, GREY, RULE = "#1D4E89", "#C8641B", "#5B6472", "#D5DCE6"
_TEXT = {"font_name": FONT, "font_size": 15}
_ROW = {**_TEXT, "bottom": 1, "bottom_color": RULE, "valign": "top"}
TITLE, QUIET, HEAD, TEXT, WORDS, NUMBER = "title", "quiet", "head", "text", "words", "number"
_LOOKS: dict[str, dict[str, Any]] = {
    TITLE: {**_TEXT, "font_size": 20, "bold": True, "font_color": NAVY},
    QUIET: {**_TEXT, "font_size": 14, "font_color": GREY},
    HEAD: {
        **_TEXT,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": NAVY,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
    },
    TEXT: _TEXT,
    WORDS: {**_ROW, "indent": 1},
    NUMBER: _ROW,
}
_WRAPPED = {"text_wrap": True, "indent": 0}


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of one workbook."""

    book: Workbook
    _made: dict[tuple[str, str, bool], Any] = field(default_factory=dict, init=False)

    def of(self, name: str, number_format: str = "", *, wrap: bool = False) -> Any:
        """Return the look of that name, showing numbers so; `wrap` breaks lines."""
        key = (name, number_format, wrap)
        if key not in self._made:
            look = {**_LOOKS[name], **(_WRAPPED if wrap else {})}
            shown = {"num_format": number_format} if number_format else {}
            self._made[key] = self.book.add_format({**look, **shown})
        return self._made[key]
