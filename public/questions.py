"""Reads what a page is asked for out of its address: what is not known narrows nothing."""

from enum import StrEnum
from typing import TypeVar

from fastapi import Request
from sqlmodel import Session, select

from agencies.tables import Agency
from complaints.publishing.asking import Age, Asked, State
from public.site import Site

Choice = TypeVar("Choice", bound=StrEnum)


def read_asked(site: Site, session: Session, request: Request) -> Asked:
    """Return what the list or map is narrowed by."""
    query = request.query_params
    category = query.get("category", "")
    agency = clean(query.get("agency", ""))
    found = session.exec(select(Agency).where(Agency.code == agency)).first() if agency else None
    province = clean(query.get("province", ""))
    return Asked(
        category=category if category in site.desk.catalog else "",
        state=one_of(State, query.get("state", "")),
        province=province,
        district=clean(query.get("district", "")) if province else "",
        agency_id=found.id if found else None,
        age=one_of(Age, query.get("age", "")),
    )


def one_of(choices: type[Choice], text: str) -> Choice | None:
    """Return the choice of that name, None where it is none."""
    return choices(text) if text in set(choices) else None


def clean(text: str) -> str:
    """Return the text as a database takes it."""
    return text.replace("\0", "").strip()[:80]
