"""What is found of each level of dimension 3.4, with the criterion's own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from complaints.assessment.judging import Finding, judge_all, level_of, missing
from complaints.assessment.keeping import find_assessment, read_book, whose_of
from complaints.assessment.requirements import LEVELS, load_requirements
from complaints.assessment.tables import Assessment, Verdict
from complaints.figures.definitions import Level
from complaints.figures.results import Report
from complaints.improvements.effect import improved
from complaints.improvements.keeping import list_cases
from dashboard.figures.asked import NARROWING, Asked, Whose
from dashboard.figures.words import show
from dashboard.wiring import Wiring
from dashboard.wording import say
from knowledge.published import entries_in_force


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level: the criterion's words, what is found, how many of it are met."""

    level: Level
    words: str
    findings: Sequence[Finding]

    @property
    def met(self) -> int:
        """How many requirements are met."""
        return sum(each.verdict is Verdict.MET for each in self.findings)

    @property
    def verdict(self) -> Verdict:
        """Whether all is met, some of it is, at least partly, or nothing."""
        if self.met == len(self.findings):
            return Verdict.MET
        none = all(each.verdict is Verdict.MISSING for each in self.findings)
        return Verdict.MISSING if none else Verdict.PARTLY


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is: the levels, the one reached, what the next one lacks."""

    levels: Sequence[LevelView]
    reached: Level | None
    lacking: Sequence[Finding]
    assessment: Assessment | None
    findings: Sequence[Finding]

    @property
    def raised(self) -> int:
        """How many people judged better than their number."""
        return sum(each.raised for each in self.findings)

    @property
    def unproved(self) -> int:
        """How many papers are called complete though none is attached."""
        return sum(each.unproved for each in self.findings)


def key_of(whose: Whose) -> str:
    """Return whose assessment it is; "" where nobody keeps one, as of a branch or a part."""
    if any(getattr(whose.scope, part) for part in NARROWING):
        return ""
    if whose.everywhere:
        return whose_of(None)
    return whose_of(whose.one) if whose.one is not None else ""


def standing(
    session: Session, wiring: Wiring, whose: Whose, asked: Asked, report: Report
) -> Standing:
    """Judge the report, with what people wrote down for the fiscal year."""
    key = key_of(whose)
    assessment = find_assessment(session, key, asked.year) if key else None
    cases = list_cases(session, whose.scope.agency_ids)
    done = improved(session, wiring.desk, cases, report.period, asked.as_of)
    book = read_book(session, assessment)
    findings = judge_all(load_requirements(), book, report, done)
    words = criterion_words(session, wiring)
    return Standing(
        levels=[
            LevelView(level, words.get(level, ""), of_level(findings, level)) for level in LEVELS
        ],
        reached=level_of(findings),
        lacking=missing(findings),
        assessment=assessment,
        findings=findings,
    )


def of_level(findings: Sequence[Finding], level: Level) -> list[Finding]:
    """Return the findings of one level."""
    return [each for each in findings if each.requirement.level is level]


def criterion_words(session: Session, wiring: Wiring) -> Mapping[Level, str]:
    """Return how the criterion words each level: the answers' first lines, edited ones too."""
    entries = entries_in_force(session, wiring.reviewed)
    answers = {level: entries.get(f"criteria.3.4.{level.value}") for level in LEVELS}
    return {
        level: entry.answer.split("\n", 1)[0].partition(": ")[2]
        for level, entry in answers.items()
        if entry is not None
    }


def bound_words(finding: Finding) -> str:
    """Return from where on the requirement is met, such as ≥ 80.0%; "" where it has no figure."""
    if finding.result is None:
        return ""
    definition = finding.result.definition
    bound = show(finding.requirement.met, definition.unit)
    return say(f"figures.bound.{definition.better.value}", bound=bound)
