"""The page of categories. Nothing is changed here: learning is a command."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from dashboard.auth import SignedIn
from dashboard.categories import view
from dashboard.pages import render
from dashboard.wiring import Wired

router = APIRouter(prefix="/categories")


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn) -> Response:
    """Show which model proposes categories, and how well."""
    with wiring.database.reading() as session:
        page = view.load(session, wiring.desk.catalog, visitor.officer, wiring.clock())
    return render(request, "categories/page.html", page=page)
