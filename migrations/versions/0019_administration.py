"""One-time links, second factors, sign-on names, suspended reporters; the audit log by who, what.

Revision: 0019
After: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _extend_officers()
    _extend_sessions()
    _make_links()
    _make_second_factors()
    _make_suspensions()
    op.create_index("ix_agency_parent_id", "agency", ["parent_id"], unique=False)
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entry_at", ["at", "id"], unique=False)
        batch_op.create_index("ix_audit_entry_actor", ["actor", "at", "id"], unique=False)
        batch_op.create_index("ix_audit_entry_action", ["action", "at", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_agency_parent_id", table_name="agency")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        for name in ("action", "actor", "at"):
            batch_op.drop_index(f"ix_audit_entry_{name}")
    for table in ("suspension", "recovery_code", "second_factor", "one_time_link"):
        op.drop_table(table)
    with op.batch_alter_table("officer_session", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_officer_session_door"), type_="check")
        for column in ("door", "address", "browser"):
            batch_op.drop_column(column)
    with op.batch_alter_table("officer", schema=None) as batch_op:
        for column in ("sign_on_name", "sign_on_subject"):
            batch_op.drop_constraint(op.f(f"uq_officer_{column}"), type_="unique")
        for column in ("signed_in_at", "sign_on_name", "sign_on_subject"):
            batch_op.drop_column(column)


def _extend_officers() -> None:
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("signed_in_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("sign_on_name", sa.String(length=254), nullable=True))
        batch_op.add_column(sa.Column("sign_on_subject", sa.String(length=255), nullable=True))
        for column in ("sign_on_name", "sign_on_subject"):
            batch_op.create_unique_constraint(op.f(f"uq_officer_{column}"), [column])


def _extend_sessions() -> None:
    with op.batch_alter_table("officer_session", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("door", sa.String(length=32), nullable=False, server_default="password")
        )
        for column, length in (("address", 45), ("browser", 200)):
            text = sa.Column(column, sa.String(length=length), nullable=False, server_default="")
            batch_op.add_column(text)
    with op.batch_alter_table("officer_session", schema=None) as batch_op:
        for column in ("door", "address", "browser"):
            batch_op.alter_column(column, server_default=None)
        batch_op.create_check_constraint(
            op.f("ck_officer_session_door"), "door IN ('password', 'sign_on')"
        )


def _make_links() -> None:
    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "invitation",
                "reset",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("taken_back_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name="fk_one_time_link_officer_id_officer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_link"),
        sa.UniqueConstraint("token_hash", name="uq_one_time_link_token_hash"),
    )
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.create_index("ix_one_time_link_officer_id", ["officer_id"], unique=False)


def _make_second_factors() -> None:
    op.create_table(
        "second_factor",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=300), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name="fk_second_factor_officer_id_officer"
        ),
        sa.PrimaryKeyConstraint("officer_id", name="pk_second_factor"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name="fk_recovery_code_officer_id_officer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index("ix_recovery_code_officer_id", ["officer_id"], unique=False)


def _make_suspensions() -> None:
    links = {
        "reporter_id": "reporter",
        "ticket_id": "ticket",
        "agency_id": "agency",
        "officer_id": "officer",
        "lifted_by": "officer",
    }
    op.create_table(
        "suspension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("lifted_at", MOMENT, nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=f"fk_suspension_{column}_{table}"
            )
            for column, table in links.items()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_suspension"),
    )
    with op.batch_alter_table("suspension", schema=None) as batch_op:
        batch_op.create_index("ix_suspension_person", ["person"], unique=False)
        batch_op.create_index("ix_suspension_reporter_id", ["reporter_id"], unique=False)
        batch_op.create_index("ix_suspension_agency_id", ["agency_id", "id"], unique=False)
