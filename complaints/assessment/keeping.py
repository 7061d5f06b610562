"""Assessments as they are kept: judged, proved, signed. A signed one changes no more."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from complaints.assessment.judging import Book, Finding, level_of
from complaints.assessment.proof import Proof, as_file
from complaints.assessment.requirements import find_requirement
from complaints.assessment.tables import Assessment, Judgement, ProofFile, Verdict
from core.errors import Conflict, InvalidInput, NotFound
from store import audit, removals

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, and when."""

    officer_id: int
    now: datetime

    @property
    def actor(self) -> str:
        """The officer as events and the audit log name them."""
        return f"officer:{self.officer_id}"


def whose_of(agency_id: int | None) -> str:
    """Return what an assessment is of: one agency, or (None) all of the service."""
    return "all" if agency_id is None else f"agency:{agency_id}"


def find_assessment(session: Session, whose: str, year: int) -> Assessment | None:
    """Return the assessment of that year, or None where nobody has begun it."""
    query = select(Assessment).where(Assessment.whose == whose, Assessment.fiscal_year == year)
    return session.exec(query).first()


def list_assessments(session: Session, whose: str) -> list[Assessment]:
    """Return the assessments of all years, the newest first."""
    query = select(Assessment).where(Assessment.whose == whose)
    return list(session.exec(query.order_by(col(Assessment.fiscal_year).desc())))


def read_book(session: Session, assessment: Assessment | None) -> Book:
    """Return what people judged and attached."""
    if assessment is None:
        return Book()
    judged = session.exec(select(Judgement).where(Judgement.assessment_id == assessment.id))
    query = select(ProofFile).where(ProofFile.assessment_id == assessment.id)
    files: defaultdict[str, list[ProofFile]] = defaultdict(list)
    for file in session.exec(query.order_by(col(ProofFile.id))):
        files[file.requirement].append(file)
    return Book({each.requirement: each for each in judged}, files)


def judge(
    session: Session,
    whose: str,
    year: int,
    requirement: str,
    verdict: Verdict | None,
    note: str,
    by: By,
) -> None:
    """Write down what people judge of a requirement, and why; no verdict lets the figure count.

    Raises:
        NotFound: no such requirement.
        Conflict: the year is signed.
        InvalidInput: "note_long", or "note_needed" with a verdict that nothing else explains.
    """
    _check(requirement)
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise InvalidInput("note_long", most=LONGEST_NOTE)
    if verdict is not None and not note:
        raise InvalidInput("note_needed")
    assessment = _open(session, whose, year, by)
    query = select(Judgement).where(
        Judgement.assessment_id == assessment.id, Judgement.requirement == requirement
    )
    row = session.exec(query).first()
    if row is None:
        row = Judgement(
            assessment_id=assessment.id or 0, requirement=requirement, actor="", at=by.now
        )
    row.verdict, row.note, row.actor, row.at = verdict, note, by.actor, by.now
    session.add(row)
    _record(session, assessment, "assessment.judged", by, requirement=requirement, verdict=verdict)


def attach(
    session: Session, whose: str, year: int, requirement: str, proof: Proof, by: By
) -> ProofFile:
    """Attach a stored file. Raises NotFound and Conflict as `judge`."""
    _check(requirement)
    assessment = _open(session, whose, year, by)
    file = as_file(proof, by.actor, by.now)
    file.assessment_id, file.requirement = assessment.id, requirement
    session.add(file)
    _record(session, assessment, "assessment.attached", by, name=proof.name)
    return file


def detach(session: Session, whose: str, year: int, file_id: int, by: By) -> None:
    """Take a file off and delete it. Raises NotFound, and Conflict as `judge`."""
    file = get_file(session, whose, year, file_id)
    assessment = _open(session, whose, year, by)
    session.delete(file)
    removals.note(session, [file.file], by.now)
    _record(session, assessment, "assessment.detached", by, name=file.name)


def get_file(session: Session, whose: str, year: int, file_id: int) -> ProofFile:
    """Return a file of that assessment. Raises NotFound."""
    assessment, file = find_assessment(session, whose, year), session.get(ProofFile, file_id)
    if assessment is None or file is None or file.assessment_id != assessment.id:
        raise NotFound(f"no file {file_id}")
    return file


def sign(
    session: Session,
    whose: str,
    year: int,
    findings: Sequence[Finding],
    bounds: Mapping[str, str],
    as_of: datetime,
    by: By,
) -> Assessment:
    """Sign the assessment: what is found now is kept, and changes no more.

    `bounds` are the words on what each requirement was judged by.

    Raises:
        Conflict: it is signed already.
    """
    assessment = _open(session, whose, year, by)
    level = level_of(findings)
    assessment.level = level.value if level else ""
    assessment.findings = [_kept(each, bounds, as_of) for each in findings]
    assessment.signed_at, assessment.signed_by = by.now, by.officer_id
    session.add(assessment)
    _record(session, assessment, "assessment.signed", by, level=assessment.level)
    return assessment


def _kept(finding: Finding, bounds: Mapping[str, str], as_of: datetime) -> dict[str, Any]:
    result, judgement = finding.result, finding.judgement
    return {
        "requirement": finding.requirement.id,
        "level": finding.requirement.level.value,
        "words": finding.requirement.words,
        "figure": finding.requirement.figure,
        "bound": bounds.get(finding.requirement.id, ""),
        "value": result.value if result else None,
        "numerator": result.numerator if result else None,
        "denominator": result.denominator if result else None,
        "cases": finding.improved.better if finding.improved else None,
        "proposed": finding.proposed.value,
        "verdict": finding.verdict.value,
        "note": judgement.note if judgement else "",
        "judged_by": judgement.actor if judgement else "",
        "files": [{"id": each.id, "name": each.name} for each in finding.files],
        "as_of": as_of.isoformat(),
    }


def _open(session: Session, whose: str, year: int, by: By) -> Assessment:
    """Return the assessment held until the commit, made where there is none yet."""
    held = (
        select(Assessment)
        .where(Assessment.whose == whose, Assessment.fiscal_year == year)
        .with_for_update()
    )
    assessment = session.exec(held).first()
    if assessment is None:
        assessment = Assessment(whose=whose, fiscal_year=year, created_at=by.now)
        session.add(assessment)
        session.flush()
    if assessment.signed_at is not None:
        raise Conflict("the assessment is signed")
    return assessment


def _check(requirement: str) -> None:
    if find_requirement(requirement) is None:
        raise NotFound(f"no requirement {requirement}")


def _record(session: Session, assessment: Assessment, action: str, by: By, **detail: Any) -> None:
    audit.record(
        session,
        at=by.now,
        actor=by.actor,
        action=action,
        subject=f"assessment:{assessment.id}",
        **detail,
    )
