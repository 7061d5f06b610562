"""Questions that came up short, as the page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from dashboard import paths
from dashboard.knowledge import addresses
from dashboard.wording import knows, say
from knowledge import gaps
from knowledge.entry import Entry
from knowledge.gaps import Wanted
from knowledge.published import entries_in_force
from knowledge.tables import Gap, GapKind, GapState


@dataclass(frozen=True, slots=True)
class Asked(Wanted):
    """What the list was asked for, and the addresses of lists beside it."""

    def address(self, **changes: object) -> str:
        """Return the address of the list with these changes, from its first page."""
        asked = replace(self, **{"page": 0, **changes})  # type: ignore[arg-type]
        return paths.with_query(
            addresses.GAPS,
            state="" if asked.state is GapState.OPEN else asked.state.value,
            kind=asked.kind.value if asked.kind else "",
            q=asked.words,
            page=str(asked.page or ""),
        )


@dataclass(frozen=True, slots=True)
class Tab:
    """A state with how many gaps stand in it."""

    state: GapState
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One gap. `entry` is the answer that was voted down, or the one that answers now."""

    gap: Gap
    reason: str
    entry_title: str
    entry_address: str
    write: str
    settle: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GapsView:
    """A page of the list."""

    asked: Asked
    tabs: tuple[Tab, ...]
    kinds: tuple[GapKind, ...]
    rows: tuple[Row, ...]
    next_address: str
    first_address: str


def load(session: Session, reviewed: Mapping[str, Entry], asked: Asked) -> GapsView:
    """Read a page of the list."""
    found = gaps.list_gaps(session, asked)
    entries = entries_in_force(session, reviewed)
    counts = gaps.count_by_state(session)
    more = len(found) > gaps.PAGE
    return GapsView(
        asked=asked,
        tabs=tuple(
            Tab(state, counts[state], asked.address(state=state), state is asked.state)
            for state in GapState
        ),
        kinds=tuple(GapKind),
        rows=tuple(_row(gap, entries) for gap in found[: gaps.PAGE]),
        next_address=asked.address(page=asked.page + 1) if more else "",
        first_address=asked.address() if asked.page else "",
    )


def _row(gap: Gap, entries: Mapping[str, Entry]) -> Row:
    entry = entries.get(gap.answered_by or gap.entry_id)
    gap_id = gap.id or 0
    voted_down = gap.kind is GapKind.UNHELPFUL and entry is not None
    return Row(
        gap=gap,
        reason=_reason(gap),
        entry_title=entry.title if entry else "",
        entry_address=addresses.entry(entry.id) if entry else "",
        write=(
            addresses.entry(entry.id, gap=str(gap_id))
            if voted_down and entry
            else addresses.new_entry(gap=str(gap_id))
        ),
        settle={state: addresses.gap(gap_id, state) for state in ("open", "dismissed")},
    )


def _reason(gap: Gap) -> str:
    """Why there was no answer; one that has no words yet is told as the general one."""
    key = f"knowledge.reason.{gap.reason}"
    return say(key if knows(key) else "knowledge.reason.unknown")
