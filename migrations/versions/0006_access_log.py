"""The access log with its chain; emergency access; exports and erasure; jobs of the worker.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app import row_security

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NEW = ("access_chain", "access_entry", "access_person", "job", "emergency_access")
NEW += ("export", "erasure_request", "erased_id", "research_export")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "access_chain",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("first_sequence", sa.BigInteger(), nullable=False),
        sa.Column("first_previous", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_access_chain")),
    )
    op.create_table(
        "access_entry",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "actor",
            sa.Enum(
                "key",
                "login",
                "invitation",
                "command",
                "worker",
                name="accessactor",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("kinds", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("operation", sa.String(100), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "create",
                "read",
                "update",
                "delete",
                "execute",
                name="accessaction",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("noun", sa.String(40), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("done", "denied", name="accessoutcome", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.Column("refusal", sa.String(64), nullable=True),
        sa.Column("changes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("emergency_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("person_count", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_access_entry")),
    )
    with op.batch_alter_table("access_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_access_entry_organisation_id_day_id"), ["organisation_id", "day", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_access_entry_organisation_id_person_id_id"),
            ["organisation_id", "person_id", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_access_entry_unsealed",
            ["organisation_id", "id"],
            unique=False,
            sqlite_where=sa.text("sequence IS NULL"),
            postgresql_where=sa.text("sequence IS NULL"),
        )
        batch_op.create_index(
            "ux_access_entry_sealed",
            ["organisation_id", "sequence"],
            unique=True,
            sqlite_where=sa.text("sequence IS NOT NULL"),
            postgresql_where=sa.text("sequence IS NOT NULL"),
        )

    op.create_table(
        "access_person",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "own",
                "represents",
                "emergency",
                "care",
                "consent",
                "kin",
                "duty",
                "program",
                "around",
                name="accessground",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("organisation_id", "entry_id", "person_id", name=op.f("pk_access_person")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("access_person", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_access_person_organisation_id_person_id_entry_id"),
            ["organisation_id", "person_id", "entry_id"],
            unique=False,
        )

    op.create_table(
        "job",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "seal_access_log",
                "apply_retention",
                name="jobkind",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(100), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_job_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_job")),
        sa.UniqueConstraint("organisation_id", "name", name="uq_job_name"),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_organisation_id_due_at"), ["organisation_id", "due_at"], unique=False)

    op.create_table(
        "emergency_access",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(2000), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(2000), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "justified", "not_justified", name="reviewoutcome", native_enum=False, create_constraint=True, length=64
            ),
            nullable=True,
        ),
        sa.Column("remark", sa.String(2000), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_emergency_access_organisation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "resident_id"],
            ["resident.organisation_id", "resident.id"],
            name=op.f("fk_emergency_access_organisation_id_resident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "reviewed_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_emergency_access_organisation_id_reviewed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_emergency_access_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_emergency_access")),
    )
    with op.batch_alter_table("emergency_access", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_emergency_access_organisation_id_person_id"), ["organisation_id", "person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_emergency_access_organisation_id_resident_id"),
            ["organisation_id", "resident_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_emergency_access_organisation_id_reviewed_at"),
            ["organisation_id", "reviewed_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_emergency_access_organisation_id_reviewed_by_id"),
            ["organisation_id", "reviewed_by_id"],
            unique=False,
        )

    op.create_table(
        "export",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("complete", "supplied", name="exportkind", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.Column("shown_person_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_export_organisation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "reviewed_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_export_organisation_id_reviewed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_export_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_export")),
    )
    for column in ("person_id", "reviewed_by_id"):
        op.create_index(op.f(f"ix_export_organisation_id_{column}"), "export", ["organisation_id", column])

    op.create_table(
        "erasure_request",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(2000), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("extension_reason", sa.String(2000), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "granted",
                "refused",
                "withdrawn",
                name="erasurestate",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decision_reason", sa.String(2000), nullable=True),
        sa.Column("erased", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_erasure_request_organisation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "decided_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_erasure_request_organisation_id_decided_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_erasure_request_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_erasure_request")),
    )
    for column in ("person_id", "decided_by_id"):
        name = op.f(f"ix_erasure_request_organisation_id_{column}")
        op.create_index(name, "erasure_request", ["organisation_id", column])
    op.create_table(
        "erased_id",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("noun", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_erased_id_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_erased_id")),
        sa.UniqueConstraint("organisation_id", "noun", "digest", name="uq_erased_id"),
    )

    op.create_table(
        "research_export",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("purpose", sa.String(2000), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=False),
        sa.Column("code_key", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_research_export_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_research_export")),
    )

    with op.batch_alter_table("kept_answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("entry_id", sa.Uuid(), nullable=True))
    op.add_column(
        "organisation",
        sa.Column("retention", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
    )
    op.add_column("organisation", sa.Column("readers_named", sa.Boolean(), server_default=sa.false(), nullable=False))
    for table in NEW:
        row_security.hold_rows(op.get_bind(), table)


def downgrade() -> None:
    """Take it back; what was logged is gone with it."""
    op.drop_column("organisation", "readers_named")
    op.drop_column("organisation", "retention")
    op.drop_column("kept_answer", "entry_id")
    for table in reversed(NEW):
        op.drop_table(table)
