"""Learned models in the database: put one in force, go back, read the one in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select, update

from categories.linear import LinearModel
from categories.tables import CategoryModel, CategoryModelFile, Source


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a model learned from beside our own sentences, and how many complaints that was."""

    source: Source
    agency_id: int | None
    learned: int
    held_back: int


def put_in_force(
    session: Session,
    model: LinearModel,
    lessons: Lessons,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    now: datetime,
) -> CategoryModel:
    """Keep the model and let every process use it from its next look on."""
    go_back(session)
    row = CategoryModel(
        trained_at=now,
        agency_id=lessons.agency_id,
        source=lessons.source,
        learned=lessons.learned,
        held_back=lessons.held_back,
        before=dict(before),
        after=dict(after),
        release=model.fingerprint,
    )
    session.add(row)
    session.flush()
    session.add(CategoryModelFile(model_id=row.id or 0, data=model.to_bytes()))
    session.flush()
    return row


def go_back(session: Session) -> bool:
    """Put the shipped model in force again. Returns whether another one was."""
    ended = session.connection().execute(
        update(CategoryModel).where(col(CategoryModel.active).is_(True)).values(active=False)
    )
    return ended.rowcount > 0


def find_in_force(session: Session) -> CategoryModel | None:
    """Return the learned model in force, None where it is the shipped one."""
    return session.exec(select(CategoryModel).where(col(CategoryModel.active).is_(True))).first()


def find_weights(session: Session, model_id: int) -> bytes | None:
    """Return the weights of a model as `LinearModel.to_bytes` wrote them."""
    query = select(CategoryModelFile.data).where(CategoryModelFile.model_id == model_id)
    return session.exec(query).first()


def list_newest(session: Session, limit: int = 10) -> list[CategoryModel]:
    """Return the models that have been in force, newest first."""
    query = select(CategoryModel).order_by(col(CategoryModel.id).desc())
    return list(session.exec(query.limit(limit)))
