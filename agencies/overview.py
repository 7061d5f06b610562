"""Who owns what at a glance: areas by categories, with what nobody owns and what two claim."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from agencies.coverage import best
from agencies.tables import Coverage, Part


@dataclass(frozen=True, slots=True)
class Ground:
    """An area that lines name: by its names, by a boundary, or by nothing: the whole country."""

    province: str = ""
    district: str = ""
    subdistrict: str = ""
    boundary_id: int | None = None


@dataclass(frozen=True, slots=True)
class Owners:
    """A row of the table: per category the lead agency's id, None where the central desk takes it,
    and the ids of those that join in."""

    ground: Ground
    leads: Mapping[str, int | None]
    joint: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines of several agencies that name just the same: the first of them wins."""

    ground: Ground
    category: str
    agency_ids: tuple[int, ...]


def grounds(lines: Iterable[Coverage]) -> list[Ground]:
    """Return every area that is named, the whole country first."""
    return sorted({ground_of(line) for line in lines} | {Ground()}, key=_order)


def owners(
    shown: Iterable[Ground],
    lines: Iterable[Coverage],
    categories: Sequence[str],
    sizes: Mapping[int, float],
) -> list[Owners]:
    """Return a row for each of the areas; `sizes` are the boundaries' in km²."""
    by_ground: dict[Ground, list[Coverage]] = {}
    for line in lines:
        by_ground.setdefault(ground_of(line), []).append(line)
    return [_row(ground, _around(ground, by_ground), categories, sizes) for ground in shown]


def clashes(lines: Iterable[Coverage]) -> list[Clash]:
    """Return where several agencies lead by lines that are equally specific."""
    same: dict[tuple[Ground, str], list[Coverage]] = {}
    for line in lines:
        if line.part is Part.LEAD:
            same.setdefault((ground_of(line), line.category), []).append(line)
    found = []
    for (ground, category), group in same.items():
        in_order = sorted(group, key=lambda line: line.id or 0)
        ids = tuple(dict.fromkeys(line.agency_id for line in in_order))
        if len(ids) > 1:
            found.append(Clash(ground, category, ids))
    return sorted(found, key=lambda clash: (_order(clash.ground), clash.category))


def ground_of(line: Coverage) -> Ground:
    """Return the area that a line names."""
    return Ground(line.province, line.district, line.subdistrict, line.boundary_id)


def _around(ground: Ground, by_ground: Mapping[Ground, list[Coverage]]) -> list[Coverage]:
    # A line fits an area where each of its parts says the same or nothing.
    fitting = {
        Ground(province, district, subdistrict, boundary_id)
        for province in (ground.province, "")
        for district in (ground.district, "")
        for subdistrict in (ground.subdistrict, "")
        for boundary_id in (ground.boundary_id, None)
    }
    return [line for each in fitting for line in by_ground.get(each, ())]


def _row(
    ground: Ground,
    lines: Sequence[Coverage],
    categories: Sequence[str],
    sizes: Mapping[int, float],
) -> Owners:
    leads: dict[str, int | None] = {}
    joint: dict[str, frozenset[int]] = {}
    for category in categories:
        fitting = [line for line in lines if line.category in {"", category}]
        lead = best((line for line in fitting if line.part is Part.LEAD), sizes)
        leads[category] = lead.agency_id if lead else None
        joint[category] = frozenset(x.agency_id for x in fitting if x.part is Part.JOINT)
    return Owners(ground, leads, joint)


def _order(ground: Ground) -> tuple[str, str, str, int]:
    return (ground.province, ground.district, ground.subdistrict, ground.boundary_id or 0)
