"""Texts of other people in files that spreadsheets open: none of them is run as a formula.

After OWASP, "CSV Injection".
"""

import re

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # begins a CSV: by it Excel knows UTF-8
_BEGINS_FORMULA = (
    *("=", "+", "-", "@", "\t", "\r", "\n"),
    *("\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}"),
    *("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}"),
)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless(text: str) -> str:
    """Return the text so that a spreadsheet shows it, whatever it begins with."""
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text


def writable(text: str) -> str:
    """Return the text without the control characters that no XLSX file may hold."""
    return _NOT_IN_XML.sub("", text)
