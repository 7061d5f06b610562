"""What the page of one's notifications shows, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from sqlmodel import Session

from agencies.contacts import addresses, groups, line
from agencies.contacts.codes import LIFE
from agencies.queries import officer_names
from agencies.tables import Officer
from complaints.alerts.choices import Choices, get_choices
from complaints.alerts.morning import digest_way
from complaints.alerts.passing_on import quota_is_low
from complaints.alerts.tables import AlertKind
from complaints.alerts.telling_tables import Pace, TellingChoice, Way
from dashboard import paths
from dashboard.auth import Visitor
from dashboard.wiring import Wiring
from dashboard.wording import say

MINUTES = round(LIFE.total_seconds() / 60)
MESSAGE = "https://line.me/R/oaMessage/{account}/?{words}"


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was just made, and where it can be sent without typing, "" where unknown."""

    code: str
    for_group: bool
    link: str
    minutes: int = MINUTES


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that happens, in words, and by which way the officer hears of it."""

    name: str
    label: str
    way: Way


@dataclass(frozen=True, slots=True)
class Group:
    """A LINE group that hears of the agency's tickets."""

    id: int
    since: datetime
    by: str


@dataclass(frozen=True, slots=True)
class NotificationsView:
    """Everything on the page. `groups` is None for who does not look after them."""

    bound_at: datetime | None
    address: str
    confirmed: bool
    sends_mail: bool
    kinds: tuple[Kind, ...]
    pace: Pace
    quiet: bool
    digest: Way
    quota_low: bool
    groups: Sequence[Group] | None
    root: str = paths.NOTIFICATIONS
    ways: tuple[Way, ...] = tuple(Way)
    paces: tuple[Pace, ...] = tuple(Pace)


def load(session: Session, wiring: Wiring, visitor: Visitor) -> NotificationsView:
    """Read what the officer chose, and by what they can be reached."""
    officer = visitor.officer
    officer_id = officer.id or 0
    account = line.find_account(session, officer_id)
    address = addresses.find_address(session, officer_id)
    choices = get_choices(session, officer_id)
    return NotificationsView(
        bound_at=account.bound_at if account else None,
        address=address.address if address else "",
        confirmed=address is not None and address.confirmed_at is not None,
        sends_mail=wiring.sends_mail,
        kinds=_kinds(choices),
        pace=choices.pace,
        quiet=choices.quiet,
        digest=digest_way(officer, session.get(TellingChoice, officer_id)),
        quota_low=quota_is_low(session, wiring.push_reserve),
        groups=list_groups(session, officer) if visitor.may_oversee else None,
    )


def list_groups(session: Session, officer: Officer) -> list[Group]:
    """Return the groups of the officer's agency."""
    bound = groups.list_groups(session, officer.agency_id)
    names = officer_names(session, {group.bound_by for group in bound})
    return [Group(each.id or 0, each.bound_at, names.get(each.bound_by, "")) for each in bound]


def make_code(wiring: Wiring, code: str, *, for_group: bool) -> Code:
    """Return a code as the page shows it: one for a person can be sent by a link."""
    account, words = wiring.line_basic_id, say("account.order", code=code)
    link = MESSAGE.format(account=quote(account), words=quote(words)) if account else ""
    return Code(code, for_group, "" if for_group else link)


def _kinds(choices: Choices) -> tuple[Kind, ...]:
    return tuple(
        Kind(kind.value, say(f"account.kind.{kind}"), choices.way_of(kind)) for kind in AlertKind
    )
