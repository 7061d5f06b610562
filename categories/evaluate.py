"""How good a suggester is on labelled complaints: `python -m categories.evaluate [FILE ...]`."""

import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from categories.fitting import Example
from categories.labelled import Row, read
from categories.suggest import NO_HINTS, Hints, Ranker, Ranking, Suggester, ranking_of

BINS = 10


class Recorded:
    """A ranker that repeats what was once said of each text."""

    def __init__(self, rankings: Mapping[str, Ranking]) -> None:
        self._rankings = rankings

    @classmethod
    def of(
        cls, codes: tuple[str, ...], examples: Sequence[Example], shares: NDArray[np.float64]
    ) -> Self:
        """Of shares (examples, categories) in the order of the examples; more rows are ignored."""
        told = zip(examples, shares, strict=False)
        return cls({example.text: ranking_of(codes, row) for example, row in told})

    def rank(self, text: str, hints: Hints = NO_HINTS) -> Ranking:  # noqa: ARG002
        """What was said; KeyError where the text is unknown."""
        return self._rankings[text]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of n went right, as first guess and among the first three."""

    n: int
    at_1: float
    at_3: float


@dataclass(frozen=True, slots=True)
class Report:
    """Figures over one set of rows; shares and errors are 0-1, time in milliseconds.

    macro_f1 counts an accepted first guess as the primary code. calibration_error is the expected
    gap between the first guess's probability and its rate of acceptance, over ten bins (ECE).
    confusions are (primary, guessed, times), most frequent first.
    """

    overall: Share
    macro_f1: float
    calibration_error: float
    confident: Share
    median_ms: float
    per_category: dict[str, Share]
    confusions: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    row: Row
    ranking: Ranking
    seconds: float

    @property
    def accepted(self) -> bool:
        return self.ranking.best.code in self.row.accept

    @property
    def in_three(self) -> bool:
        return any(guess.code in self.row.accept for guess in self.ranking.top(3))

    @property
    def counted_as(self) -> str:
        return self.row.primary if self.accepted else self.ranking.best.code


def evaluate(suggester: Ranker, rows: Iterable[Row]) -> Report:
    """Rank every row and sum up; ValueError where there is none."""
    outcomes = [_outcome(suggester, row) for row in rows]
    if not outcomes:
        raise ValueError("no rows to evaluate")
    primaries = sorted({each.row.primary for each in outcomes})
    missed = Counter((o.row.primary, o.ranking.best.code) for o in outcomes if not o.accepted)
    return Report(
        overall=_share(outcomes),
        macro_f1=statistics.fmean(_f1(outcomes, code) for code in primaries),
        calibration_error=_calibration_error(outcomes),
        confident=_share([each for each in outcomes if each.ranking.confident]),
        median_ms=1000 * statistics.median(each.seconds for each in outcomes),
        per_category={
            code: _share([each for each in outcomes if each.row.primary == code])
            for code in primaries
        },
        confusions=tuple((*pair, times) for pair, times in missed.most_common()),
    )


def _outcome(suggester: Ranker, row: Row) -> _Outcome:
    start = time.perf_counter()
    ranking = suggester.rank(row.text)
    return _Outcome(row, ranking, time.perf_counter() - start)


def _share(outcomes: Sequence[_Outcome]) -> Share:
    n = len(outcomes)
    right, among = sum(o.accepted for o in outcomes), sum(o.in_three for o in outcomes)
    return Share(n, right / n, among / n) if n else Share(0, 0.0, 0.0)


def _f1(outcomes: Sequence[_Outcome], code: str) -> float:
    hits = sum(o.row.primary == code == o.counted_as for o in outcomes)
    said = sum(o.counted_as == code for o in outcomes)
    meant = sum(o.row.primary == code for o in outcomes)
    return 2 * hits / (said + meant)


def _calibration_error(outcomes: Sequence[_Outcome]) -> float:
    bins: dict[int, list[_Outcome]] = {}
    for each in outcomes:
        bins.setdefault(min(int(each.ranking.best.score * BINS), BINS - 1), []).append(each)
    gaps = (
        abs(sum(o.accepted - o.ranking.best.score for o in members)) for members in bins.values()
    )
    return sum(gaps) / len(outcomes)


def summary(name: str, report: Report) -> str:
    """The report as a table for a terminal."""
    lines = [
        f"{name}: {report.overall.n} texts",
        f"  accept@1 {report.overall.at_1:.1%}   accept@3 {report.overall.at_3:.1%}",
        f"  macro-F1 {report.macro_f1:.3f}",
        f"  calibration error {report.calibration_error:.3f}   median {report.median_ms:.2f} ms",
        f"  confident: {report.confident.n} texts, {report.confident.at_1:.1%} of them right",
        f"  {'category':<18}{'n':>5}{'@1':>9}{'@3':>9}",
    ]
    for code, share in report.per_category.items():
        lines.append(f"  {code:<18}{share.n:>5}{share.at_1:>9.1%}{share.at_3:>9.1%}")
    for primary, guessed, times in report.confusions[:8]:
        lines.append(f"  {times:>3} x {primary} taken for {guessed}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Print a summary for each file named; the project's own set where none is."""
    suggester = Suggester.load()
    suggester.rank("พร้อมแล้ว")  # the dictionary loads now, not inside the first measured text
    for path in arguments or ["tests/golden/complaints.jsonl"]:
        sys.stdout.write(summary(path, evaluate(suggester, read(Path(path)))) + "\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
