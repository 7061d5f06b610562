"""The words of a form that was not taken: the page that says so gives them back."""

from fastapi import Request
from starlette.exceptions import HTTPException

from core.errors import NotAllowed
from dashboard.origin import SAFE, check_origin

# What people write at length, by the names of our forms' fields. Never a secret, never a choice.
FIELDS = (
    "title",
    "asks",
    "text_th",
    "text_en",
    "corners",
    "note",
    "words",
    "text",
    "answer",
    "body",
    "reason",
    "override_reason",
    "no_photo_reason",
    "action",
    "cause",
    "figures",
)


async def words_of(request: Request) -> str:
    """Return what was typed into the form that came with the request, "" where there is none.

    Another site's form is not shown: its words would seem to be ours.
    """
    if request.method in SAFE:
        return ""
    try:
        check_origin(request)
        form = await request.form()
    except (NotAllowed, HTTPException):  # another site's, or a body beyond the limit
        return ""
    typed = (form.get(name) for name in FIELDS)
    return "\n\n".join(words for words in typed if isinstance(words, str) and words.strip())
