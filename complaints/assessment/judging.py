"""How far each requirement is met: by its figure, until people judge otherwise. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from complaints.assessment.requirements import LEVELS, Requirement
from complaints.assessment.tables import Judgement, ProofFile, Verdict
from complaints.figures.definitions import Better, Level
from complaints.figures.results import SMALL, Report, Result

_WORST_FIRST = (Verdict.MISSING, Verdict.PARTLY, Verdict.MET)


@dataclass(frozen=True, slots=True)
class Improved:
    """How many improvement cases there are, done ones, those with fewer problems since.

    `sure` are those of the better ones whose fall is more than numbers go up and down anyway.
    """

    cases: int = 0
    done: int = 0
    better: int = 0
    sure: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """What people judged and attached in a year's assessment."""

    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    files: Mapping[str, Sequence[ProofFile]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A requirement with what it is judged by. `proposed` is the verdict without people."""

    requirement: Requirement
    proposed: Verdict
    result: Result | None = None
    improved: Improved | None = None
    judgement: Judgement | None = None
    files: Sequence[ProofFile] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict that counts."""
        judged = self.judgement.verdict if self.judgement else None
        return judged or self.proposed

    @property
    def raised(self) -> bool:
        """Whether people judged it better than its number."""
        return not self.requirement.is_document and is_above(self.verdict, self.proposed)

    @property
    def unproved(self) -> bool:
        """Whether a paper is called complete though none is attached."""
        return self.requirement.is_document and self.verdict is Verdict.MET and not self.files


def is_above(verdict: Verdict, other: Verdict) -> bool:
    """Tell whether a verdict is the better one."""
    return _WORST_FIRST.index(verdict) > _WORST_FIRST.index(other)


def judge_all(
    requirements: Sequence[Requirement], book: Book, report: Report, improved: Improved
) -> list[Finding]:
    """Return what is found of each requirement."""
    return [
        Finding(
            requirement=each,
            proposed=_propose(each, book, report, improved),
            result=report[each.figure] if each.figure else None,
            improved=improved if each.cases else None,
            judgement=book.judgements.get(each.id),
            files=book.files.get(each.id, ()),
        )
        for each in requirements
    ]


def level_of(findings: Sequence[Finding]) -> Level | None:
    """Return the highest level of which, and below which, everything is met; None: not even one."""
    reached = None
    for level in LEVELS:
        verdicts = {each.verdict for each in findings if each.requirement.level is level}
        if verdicts != {Verdict.MET}:
            break
        reached = level
    return reached


def missing(findings: Sequence[Finding]) -> list[Finding]:
    """Return what is not met, the lowest level first, in each what is missing wholly."""
    lacking = [each for each in findings if each.verdict is not Verdict.MET]
    return sorted(
        lacking,
        key=lambda each: (LEVELS.index(each.requirement.level), each.verdict is Verdict.PARTLY),
    )


def _propose(requirement: Requirement, book: Book, report: Report, improved: Improved) -> Verdict:
    if requirement.cases:
        if improved.sure:
            return Verdict.MET
        return Verdict.PARTLY if improved.cases else Verdict.MISSING
    if not requirement.figure:
        return Verdict.PARTLY if book.files.get(requirement.id) else Verdict.MISSING
    idle = report[requirement.idle].numerator if requirement.idle else 0
    return by_figure(requirement, report[requirement.figure], idle)


def by_figure(requirement: Requirement, result: Result, idle: int = 0) -> Verdict:
    """Return the verdict of a figure; one of few tickets proves nothing wholly.

    Nothing to count is missing, unless the `idle` tickets of another figure show that it was
    earned: who has solved everything has no backlog that could be overdue.
    """
    if result.value is None:
        if idle >= SMALL:
            return Verdict.MET
        return Verdict.PARTLY if idle else Verdict.MISSING
    less = result.definition.better is Better.LOWER
    if _reaches(result.value, requirement.met, less=less):
        counts_tickets = requirement.figure != "owned_categories"
        return Verdict.PARTLY if result.small and counts_tickets else Verdict.MET
    partly = _reaches(result.value, requirement.partly, less=less)
    return Verdict.PARTLY if partly else Verdict.MISSING


def _reaches(value: float, bound: float, *, less: bool) -> bool:
    return value <= bound if less else value >= bound
