"""The picture of hand-overs: every one of them in a band, bands as broad as they are many."""

import re

import pytest

from dashboard.figures.sankey import FULL, MOST, WIDTH, Flow, draw

OTHERS = "หน่วยงานอื่น"


def flow(giver: str, taker: str, count: int) -> Flow:
    return Flow(giver, taker, count, f"/{giver}-{taker}")


def edges(path: str) -> tuple[float, float]:
    """How broad a band is at its left and at its right end."""
    numbers = [float(each) for each in re.findall(r"-?\d+\.\d", path)]
    left, right = numbers[-1] - numbers[1], numbers[8] - numbers[7]
    return left, right


def test_it_draws_bands_as_broad_as_they_are_many() -> None:
    picture = draw([flow("ก", "ข", 30), flow("ก", "ค", 10), flow("ข", "ค", 40)], OTHERS)
    broad = {(band.flow.giver, band.flow.taker): edges(band.path) for band in picture.bands}
    unit = FULL / 80
    assert broad["ก", "ข"] == pytest.approx((30 * unit, 30 * unit), abs=0.11)
    assert broad["ข", "ค"] == pytest.approx((40 * unit, 40 * unit), abs=0.11)
    assert [(node.name, node.count) for node in picture.takers] == [("ค", 50), ("ข", 30)]
    lowest = max(node.y + node.height for node in (*picture.givers, *picture.takers))
    assert lowest < picture.height


def test_it_keeps_bands_inside_the_bars_they_end_at() -> None:
    flows = [flow(f"ต{n}", f"ถ{m}", 1 + n * m) for n in range(4) for m in range(5)]
    picture = draw(flows, OTHERS)
    for node in picture.givers:
        bands = [band for band in picture.bands if band.flow.giver == node.name]
        assert sum(edges(band.path)[0] for band in bands) == pytest.approx(node.height, abs=0.6)
        assert sum(band.flow.count for band in bands) == node.count


def test_it_puts_small_ones_together_and_loses_none() -> None:
    flows = [flow(f"หน่วย {n}", "ศูนย์กลาง", 100 - n) for n in range(40)]
    picture = draw(flows, OTHERS)
    assert len(picture.givers) == MOST + 1
    assert picture.givers[-1].name == OTHERS
    assert sum(node.count for node in picture.givers) == sum(each.count for each in flows)
    together = next(band for band in picture.bands if band.flow.giver == OTHERS)
    assert together.flow.address == "", "what stands for several leads to none of them"
    assert all(band.flow.address for band in picture.bands if band is not together)


def test_it_keeps_names_apart_and_on_the_field() -> None:
    picture = draw([flow("ก", f"ข{n}", 1 if n else 1000) for n in range(6)], OTHERS)
    places = [node.y for node in picture.takers]
    gaps = [
        after.y - (before.y + before.height)
        for before, after in zip(picture.takers, picture.takers[1:], strict=False)
    ]
    assert places == sorted(places)
    assert min(gaps) > 10
    assert all(0 <= node.x < WIDTH for node in (*picture.givers, *picture.takers))
