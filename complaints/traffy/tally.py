"""What an import has come to so far, in numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from complaints.traffy.findings import Finding, Problem
from complaints.traffy.rows import Entry
from complaints.traffy.writing import Written
from core.clock import to_bangkok
from thai.dates import buddhist


@dataclass(slots=True)
class Tally:
    """Counts of rows: every row is new, changed, the same, left alone or refused."""

    new: int = 0
    changed: int = 0
    same: int = 0
    left: int = 0
    refused: int = 0
    problems: Counter[Problem] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        """All rows read."""
        return self.new + self.changed + self.same + self.left + self.refused

    def add(self, written: Written) -> None:
        """Count a batch; states, categories and years are those of what was taken in."""
        self.new += len(written.new)
        self.changed += len(written.changed)
        self.same += len(written.same)
        self.left += len(written.left)
        self.find(written.left)
        for entry in (*written.new, *written.changed):
            self._describe(entry)

    def refuse(self, finding: Finding) -> None:
        """Count a row that was not taken."""
        self.refused += 1
        self.find([finding])

    def find(self, findings: Iterable[Finding]) -> None:
        """Count what was wrong."""
        self.problems.update(finding.problem for finding in findings)

    def counts(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "rows": self.rows,
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "left": self.left,
            "refused": self.refused,
            "problems": {problem.value: count for problem, count in self.problems.items()},
            "statuses": dict(self.statuses),
            "categories": dict(self.categories),
            "years": {str(year): count for year, count in sorted(self.years.items())},
        }

    def _describe(self, entry: Entry) -> None:
        self.statuses[entry.record.standing.status.value] += 1
        self.categories[entry.filing.category] += 1
        self.years[buddhist(to_bangkok(entry.record.created_at).year)] += 1
