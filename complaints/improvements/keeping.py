"""Improvement cases as they are kept: added, changed, proved."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from sqlmodel import Session, col, select

from agencies.tables import Officer
from complaints.assessment.keeping import By
from complaints.assessment.proof import Proof, as_file
from complaints.assessment.tables import ProofFile
from complaints.improvements.tables import CaseState, ImprovementCase
from core.clock import to_bangkok
from core.errors import InvalidInput, NotFound
from store import audit, removals

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Draft:
    """A case as it is typed."""

    title: str
    cause: str
    action: str
    acted_on: date | None
    state: CaseState
    category: str = ""
    province: str = ""
    district: str = ""
    subdistrict: str = ""
    latitude: float | None = None
    longitude: float | None = None
    owner_id: int | None = None


def list_cases(session: Session, agency_ids: Collection[int]) -> list[ImprovementCase]:
    """Return the cases of these agencies, the newest first."""
    query = select(ImprovementCase).where(col(ImprovementCase.agency_id).in_(agency_ids))
    return list(session.exec(query.order_by(col(ImprovementCase.id).desc())))


def get_case(session: Session, agency_ids: Collection[int], case_id: int) -> ImprovementCase:
    """Return a case of these agencies. Raises NotFound."""
    case = session.get(ImprovementCase, case_id)
    if case is None or case.agency_id not in agency_ids:
        raise NotFound(f"no improvement {case_id}")
    return case


def add_case(session: Session, agency_id: int, draft: Draft, by: By) -> ImprovementCase:
    """Add a case of an agency. Raises InvalidInput as `check`."""
    check(session, agency_id, draft, by)
    case = ImprovementCase(
        agency_id=agency_id, created_at=by.now, updated_at=by.now, **asdict(draft)
    )
    session.add(case)
    session.flush()
    _record(session, case, "improvement.added", by)
    return case


def change_case(session: Session, case: ImprovementCase, draft: Draft, by: By) -> None:
    """Change a case. Raises InvalidInput as `check`."""
    check(session, case.agency_id, draft, by)
    for name, value in asdict(draft).items():
        setattr(case, name, value)
    case.updated_at = by.now
    session.add(case)
    _record(session, case, "improvement.changed", by)


def check(session: Session, agency_id: int, draft: Draft, by: By) -> None:
    """Raise InvalidInput where the draft cannot be kept.

    "title_needed", "cause_needed", "action_needed" (once it is being done), "text_long",
    "day_needed" (once it is done), "day_ahead", "place_needed" (neither place nor category),
    "owner_unknown".
    """
    for name in ("title", "cause"):
        if not getattr(draft, name):
            raise InvalidInput(f"{name}_needed")
    if draft.state is not CaseState.PLANNED and not draft.action:
        raise InvalidInput("action_needed")
    if len(draft.title) > LONGEST // 10 or max(len(draft.cause), len(draft.action)) > LONGEST:
        raise InvalidInput("text_long", most=LONGEST)
    if draft.state is CaseState.DONE and draft.acted_on is None:
        raise InvalidInput("day_needed")
    if (
        draft.state is CaseState.DONE
        and draft.acted_on
        and draft.acted_on > to_bangkok(by.now).date()
    ):
        raise InvalidInput("day_ahead")
    if not (draft.category or draft.province or draft.latitude is not None):
        raise InvalidInput("place_needed")
    if draft.owner_id is not None:
        owner = session.get(Officer, draft.owner_id)
        if owner is None or owner.agency_id != agency_id or not owner.active:
            raise InvalidInput("owner_unknown")


def attach(session: Session, case: ImprovementCase, proof: Proof, by: By) -> ProofFile:
    """Attach a stored file."""
    file = as_file(proof, by.actor, by.now)
    file.case_id = case.id
    session.add(file)
    _record(session, case, "improvement.attached", by, name=proof.name)
    return file


def detach(session: Session, case: ImprovementCase, file_id: int, by: By) -> None:
    """Take a file off and delete it. Raises NotFound."""
    file = get_file(session, case, file_id)
    session.delete(file)
    removals.note(session, [file.file], by.now)
    _record(session, case, "improvement.detached", by, name=file.name)


def list_files(session: Session, case: ImprovementCase) -> list[ProofFile]:
    """Return the files of a case in their order."""
    query = select(ProofFile).where(ProofFile.case_id == case.id)
    return list(session.exec(query.order_by(col(ProofFile.id))))


def get_file(session: Session, case: ImprovementCase, file_id: int) -> ProofFile:
    """Return a file of a case. Raises NotFound."""
    file = session.get(ProofFile, file_id)
    if file is None or file.case_id != case.id:
        raise NotFound(f"no file {file_id}")
    return file


def _record(session: Session, case: ImprovementCase, action: str, by: By, **detail: object) -> None:
    audit.record(
        session,
        at=by.now,
        actor=by.actor,
        action=action,
        subject=f"improvement:{case.id}",
        **detail,
    )
