"""Citizen service numbers, where an organisation decides to keep them; an export says whether it holds one.

Revision 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app import row_security

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "bsn",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "resident_id"],
            ["resident.organisation_id", "resident.id"],
            name=op.f("fk_bsn_organisation_id_resident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_bsn_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_bsn")),
        sa.UniqueConstraint("organisation_id", "resident_id", name="uq_bsn_resident_id"),
        sa.UniqueConstraint("organisation_id", "digest", name="uq_bsn_digest"),
    )
    op.create_index(op.f("ix_bsn_organisation_id_resident_id"), "bsn", ["organisation_id", "resident_id"])
    op.add_column("organisation", sa.Column("bsn_keeping", JSON, nullable=True))
    op.add_column("export", sa.Column("with_bsn", sa.Boolean(), server_default=sa.false(), nullable=False))
    row_security.hold_rows(op.get_bind(), "bsn")


def downgrade() -> None:
    """Take it back; the numbers are gone."""
    op.drop_column("export", "with_bsn")
    op.drop_column("organisation", "bsn_keeping")
    op.drop_table("bsn")
