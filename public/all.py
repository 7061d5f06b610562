"""Every router of the public pages, in one list."""

from fastapi import APIRouter

from public import agencies, errors, front, map, open_data, tickets  # noqa: A004
from public.open311 import routes as open311
from public.site import Site


def make_routers(site: Site) -> tuple[APIRouter, ...]:
    """Return them all."""
    return (
        front.make_router(site),
        tickets.make_router(site),
        map.make_router(site),
        agencies.make_router(site),
        open_data.make_router(site),
        open311.make_router(site),
        errors.make_router(),
    )
