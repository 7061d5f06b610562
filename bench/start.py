"""How soon a fresh process answers, and what it weighs then."""

from collections.abc import Sequence
from statistics import median

from bench.installation import Installation
from bench.processes import free_port, serving, uvicorn
from bench.row import Row

STARTS = 3
AGAINST = "bare FastAPI"


def measure(installation: Installation) -> list[Row]:
    """Return seconds to the first 200 of `/healthz` and resident MB, medians of fresh starts."""
    ours, bare = [], []
    for _ in range(STARTS):
        ours.append(_start(*installation.serve()))
        port = free_port()
        bare.append(_start(uvicorn("bench.bare:app", port), port))
    value, reference = _medians(ours), _medians(bare)
    return [
        Row("start", value[0], "s", reference[0], AGAINST),
        Row("memory", value[1], "MB", reference[1], AGAINST),
    ]


def _start(arguments: Sequence[str], port: int) -> tuple[float, float]:
    with serving(arguments, port) as served:
        return served.start_seconds, served.resident_mb()


def _medians(starts: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return median(seconds for seconds, _ in starts), median(mb for _, mb in starts)
