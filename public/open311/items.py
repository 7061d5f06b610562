"""Our categories and tickets in the standard's words."""

from datetime import datetime

from categories.catalog import Category
from complaints.lifecycle import OPEN
from complaints.publishing.columns import Row, clean_area
from complaints.publishing.reach import spot_of
from core.clock import to_bangkok
from public.open311.encoding import Item
from public.site import PHRASES
from thai.masking import street_of


def service_of(category: Category) -> Item:
    """Return a category as a service. It asks for no attributes of its own."""
    return {
        "service_code": category.code,
        "service_name": category.name_th,
        "description": category.about_th,
        "metadata": False,
        "type": "realtime",
        "keywords": ",".join(category.keywords),
        "group": category.name_en,
    }


def request_of(row: Row) -> Item:
    """Return a ticket as a service request; Thai details of its status stand in status_notes."""
    ticket = row.ticket
    spot = spot_of(ticket.latitude, ticket.longitude)
    areas = (ticket.subdistrict, ticket.district, ticket.province)
    address = [street_of(ticket.address), *(clean_area(each) for each in areas)]
    closed = ticket.status not in OPEN
    return {
        "service_request_id": ticket.code,
        "status": "closed" if closed else "open",
        "status_notes": PHRASES.say(f"status.{ticket.status.value}"),
        "service_name": row.category_th,
        "service_code": ticket.category,
        "description": row.words or None,
        "agency_responsible": row.agency,
        "service_notice": None,
        "requested_datetime": _moment(ticket.created_at),
        "updated_datetime": _moment((closed and ticket.finished_at) or ticket.updated_at),
        "expected_datetime": _moment(ticket.due_at),
        "address": " ".join(each for each in address if each) or None,
        "address_id": None,
        "zipcode": None,
        "lat": spot.latitude if spot else None,
        "long": spot.longitude if spot else None,
        "media_url": None,
    }


def _moment(moment: datetime | None) -> str | None:
    return to_bangkok(moment).isoformat(timespec="seconds") if moment else None
