"""Verdicts from figures, and the level they add up to."""

import pytest

from complaints.assessment.judging import Finding, by_figure, level_of, missing
from complaints.assessment.requirements import LEVELS, find_requirement, load_requirements
from complaints.assessment.tables import Judgement, Verdict
from complaints.figures.definitions import Level, load_definitions
from complaints.figures.results import Result


def result(figure: str, value: float | None, n: int = 100) -> Result:
    return Result(load_definitions()[figure], value, 0, n)


@pytest.mark.parametrize(
    ("requirement", "value", "n", "verdict"),
    [
        ("solved", 0.8, 100, Verdict.MET),
        ("solved", 0.79, 100, Verdict.PARTLY),
        ("solved", 0.59, 100, Verdict.MISSING),
        ("solved", 1.0, 9, Verdict.PARTLY),
        ("solved", None, 0, Verdict.MISSING),
        ("lasting", 0.05, 100, Verdict.MET),
        ("lasting", 0.06, 100, Verdict.PARTLY),
        ("lasting", 0.11, 100, Verdict.MISSING),
        ("owned", 1.0, 14, Verdict.MET),
    ],
)
def test_it_judges_by_the_bounds(
    requirement: str, value: float | None, n: int, verdict: Verdict
) -> None:
    asked = find_requirement(requirement)
    assert asked is not None
    assert by_figure(asked, result(asked.figure, value, n)) is verdict


def found(**verdicts: Verdict) -> list[Finding]:
    """Everything met, but for what is named."""
    return [Finding(each, verdicts.get(each.id, Verdict.MET)) for each in load_requirements()]


@pytest.mark.parametrize(
    ("lacking", "level"),
    [
        ("", Level.SIGNIFICANCE),
        ("improved", Level.ADVANCE),
        ("solved", Level.BASIC),
        ("recorded", None),
    ],
)
def test_it_reaches_the_level_below_what_is_lacking(lacking: str, level: Level | None) -> None:
    assert level_of(found(**{lacking: Verdict.PARTLY})) is level


def test_it_tells_the_lowest_level_first_and_there_what_is_missing_wholly() -> None:
    findings = found(improved=Verdict.MISSING, answered=Verdict.PARTLY, right_desk=Verdict.MISSING)
    assert [each.requirement.id for each in missing(findings)] == [
        "right_desk",
        "answered",
        "improved",
    ]


def test_it_lets_people_judge_otherwise() -> None:
    judged = Judgement(
        assessment_id=1, requirement="solved", verdict=Verdict.MET, actor="officer:1"
    )
    asked = find_requirement("solved")
    assert asked is not None
    finding = Finding(asked, Verdict.MISSING, judgement=judged)
    assert finding.verdict is Verdict.MET
    assert finding.proposed is Verdict.MISSING


def test_it_asks_something_of_every_level() -> None:
    assert {each.level for each in load_requirements()} == set(LEVELS)
