"""The line that says what was just done, read from the address a move leads back to."""

from fastapi import Request

from complaints.codes import find_code
from dashboard.wording import knows, say


def done_words(request: Request) -> str:
    """Return the line, empty where nothing was done."""
    key = f"done.{request.query_params.get('done', '')}"
    if not knows(key):
        return ""
    code = find_code(request.query_params.get("code", ""))
    return f"{say(key)} ({code})" if code else say(key)
