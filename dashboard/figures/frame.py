"""What stands around every page of figures: whose they are, of when, the other pages."""

from fastapi import Request
from starlette.responses import Response

from dashboard.auth import Visitor
from dashboard.figures import spans
from dashboard.figures.asked import Asked, Whose
from dashboard.pages import render


def show_page(
    request: Request,
    template: str,
    visitor: Visitor,
    asked: Asked,
    whose: Whose,
    here: str,
    **own: object,
) -> Response:
    """Return a page of figures with its frame; `here` is its name among the tabs.

    422 where what was asked for could not be read, so that something else is shown.
    """
    return render(
        request,
        template,
        422 if asked.problems else 200,
        asked=asked,
        whose=whose,
        here=here,
        periods=spans.choices(asked.now, asked.get("period")),
        period_name=spans.name_of(asked.period),
        may_see_team=visitor.leads_team,
        **own,
    )
