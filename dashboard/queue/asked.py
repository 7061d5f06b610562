"""What an officer asked the queue for, read from the address and written back into one.

tab     which share of the queue        sort    in which order
after   where the page before ended     else    one value for each field of `FIELDS`
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from complaints.lifecycle import Status
from complaints.queue.filters import View
from complaints.queue.order import Sort
from dashboard import paths

LONGEST = {"q": 100, "within": 800}  # characters; of every other field `LONGEST_VALUE`
LONGEST_VALUE = 80
FIELDS = (
    "q",
    "state",
    "category",
    "province",
    "district",
    "subdistrict",
    "from",
    "to",
    "officer",
    "agency",
    "stars",
    "source",
    "tag",
    "priority",
    "within",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A view, an order, the values that narrow it as they were typed, and where to go on."""

    tab: View = View.OPEN
    sort: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    after: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything leaves something out."""
        return bool(self.values)

    def get(self, name: str) -> str:
        """Return what was typed into a field, "" for nothing."""
        return self.values.get(name, "")

    def query(self) -> dict[str, str]:
        """Return the address's values but for the place in the list."""
        return {"tab": self.tab.value, **self.values, "sort": self.sort}

    def address(self, page: str = "", **others: str) -> str:
        """Return the address of a page of the queue for what is asked."""
        return paths.with_query(f"{paths.ROOT}/{page}", **(self.query() | others))

    def without(self, *names: str) -> "Asked":
        """Return it without these fields, from the beginning."""
        kept = {name: value for name, value in self.values.items() if name not in names}
        return replace(self, values=kept, after="")

    def turned_to(self, tab: View) -> "Asked":
        """Return it for another view, from the beginning."""
        return replace(self, tab=tab, after="")


def read(query: Mapping[str, str]) -> Asked:
    """Return what is asked for; what no field is called by is left out.

    A tab named after a state is the view of all tickets narrowed by it.
    """
    values = {
        name: query[name].strip()[: LONGEST.get(name, LONGEST_VALUE)]
        for name in FIELDS
        if query.get(name, "").strip()
    }
    tab = query.get("tab", "")
    if tab in set(Status):
        values.setdefault("state", tab)
        tab = View.ALL
    return Asked(
        tab=View(tab) if tab in set(View) else View.OPEN,
        sort=query.get("sort", "") if query.get("sort") in set(Sort) else "",
        values=values,
        after=query.get("after", "")[:60],
    )


def read_query(text: str) -> Asked:
    """Return what is asked for by the query of an address."""
    return read(dict(parse_qsl(text)))


def _of_request(request: Request) -> Asked:
    return read(request.query_params)


AskedFor = Annotated[Asked, Depends(_of_request)]
