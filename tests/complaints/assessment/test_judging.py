"""Verdicts from figures, and the level they add up to."""

import pytest

from complaints.assessment.judging import Finding, by_figure, level_of, missing
from complaints.assessment.requirements import LEVELS, find_requirement, load_requirements
from complaints.assessment.tables import Judgement, ProofFile, Verdict
from complaints.figures.definitions import Level, load_definitions
from complaints.figures.results import Result
from core.clock import utc_now


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


@pytest.mark.parametrize(
    ("solved", "verdict"),
    [(0, Verdict.MISSING), (9, Verdict.PARTLY), (10, Verdict.MET)],
)
def test_it_holds_no_empty_backlog_against_who_has_solved_everything(
    solved: int, verdict: Verdict
) -> None:
    asked = find_requirement("not_waiting")
    assert asked is not None
    assert asked.idle == "problems"
    assert by_figure(asked, result(asked.figure, None, 0), solved) is verdict


def test_it_tells_what_people_judged_better_than_its_number() -> None:
    asked = find_requirement("solved")
    assert asked is not None

    def judged(verdict: Verdict, proposed: Verdict) -> Finding:
        said = Judgement(assessment_id=1, requirement="solved", verdict=verdict, actor="officer:1")
        return Finding(asked, proposed, judgement=said)

    assert judged(Verdict.MET, Verdict.PARTLY).raised
    assert judged(Verdict.PARTLY, Verdict.MISSING).raised
    assert not judged(Verdict.MET, Verdict.MET).raised
    assert not judged(Verdict.MISSING, Verdict.MET).raised


def test_it_tells_which_papers_are_called_complete_though_there_is_none() -> None:
    asked = find_requirement("receiving_manual")
    assert asked is not None
    said = Judgement(assessment_id=1, requirement=asked.id, verdict=Verdict.MET, actor="officer:1")
    attached = ProofFile(name="a.pdf", file="x", size=1, sha256="", actor="officer:1", at=utc_now())
    assert Finding(asked, Verdict.MISSING, judgement=said).unproved
    assert not Finding(asked, Verdict.MISSING, judgement=said).raised, "no number says otherwise"
    assert not Finding(asked, Verdict.PARTLY, judgement=said, files=[attached]).unproved
    assert not Finding(asked, Verdict.MISSING).unproved


def test_it_says_of_everything_how_it_can_be_met() -> None:
    assert all(each.how for each in load_requirements())


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
