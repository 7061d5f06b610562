"""What was changed about an agency, as its page tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from agencies.overview import Ground
from agencies.queries import officer_names
from categories.catalog import Catalog
from dashboard.agencies.ground import category_words, ground_words
from dashboard.wording import knows, say
from store import audit

MOST = 20
_OFFICER = "officer:"


@dataclass(frozen=True, slots=True)
class Past:
    """One change: when, by whom, what."""

    at: datetime
    who: str
    words: str


def load(
    session: Session, catalog: Catalog, agency_id: int, boundaries: Mapping[int, str]
) -> tuple[Past, ...]:
    """Read the last changes, newest first."""
    entries = audit.list_about(session, f"agency:{agency_id}")[::-1][:MOST]
    ids = {int(e.actor.removeprefix(_OFFICER)) for e in entries if e.actor.startswith(_OFFICER)}
    names = {f"{_OFFICER}{key}": name for key, name in officer_names(session, ids).items()}
    names["system"] = say("who.system")
    return tuple(
        Past(
            entry.at,
            names.get(entry.actor, say("agencies.by_operator")),
            _words(entry.action, entry.detail, catalog, boundaries),
        )
        for entry in entries
        if knows(f"agencies.record.{entry.action.replace('.', '_')}")
    )


def _words(
    action: str, detail: Mapping[str, Any], catalog: Catalog, boundaries: Mapping[int, str]
) -> str:
    return say(
        f"agencies.record.{action.replace('.', '_')}",
        line=_line(detail, catalog, boundaries),
        before=detail.get("before", ""),
        after=detail.get("after", ""),
        count=len(detail.get("lines", ())),
    )


def _line(detail: Mapping[str, Any], catalog: Catalog, boundaries: Mapping[int, str]) -> str:
    parts = {name: detail.get(name, "") for name in ("province", "district", "subdistrict")}
    ground = Ground(**parts, boundary_id=detail.get("boundary_id"))
    category = category_words(detail.get("category", ""), catalog)
    return f"{ground_words(ground, boundaries)} · {category}"
