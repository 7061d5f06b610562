"""Deciding on a ticket that its reporter may not report for a while."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from complaints.abuse.suspending import (
    LEAST_REASON,
    MOST_REASON,
    find_of_ticket,
    most_days,
    suspend,
)
from complaints.parts import need_lead
from complaints.queries import get_for_officer, get_reporter_of
from core.errors import InvalidInput
from dashboard import paths
from dashboard.agencies.problems import NOTHING_REFUSED, Refused
from dashboard.auth import SignedIn, Visitor
from dashboard.pages import render
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/tickets/{code}/suspend")

DAYS = (7, 14, 30, 90, 365)
Words = Annotated[str, Form(max_length=2000)]


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn, code: str) -> Response:
    """Show the form, or until when it is so already."""
    return _page(request, wiring, visitor, code)


@router.post("")
def decide(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: str,
    reason: Words = "",
    days: Words = "",
) -> Response:
    """Keep the reporter from reporting; they are told the reason when they try."""
    try:
        with wiring.database.transaction() as session:
            ticket = get_for_officer(session, visitor.officer, code)
            number = int(days) if days.isascii() and days.isdecimal() and len(days) < 5 else 0
            suspend(session, visitor.officer, ticket, reason, number, wiring.clock())
    except InvalidInput as error:
        problems = {
            {"days_bad": "days"}.get(each.reason, "reason"): say(
                f"abuse.problem.{each.reason}", **each.values
            )
            for each in error.errors
        }
        typed = {"reason": reason, "days": days}
        return _page(request, wiring, visitor, code, Refused("suspend", problems, typed))
    return RedirectResponse(paths.ticket(code, done="suspended"), 303)


def _page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    code: str,
    problem: Refused = NOTHING_REFUSED,
) -> Response:
    with wiring.database.reading() as session:
        ticket = get_for_officer(session, visitor.officer, code)
        need_lead(visitor.officer, ticket)
        reporter = get_reporter_of(session, ticket)
        present = find_of_ticket(session, ticket, wiring.clock())
    return render(
        request,
        "abuse/suspend.html",
        422 if problem.form else 200,
        code=ticket.code,
        address=paths.ticket(ticket.code),
        pseudonym=reporter.pseudonym if reporter and reporter.user_id else "",
        present=present,
        days=[each for each in DAYS if each <= most_days(visitor.officer)],
        least=LEAST_REASON,
        most=MOST_REASON,
        refused=problem,
    )
