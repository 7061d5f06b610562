"""Levels of dimension 3.4 assessed by year, improvement cases, files that prove either.

Revision: 0023
After: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    _make_assessments()
    _make_cases()
    _make_files()


def downgrade() -> None:
    for table in ("proof_file", "improvement_case", "assessment_judgement", "assessment"):
        op.drop_table(table)


def _make_assessments() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("whose", sa.String(length=20), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("signed_at", MOMENT, nullable=True),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["officer.id"], name="fk_assessment_signed_by_officer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.UniqueConstraint("whose", "fiscal_year", name="uq_assessment_whose_fiscal_year"),
    )
    op.create_table(
        "assessment_judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(length=40), nullable=False),
        sa.Column("verdict", _choice("verdict", "met", "partly", "missing"), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name="fk_assessment_judgement_assessment_id_assessment",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assessment_judgement"),
        sa.UniqueConstraint(
            "assessment_id", "requirement", name="uq_assessment_judgement_assessment_id_requirement"
        ),
    )


def _make_cases() -> None:
    place = ("province", "district", "subdistrict")
    op.create_table(
        "improvement_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("acted_on", sa.Date(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=False),
        *(sa.Column(name, sa.String(length=80), nullable=False) for name in place),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("state", _choice("casestate", "planned", "doing", "done"), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_improvement_case_agency_id_agency"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["officer.id"], name="fk_improvement_case_owner_id_officer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_improvement_case"),
    )
    op.create_index("ix_improvement_case_agency_id", "improvement_case", ["agency_id", "id"])


def _make_files() -> None:
    op.create_table(
        "proof_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=True),
        sa.Column("requirement", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_proof_file_assessment_id_assessment"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["improvement_case.id"], name="fk_proof_file_case_id_improvement_case"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_proof_file"),
    )
    op.create_index("ix_proof_file_assessment_id", "proof_file", ["assessment_id"])
    op.create_index("ix_proof_file_case_id", "proof_file", ["case_id"])
