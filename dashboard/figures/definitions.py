"""The help page of the figures, made of their definitions alone."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from complaints.figures.definitions import Definition, Level, load_definitions
from complaints.figures.results import SMALL
from dashboard.pages import render

router = APIRouter(prefix="/figures/definitions")


@router.get("")
def show(request: Request) -> Response:
    """Show how every figure is reckoned, level by level."""
    return render(request, "figures/definitions.html", levels=_by_level(), small=SMALL)


def _by_level() -> dict[str, list[Definition]]:
    definitions = load_definitions().values()
    return {level.value: [each for each in definitions if each.level is level] for level in Level}
