"""Texts of other people in files that spreadsheets open: none of them is run as a formula.

After OWASP, "CSV Injection".
"""

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return the text so that a spreadsheet shows it, whatever it begins with."""
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text
