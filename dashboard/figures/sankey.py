"""The picture of hand-overs: who gave on the left, who took on the right, bands as broad as many.

Places and lengths are those of the drawing's own field, WIDTH by `height`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thai.order import dictionary_order

WIDTH = 960
SIDE = 290  # for the names, left and right
NODE = 12  # how broad the bars at the ends are
GAP = 14  # between two of them; names of two lines need about as much
LEAST, FULL = 22.0, 260.0  # a bar's least height; that of all bars together, if they were one
TOP = 8
MOST = 9  # agencies of a side that stand by themselves
TONES = 4  # colours that take turns


@dataclass(frozen=True, slots=True)
class Flow:
    """So many from one to the other; `address` leads to them, "" where it stands for several."""

    giver: str
    taker: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Node:
    """A bar at an end of bands."""

    name: str
    count: int
    x: float
    y: float
    height: float
    label_x: float


@dataclass(frozen=True, slots=True)
class Band:
    """A band: its outline as an SVG path, its colour by number, what it is of."""

    flow: Flow
    path: str
    tone: int


@dataclass(frozen=True, slots=True)
class Sankey:
    """The picture."""

    height: float
    givers: Sequence[Node]
    takers: Sequence[Node]
    bands: Sequence[Band]


def draw(flows: Sequence[Flow], others: str) -> Sankey:
    """Return the picture of these hand-overs; the smallest of many stand together as `others`."""
    flows = _merged(flows, others)
    unit = FULL / sum(flow.count for flow in flows)
    left = _nodes([(flow.giver, flow.count) for flow in flows], others, unit, SIDE)
    right = _nodes([(flow.taker, flow.count) for flow in flows], others, unit, WIDTH - SIDE - NODE)
    height = max(node.y + node.height for node in (*left.values(), *right.values())) + TOP
    return Sankey(height, list(left.values()), list(right.values()), _bands(flows, left, right))


def _merged(flows: Sequence[Flow], others: str) -> list[Flow]:
    givers = _largest((flow.giver, flow.count) for flow in flows)
    takers = _largest((flow.taker, flow.count) for flow in flows)
    found: dict[tuple[str, str], Flow] = {}
    for flow in flows:
        giver = flow.giver if flow.giver in givers else others
        taker = flow.taker if flow.taker in takers else others
        before = found.get((giver, taker))
        count = flow.count + (before.count if before else 0)
        alone = (giver, taker) == (flow.giver, flow.taker)
        found[giver, taker] = Flow(giver, taker, count, flow.address if alone else "")
    return list(found.values())


def _largest(counts: Iterable[tuple[str, int]]) -> set[str]:
    sums: Counter[str] = Counter()
    for name, count in counts:
        sums[name] += count
    # One that would stand for the others alone stands for itself.
    most = MOST + 1 if len(sums) == MOST + 1 else MOST
    return {name for name, _ in sums.most_common(most)}


def _nodes(
    counts: Iterable[tuple[str, int]], others: str, unit: float, x: float
) -> dict[str, Node]:
    """Return the bars of a side, the largest on top, `others` at the foot."""
    sums: Counter[str] = Counter()
    for name, count in counts:
        sums[name] += count
    ordered = sorted(sums, key=lambda name: (name == others, -sums[name], dictionary_order(name)))
    found, y = {}, float(TOP)
    label = 0.0 if x == SIDE else x + NODE
    for name in ordered:
        height = max(sums[name] * unit, LEAST)
        found[name] = Node(name, sums[name], x, y, height, label)
        y += height + GAP
    return found


def _bands(
    flows: Sequence[Flow], left: Mapping[str, Node], right: Mapping[str, Node]
) -> list[Band]:
    """Return the bands, each set where those above it end, at both ends."""
    givers, takers = list(left), list(right)
    tones = {name: place % TONES for place, name in enumerate(givers)}
    starts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    found = []
    for flow in sorted(
        flows, key=lambda each: (givers.index(each.giver), takers.index(each.taker))
    ):
        giver, taker = left[flow.giver], right[flow.taker]
        first = giver.y + giver.height * starts[flow.giver] / giver.count
        second = taker.y + taker.height * ends[flow.taker] / taker.count
        broad = giver.height * flow.count / giver.count, taker.height * flow.count / taker.count
        starts[flow.giver] += flow.count
        ends[flow.taker] += flow.count
        found.append(
            Band(flow, _path(giver.x + NODE, taker.x, first, second, broad), tones[flow.giver])
        )
    return found


def _path(x1: float, x2: float, y1: float, y2: float, broad: tuple[float, float]) -> str:
    """Return the outline of a band from (x1, y1) to (x2, y2), their upper edges."""
    middle, (one, two) = (x1 + x2) / 2, broad
    return (
        f"M{x1:.1f},{y1:.1f}C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
        f"V{y2 + two:.1f}"
        f"C{middle:.1f},{y2 + two:.1f} {middle:.1f},{y1 + one:.1f} {x1:.1f},{y1 + one:.1f}Z"
    )
