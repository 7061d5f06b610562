"""The page of one's notifications, with a code just made or a form that was refused."""

from fastapi import Request
from starlette.responses import Response

from core.errors import InvalidInput
from dashboard.account import view
from dashboard.account.view import Code
from dashboard.agencies.problems import NOTHING_REFUSED, Refused
from dashboard.auth import Visitor
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.wiring import Wiring
from dashboard.wording import say


def notifications_page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    problem: Refused = NOTHING_REFUSED,
    code: Code | None = None,
) -> Response:
    """Return the page."""
    with wiring.database.reading() as session:
        shown = view.load(session, wiring, visitor)
    return render(
        request,
        "account/notifications.html",
        422 if problem.form else 200,
        view=shown,
        code=code,
        refused=problem,
        done=done_words(request),
    )


def refused(form: str, error: InvalidInput, **typed: str) -> Refused:
    """Return the form with what is wrong with it."""
    words = say(f"account.problem.{error.reason}", **error.values)
    return Refused(form, {form: words}, typed)
