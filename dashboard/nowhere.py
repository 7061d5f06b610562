"""Addresses that lead nowhere: officers get a page in the full frame, strangers sign in first."""

from fastapi import APIRouter
from starlette.responses import Response

from core.errors import NotFound

router = APIRouter()


@router.get("/{path:path}")
def show(path: str) -> Response:
    """Raise NotFound."""
    raise NotFound(f"no page {path}")
