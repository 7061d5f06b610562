"""The menu as data: which pages there are, in which group, behind which icon, for whom.

A new page is one line here and its words under `menu` in wording.yml.
"""

from collections.abc import Callable
from dataclasses import dataclass

from agencies.permissions import (
    may_edit_knowledge,
    may_manage_agencies,
    may_manage_officers,
    may_operate,
    may_oversee,
    may_read_log,
    may_suspend,
    may_take_evidence,
)
from agencies.tables import Officer
from dashboard.paths import ROOT
from dashboard.wording import say


def everyone(_officer: Officer) -> bool:
    """For whoever is signed in."""
    return True


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the menu: its key among the words, its icon, its address, who may open it.

    `room` is where the pages are that belong to it, when not under its own address.
    """

    key: str
    icon: str
    address: str
    may: Callable[[Officer], bool] = everyone
    room: str = ""


# The first group lies open in the bar, "mine" is behind the officer's name, the rest fold.
GROUPS: dict[str, tuple[Entry, ...]] = {
    "work": (
        Entry("queue", "inboxes", "/", room="/tickets"),
        Entry("hotspots", "geo-alt", "/hotspots"),
    ),
    "figures": (
        Entry("figures", "graph-up", "/figures"),
        Entry("level", "award", "/figures/level"),
        Entry("improvements", "tools", "/figures/improvements"),
        Entry("definitions", "rulers", "/figures/definitions"),
        Entry("evidence", "archive", "/evidence", may_take_evidence),
    ),
    "manage": (
        Entry("agencies", "buildings", "/agencies", may_manage_agencies),
        Entry("categories", "tags", "/categories", may_oversee),
        Entry("closing", "check2-square", "/closing", may_oversee),
        Entry("targets", "stopwatch", "/targets", may_oversee),
        Entry("calendar", "calendar3", "/calendar", may_oversee),
        Entry("announcements", "megaphone", "/announcements", may_oversee),
        Entry("responses", "chat-square-text", "/templates", may_oversee),
        Entry("knowledge", "journal-text", "/knowledge", may_edit_knowledge),
        Entry("officers", "people", "/officers", may_manage_officers),
        Entry("abuse", "person-slash", "/abuse", may_suspend),
    ),
    "system": (
        Entry("system", "activity", "/system", may_operate),
        Entry("audit", "journal-check", "/audit", may_read_log),
    ),
    "mine": (
        Entry("notifications", "bell", "/account/notifications"),
        Entry("security", "shield-lock", "/security"),
    ),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the menu. `current` is the value of aria-current, empty elsewhere."""

    label: str
    icon: str
    address: str
    current: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of a group that this officer may open; `here` when the page is one of them."""

    key: str
    label: str
    links: tuple[Link, ...]

    @property
    def here(self) -> bool:
        """Tell whether the page that is open belongs to this group."""
        return any(link.current for link in self.links)


def menu_of(officer: Officer, path: str) -> dict[str, Group]:
    """Return the groups by key for the page at this path; those without a page are left out."""
    allowed = {
        key: [entry for entry in entries if entry.may(officer)] for key, entries in GROUPS.items()
    }
    near = _nearest([entry for entries in allowed.values() for entry in entries], path)
    return {
        key: Group(
            key, say(f"menu.group.{key}"), tuple(_link(entry, near, path) for entry in entries)
        )
        for key, entries in allowed.items()
        if entries
    }


def _nearest(entries: list[Entry], path: str) -> Entry | None:
    around = [entry for entry in entries if _covers(entry, path)]
    return max(around, key=lambda entry: len(entry.address), default=None)


def _covers(entry: Entry, path: str) -> bool:
    room = ROOT + (entry.room or entry.address)
    return path == ROOT + entry.address or path.startswith(f"{room}/")


def _link(entry: Entry, near: Entry | None, path: str) -> Link:
    address = ROOT + entry.address
    current = "" if entry is not near else "page" if path == address else "true"
    return Link(say(f"menu.{entry.key}"), entry.icon, address, current)
