"""The first tables.

Revision 0001, the first.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "organisation",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("core_values", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("conditions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("rule_parameters", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column(
            "locale",
            sa.Enum("nl", "en", name="language", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("organisation_id", name="uq_organisation_organisation_id"),
    )
    op.create_table(
        "external_id",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("noun", sa.String(32), nullable=False),
        sa.Column("noun_id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(255), nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("released", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_external_id_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_external_id")),
    )
    with op.batch_alter_table("external_id", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_external_id_organisation_id_noun_id"), ["organisation_id", "noun_id"], unique=False
        )
        batch_op.create_index(
            "uq_external_id_live",
            ["organisation_id", "noun", "system", "value"],
            unique=True,
            sqlite_where=sa.text("NOT released"),
            postgresql_where=sa.text("NOT released"),
        )

    op.create_table(
        "import_mark",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("noun", sa.String(32), nullable=False),
        sa.Column("system", sa.String(255), nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        sa.Column("noun_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("stated", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("items", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_import_mark_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_import_mark")),
        sa.UniqueConstraint("organisation_id", "source", "noun", "system", "value", name="uq_import_mark_row"),
    )
    with op.batch_alter_table("import_mark", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_mark_organisation_id_noun_id"), ["organisation_id", "noun_id"], unique=False
        )

    op.create_table(
        "instrument",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("question", sa.String(200), nullable=True),
        sa.Column("note", sa.String(2000), nullable=True),
        sa.Column(
            "corner",
            sa.Enum(
                "resident", "relative", "caregiver", name="corner", native_enum=False, create_constraint=True, length=64
            ),
            nullable=False,
        ),
        sa.Column("scale", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("items", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("validated", sa.Boolean(), nullable=False),
        sa.Column("preset", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_instrument_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_instrument")),
    )
    op.create_table(
        "kept_answer",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("operation", sa.String(300), nullable=False),
        sa.Column("idempotency_key", sa.String(255), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_kept_answer_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_kept_answer")),
        sa.UniqueConstraint("organisation_id", "key_id", "operation", "idempotency_key", name="uq_kept_answer_key"),
    )
    with op.batch_alter_table("kept_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_kept_answer_organisation_id_about_id"), ["organisation_id", "about_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_kept_answer_organisation_id_kept_at"), ["organisation_id", "kept_at"], unique=False
        )

    op.create_table(
        "key",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column(
            "holder",
            sa.Enum("administrator", "system", name="keyholder", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.Column(
            "scope",
            sa.Enum("administration", "care", name="keyscope", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_key_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_key")),
    )
    op.create_table(
        "location",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("name", sa.String(200), nullable=True),
        sa.Column("part_of_id", sa.Uuid(), nullable=True),
        sa.Column("managed_by_id", sa.Uuid(), nullable=True),
        sa.Column("description", sa.String(2000), nullable=True),
        sa.Column("telecoms", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("addresses", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("source_codes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("shared_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "part_of_id"],
            ["location.organisation_id", "location.id"],
            name=op.f("fk_location_organisation_id_part_of_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_location_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_location")),
    )
    with op.batch_alter_table("location", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_location_organisation_id_managed_by_id"), ["organisation_id", "managed_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_location_organisation_id_part_of_id"), ["organisation_id", "part_of_id"], unique=False
        )

    op.create_table(
        "person",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("preferred_name", sa.String(200), nullable=True),
        sa.Column("name", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("other_names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("born_on", sa.String(10), nullable=True),
        sa.Column(
            "gender",
            sa.Enum(
                "female",
                "male",
                "other",
                "unknown",
                name="gender",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=True,
        ),
        sa.Column("languages", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("nationalities", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "marital_status",
            sa.Enum(
                "married",
                "registered_partnership",
                "unmarried",
                "never_married",
                "divorced",
                "widowed",
                "unknown",
                name="maritalstatus",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=True,
        ),
        sa.Column("telecoms", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("addresses", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("deceased", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("shared_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_person_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_person")),
    )
    op.create_table(
        "caregiver",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column(
            "position",
            sa.Enum(
                "employee",
                "volunteer",
                "student",
                "external",
                name="position",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("function", sa.String(200), nullable=True),
        sa.Column("source_codes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_caregiver_organisation_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_caregiver_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_caregiver")),
    )
    op.create_table(
        "relative",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_relative_organisation_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_relative_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_relative")),
    )
    op.create_table(
        "resident",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("no_role_asked_now", sa.Boolean(), nullable=False),
        sa.Column("do_not_score", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_resident_organisation_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_resident_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_resident")),
    )
    op.create_table(
        "role",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("toward_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("meaning", sa.String(2000), nullable=True),
        sa.Column(
            "tense",
            sa.Enum("was", "is", "wants_to_be", name="roletense", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.Column(
            "direction",
            sa.Enum(
                "gives",
                "receives",
                "mutual",
                name="roledirection",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("voiced_by_person_id", sa.Uuid(), nullable=True),
        sa.Column(
            "voiced_by_voice",
            sa.Enum(
                "self",
                "relative",
                "caregiver",
                "observer",
                name="rolevoice",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=True,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "idea",
                "being_tried",
                "fits",
                "does_not_fit",
                "resting",
                "ended",
                name="rolestate",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("activities", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("root_role_id", sa.Uuid(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "confirmed_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_role_organisation_id_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "holder_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_role_organisation_id_holder_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "root_role_id"],
            ["role.organisation_id", "role.id"],
            name=op.f("fk_role_organisation_id_root_role_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "toward_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_role_organisation_id_toward_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "voiced_by_person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_role_organisation_id_voiced_by_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_role_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_role")),
    )
    with op.batch_alter_table("role", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_role_organisation_id_confirmed_by_id"), ["organisation_id", "confirmed_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_role_organisation_id_holder_id"), ["organisation_id", "holder_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_role_organisation_id_root_role_id"), ["organisation_id", "root_role_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_role_organisation_id_toward_id"), ["organisation_id", "toward_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_role_organisation_id_voiced_by_person_id"),
            ["organisation_id", "voiced_by_person_id"],
            unique=False,
        )

    op.create_table(
        "sitting",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column(
            "voice",
            sa.Enum(
                "resident",
                "relative",
                "caregiver",
                "observer",
                name="voice",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("speaker_id", sa.Uuid(), nullable=True),
        sa.Column("happened_on", sa.String(10), nullable=False),
        sa.Column("counts_on", sa.Date(), nullable=False),
        sa.Column("answers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "instrument_id"],
            ["instrument.organisation_id", "instrument.id"],
            name=op.f("fk_sitting_organisation_id_instrument_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "speaker_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_sitting_organisation_id_speaker_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "subject_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_sitting_organisation_id_subject_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_sitting_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_sitting")),
    )
    with op.batch_alter_table("sitting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sitting_organisation_id_instrument_id"), ["organisation_id", "instrument_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_sitting_organisation_id_speaker_id"), ["organisation_id", "speaker_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_sitting_organisation_id_subject_id"), ["organisation_id", "subject_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_sitting_organisation_id_subject_id_counts_on"),
            ["organisation_id", "subject_id", "counts_on"],
            unique=False,
        )

    op.create_table(
        "team",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ward",
                "community_team",
                "learning_unit",
                "department",
                "house",
                "partner_organisation",
                name="teamkind",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("part_of_id", sa.Uuid(), nullable=True),
        sa.Column("telecoms", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("addresses", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("source_codes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("shared_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "location_id"],
            ["location.organisation_id", "location.id"],
            name=op.f("fk_team_organisation_id_location_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "part_of_id"],
            ["team.organisation_id", "team.id"],
            name=op.f("fk_team_organisation_id_part_of_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_team_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_team")),
    )
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_team_organisation_id_location_id"), ["organisation_id", "location_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_team_organisation_id_part_of_id"), ["organisation_id", "part_of_id"], unique=False
        )

    op.create_table(
        "life_story_passage",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("voiced_by_id", sa.Uuid(), nullable=True),
        sa.Column("said_on", sa.String(10), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "resident_id"],
            ["resident.organisation_id", "resident.id"],
            name=op.f("fk_life_story_passage_organisation_id_resident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "voiced_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_life_story_passage_organisation_id_voiced_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_life_story_passage_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_life_story_passage")),
    )
    with op.batch_alter_table("life_story_passage", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_life_story_passage_organisation_id_resident_id"),
            ["organisation_id", "resident_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_life_story_passage_organisation_id_voiced_by_id"),
            ["organisation_id", "voiced_by_id"],
            unique=False,
        )

    op.create_table(
        "membership",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column(
            "capacity",
            sa.Enum(
                "member",
                "coordinator",
                "coach",
                "student",
                "volunteer",
                "relative",
                "resident",
                name="teamcapacity",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("until_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_membership_organisation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["team.organisation_id", "team.id"],
            name=op.f("fk_membership_organisation_id_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_membership_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_membership_organisation_id_person_id"), ["organisation_id", "person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_membership_organisation_id_team_id"), ["organisation_id", "team_id"], unique=False
        )

    op.create_table(
        "relation",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column(
            "side",
            sa.Enum("A", "B", "C", "D", name="side", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.Column("party_a_id", sa.Uuid(), nullable=False),
        sa.Column("party_b_person_id", sa.Uuid(), nullable=True),
        sa.Column("resident_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "wife",
                "husband",
                "spouse",
                "partner",
                "registered_partner",
                "ex_partner",
                "daughter",
                "son",
                "child",
                "daughter_in_law",
                "son_in_law",
                "step_daughter",
                "step_son",
                "step_child",
                "foster_daughter",
                "foster_son",
                "granddaughter",
                "grandson",
                "grandchild",
                "mother",
                "father",
                "parent",
                "mother_in_law",
                "father_in_law",
                "step_mother",
                "step_father",
                "foster_mother",
                "foster_father",
                "adoptive_mother",
                "adoptive_father",
                "grandmother",
                "grandfather",
                "great_grandmother",
                "great_grandfather",
                "sister",
                "brother",
                "sibling",
                "sister_in_law",
                "brother_in_law",
                "niece",
                "nephew",
                "cousin",
                "aunt",
                "uncle",
                "relative",
                "housemate",
                "fellow_resident",
                "neighbour",
                "friend",
                "buddy",
                "volunteer",
                "primary_caregiver",
                "caregiver",
                "treating_professional",
                "case_manager",
                "organisation",
                "other",
                "unknown",
                name="relationkind",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("source_codes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("capacities", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("wished_rung_a", sa.SmallInteger(), nullable=True),
        sa.Column("wished_rung_b", sa.SmallInteger(), nullable=True),
        sa.Column("wished_rung_a_by_id", sa.Uuid(), nullable=True),
        sa.Column("wished_rung_b_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "contact_wanted_a",
            sa.Enum("yes", "less", "no", name="contact_wanted_a", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.Column(
            "contact_wanted_b",
            sa.Enum("yes", "less", "no", name="contact_wanted_b", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.Column("barred", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(200), nullable=True),
        sa.Column("note", sa.String(2000), nullable=True),
        sa.CheckConstraint("wished_rung_a BETWEEN 1 AND 5", name=op.f("ck_relation_wished_rung_a_rung")),
        sa.CheckConstraint("wished_rung_b BETWEEN 1 AND 5", name=op.f("ck_relation_wished_rung_b_rung")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "party_a_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_relation_organisation_id_party_a_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "party_b_person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_relation_organisation_id_party_b_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "resident_id"],
            ["resident.organisation_id", "resident.id"],
            name=op.f("fk_relation_organisation_id_resident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "wished_rung_a_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_relation_organisation_id_wished_rung_a_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "wished_rung_b_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_relation_organisation_id_wished_rung_b_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_relation_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_relation")),
    )
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_relation_organisation_id_party_a_id"), ["organisation_id", "party_a_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_relation_organisation_id_party_b_person_id"),
            ["organisation_id", "party_b_person_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_relation_organisation_id_resident_id"), ["organisation_id", "resident_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_relation_organisation_id_resident_id_side"),
            ["organisation_id", "resident_id", "side"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_relation_organisation_id_wished_rung_a_by_id"),
            ["organisation_id", "wished_rung_a_by_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_relation_organisation_id_wished_rung_b_by_id"),
            ["organisation_id", "wished_rung_b_by_id"],
            unique=False,
        )

    op.create_table(
        "role_step",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "idea",
                "being_tried",
                "fits",
                "does_not_fit",
                "resting",
                "ended",
                name="rolestate",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(2000), nullable=True),
        sa.Column("by_person_id", sa.Uuid(), nullable=True),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "by_person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_role_step_organisation_id_by_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "role_id"],
            ["role.organisation_id", "role.id"],
            name=op.f("fk_role_step_organisation_id_role_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_role_step_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_role_step")),
    )
    with op.batch_alter_table("role_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_role_step_organisation_id_by_person_id"), ["organisation_id", "by_person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_role_step_organisation_id_role_id"), ["organisation_id", "role_id"], unique=False
        )

    op.create_table(
        "sitting_sense",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column(
            "sense",
            sa.Enum(
                "security",
                "continuity",
                "belonging",
                "purpose",
                "achievement",
                "significance",
                name="sense",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("y", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sitting_id"],
            ["sitting.organisation_id", "sitting.id"],
            name=op.f("fk_sitting_sense_organisation_id_sitting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_sitting_sense_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_sitting_sense")),
    )
    with op.batch_alter_table("sitting_sense", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sitting_sense_organisation_id_sitting_id"), ["organisation_id", "sitting_id"], unique=False
        )

    op.create_table(
        "stay",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("room", sa.String(64), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "resident_id"],
            ["resident.organisation_id", "resident.id"],
            name=op.f("fk_stay_organisation_id_resident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["team.organisation_id", "team.id"],
            name=op.f("fk_stay_organisation_id_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_stay_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_stay")),
    )
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stay_organisation_id_resident_id"), ["organisation_id", "resident_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_stay_organisation_id_team_id"), ["organisation_id", "team_id"], unique=False
        )

    op.create_table(
        "story",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("happened_on", sa.String(10), nullable=False),
        sa.Column("counts_on", sa.Date(), nullable=False),
        sa.Column(
            "day_part",
            sa.Enum(
                "night",
                "morning",
                "afternoon",
                "evening",
                name="daypart",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=True,
        ),
        sa.Column("place_text", sa.String(200), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("teller_id", sa.Uuid(), nullable=True),
        sa.Column("observer_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "shared",
                "confirmed",
                "withdrawn",
                name="storystate",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("uses", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("in_figures", sa.Boolean(), nullable=False),
        sa.Column("concern", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawal_reason", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "confirmed_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_story_organisation_id_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "observer_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_story_organisation_id_observer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["team.organisation_id", "team.id"],
            name=op.f("fk_story_organisation_id_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "teller_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_story_organisation_id_teller_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "withdrawn_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_story_organisation_id_withdrawn_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_story_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_story")),
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_story_organisation_id_confirmed_by_id"), ["organisation_id", "confirmed_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_story_organisation_id_counts_on"), ["organisation_id", "counts_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_story_organisation_id_observer_id"), ["organisation_id", "observer_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_story_organisation_id_team_id"), ["organisation_id", "team_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_story_organisation_id_teller_id"), ["organisation_id", "teller_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_story_organisation_id_withdrawn_by_id"), ["organisation_id", "withdrawn_by_id"], unique=False
        )

    op.create_table(
        "coding",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("coder_id", sa.Uuid(), nullable=False),
        sa.Column(
            "as_",
            sa.Enum(
                "teller", "observer", "caregiver", name="coderas", native_enum=False, create_constraint=True, length=64
            ),
            nullable=False,
        ),
        sa.Column("values", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("lenses", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "coder_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_coding_organisation_id_coder_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "story_id"],
            ["story.organisation_id", "story.id"],
            name=op.f("fk_coding_organisation_id_story_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_coding_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_coding")),
    )
    with op.batch_alter_table("coding", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coding_organisation_id_coder_id"), ["organisation_id", "coder_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coding_organisation_id_story_id"), ["organisation_id", "story_id"], unique=False
        )

    op.create_table(
        "contribution",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("relation_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "keep",
            sa.Enum("yes", "less", "no", name="keep", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.Column("voiced_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "relation_id"],
            ["relation.organisation_id", "relation.id"],
            name=op.f("fk_contribution_organisation_id_relation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "voiced_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_contribution_organisation_id_voiced_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_contribution_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_contribution")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contribution_organisation_id_relation_id"), ["organisation_id", "relation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_contribution_organisation_id_voiced_by_id"),
            ["organisation_id", "voiced_by_id"],
            unique=False,
        )

    op.create_table(
        "moment",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("relation_id", sa.Uuid(), nullable=False),
        sa.Column("shared_moment_id", sa.Uuid(), nullable=True),
        sa.Column("happened_on", sa.String(10), nullable=False),
        sa.Column("counts_on", sa.Date(), nullable=False),
        sa.Column("rung_a", sa.SmallInteger(), nullable=True),
        sa.Column("rung_b", sa.SmallInteger(), nullable=True),
        sa.Column("rung_a_by_id", sa.Uuid(), nullable=True),
        sa.Column("rung_b_by_id", sa.Uuid(), nullable=True),
        sa.Column("reciprocal", sa.Boolean(), nullable=True),
        sa.Column(
            "initiator",
            sa.Enum(
                "a", "b", "both", "unknown", name="initiator", native_enum=False, create_constraint=True, length=64
            ),
            nullable=False,
        ),
        sa.Column("rupture", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(2000), nullable=True),
        sa.Column("story_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("rung_a BETWEEN 1 AND 5", name=op.f("ck_moment_rung_a_rung")),
        sa.CheckConstraint("rung_b BETWEEN 1 AND 5", name=op.f("ck_moment_rung_b_rung")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "relation_id"],
            ["relation.organisation_id", "relation.id"],
            name=op.f("fk_moment_organisation_id_relation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "rung_a_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_moment_organisation_id_rung_a_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "rung_b_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_moment_organisation_id_rung_b_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "story_id"],
            ["story.organisation_id", "story.id"],
            name=op.f("fk_moment_organisation_id_story_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_moment_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_moment")),
    )
    with op.batch_alter_table("moment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_moment_organisation_id_relation_id"), ["organisation_id", "relation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_moment_organisation_id_relation_id_counts_on"),
            ["organisation_id", "relation_id", "counts_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_moment_organisation_id_rung_a_by_id"), ["organisation_id", "rung_a_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_moment_organisation_id_rung_b_by_id"), ["organisation_id", "rung_b_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_moment_organisation_id_shared_moment_id"),
            ["organisation_id", "shared_moment_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_moment_organisation_id_story_id"), ["organisation_id", "story_id"], unique=False
        )

    op.create_table(
        "story_person",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "central",
                "present",
                "mentioned",
                name="storypart",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_story_person_organisation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "story_id"],
            ["story.organisation_id", "story.id"],
            name=op.f("fk_story_person_organisation_id_story_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_story_person_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_story_person")),
    )
    with op.batch_alter_table("story_person", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_story_person_organisation_id_person_id"), ["organisation_id", "person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_story_person_organisation_id_story_id"), ["organisation_id", "story_id"], unique=False
        )

    op.create_table(
        "coded_role",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("coding_id", sa.Uuid(), nullable=False),
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "coding_id"],
            ["coding.organisation_id", "coding.id"],
            name=op.f("fk_coded_role_organisation_id_coding_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "role_id"],
            ["role.organisation_id", "role.id"],
            name=op.f("fk_coded_role_organisation_id_role_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_coded_role_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_coded_role")),
    )
    with op.batch_alter_table("coded_role", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coded_role_organisation_id_coding_id"), ["organisation_id", "coding_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coded_role_organisation_id_role_id"), ["organisation_id", "role_id"], unique=False
        )

    op.create_table(
        "coded_sense",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("coding_id", sa.Uuid(), nullable=False),
        sa.Column(
            "sense",
            sa.Enum(
                "security",
                "continuity",
                "belonging",
                "purpose",
                "achievement",
                "significance",
                name="sense",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column(
            "voice",
            sa.Enum(
                "resident",
                "relative",
                "caregiver",
                "observer",
                name="voice",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("speaker_id", sa.Uuid(), nullable=True),
        sa.Column(
            "felt",
            sa.Enum("felt", "mixed", "missing", name="felt", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "coding_id"],
            ["coding.organisation_id", "coding.id"],
            name=op.f("fk_coded_sense_organisation_id_coding_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "speaker_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_coded_sense_organisation_id_speaker_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "subject_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_coded_sense_organisation_id_subject_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_coded_sense_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_coded_sense")),
    )
    with op.batch_alter_table("coded_sense", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coded_sense_organisation_id_coding_id"), ["organisation_id", "coding_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coded_sense_organisation_id_speaker_id"), ["organisation_id", "speaker_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coded_sense_organisation_id_subject_id"), ["organisation_id", "subject_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coded_sense_organisation_id_subject_id_sense"),
            ["organisation_id", "subject_id", "sense"],
            unique=False,
        )

    # Two tables that point at each other: this key is made when both are there.
    with op.batch_alter_table("location", schema=None) as batch_op:
        batch_op.create_foreign_key(
            "fk_location_organisation_id_managed_by_id",
            "team",
            ["organisation_id", "managed_by_id"],
            ["organisation_id", "id"],
        )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("location", schema=None) as batch_op:
        batch_op.drop_constraint("fk_location_organisation_id_managed_by_id", type_="foreignkey")

    with op.batch_alter_table("coded_sense", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coded_sense_organisation_id_subject_id_sense"))
        batch_op.drop_index(batch_op.f("ix_coded_sense_organisation_id_subject_id"))
        batch_op.drop_index(batch_op.f("ix_coded_sense_organisation_id_speaker_id"))
        batch_op.drop_index(batch_op.f("ix_coded_sense_organisation_id_coding_id"))

    op.drop_table("coded_sense")
    with op.batch_alter_table("coded_role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coded_role_organisation_id_role_id"))
        batch_op.drop_index(batch_op.f("ix_coded_role_organisation_id_coding_id"))

    op.drop_table("coded_role")
    with op.batch_alter_table("story_person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_story_person_organisation_id_story_id"))
        batch_op.drop_index(batch_op.f("ix_story_person_organisation_id_person_id"))

    op.drop_table("story_person")
    with op.batch_alter_table("moment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_moment_organisation_id_story_id"))
        batch_op.drop_index(batch_op.f("ix_moment_organisation_id_shared_moment_id"))
        batch_op.drop_index(batch_op.f("ix_moment_organisation_id_rung_b_by_id"))
        batch_op.drop_index(batch_op.f("ix_moment_organisation_id_rung_a_by_id"))
        batch_op.drop_index(batch_op.f("ix_moment_organisation_id_relation_id_counts_on"))
        batch_op.drop_index(batch_op.f("ix_moment_organisation_id_relation_id"))

    op.drop_table("moment")
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contribution_organisation_id_voiced_by_id"))
        batch_op.drop_index(batch_op.f("ix_contribution_organisation_id_relation_id"))

    op.drop_table("contribution")
    with op.batch_alter_table("coding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coding_organisation_id_story_id"))
        batch_op.drop_index(batch_op.f("ix_coding_organisation_id_coder_id"))

    op.drop_table("coding")
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_story_organisation_id_withdrawn_by_id"))
        batch_op.drop_index(batch_op.f("ix_story_organisation_id_teller_id"))
        batch_op.drop_index(batch_op.f("ix_story_organisation_id_team_id"))
        batch_op.drop_index(batch_op.f("ix_story_organisation_id_observer_id"))
        batch_op.drop_index(batch_op.f("ix_story_organisation_id_counts_on"))
        batch_op.drop_index(batch_op.f("ix_story_organisation_id_confirmed_by_id"))

    op.drop_table("story")
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stay_organisation_id_team_id"))
        batch_op.drop_index(batch_op.f("ix_stay_organisation_id_resident_id"))

    op.drop_table("stay")
    with op.batch_alter_table("sitting_sense", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sitting_sense_organisation_id_sitting_id"))

    op.drop_table("sitting_sense")
    with op.batch_alter_table("role_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_step_organisation_id_role_id"))
        batch_op.drop_index(batch_op.f("ix_role_step_organisation_id_by_person_id"))

    op.drop_table("role_step")
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relation_organisation_id_wished_rung_b_by_id"))
        batch_op.drop_index(batch_op.f("ix_relation_organisation_id_wished_rung_a_by_id"))
        batch_op.drop_index(batch_op.f("ix_relation_organisation_id_resident_id_side"))
        batch_op.drop_index(batch_op.f("ix_relation_organisation_id_resident_id"))
        batch_op.drop_index(batch_op.f("ix_relation_organisation_id_party_b_person_id"))
        batch_op.drop_index(batch_op.f("ix_relation_organisation_id_party_a_id"))

    op.drop_table("relation")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_organisation_id_team_id"))
        batch_op.drop_index(batch_op.f("ix_membership_organisation_id_person_id"))

    op.drop_table("membership")
    with op.batch_alter_table("life_story_passage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_life_story_passage_organisation_id_voiced_by_id"))
        batch_op.drop_index(batch_op.f("ix_life_story_passage_organisation_id_resident_id"))

    op.drop_table("life_story_passage")
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_organisation_id_part_of_id"))
        batch_op.drop_index(batch_op.f("ix_team_organisation_id_location_id"))

    op.drop_table("team")
    with op.batch_alter_table("sitting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sitting_organisation_id_subject_id_counts_on"))
        batch_op.drop_index(batch_op.f("ix_sitting_organisation_id_subject_id"))
        batch_op.drop_index(batch_op.f("ix_sitting_organisation_id_speaker_id"))
        batch_op.drop_index(batch_op.f("ix_sitting_organisation_id_instrument_id"))

    op.drop_table("sitting")
    with op.batch_alter_table("role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_organisation_id_voiced_by_person_id"))
        batch_op.drop_index(batch_op.f("ix_role_organisation_id_toward_id"))
        batch_op.drop_index(batch_op.f("ix_role_organisation_id_root_role_id"))
        batch_op.drop_index(batch_op.f("ix_role_organisation_id_holder_id"))
        batch_op.drop_index(batch_op.f("ix_role_organisation_id_confirmed_by_id"))

    op.drop_table("role")
    op.drop_table("resident")
    op.drop_table("relative")
    op.drop_table("caregiver")
    op.drop_table("person")
    with op.batch_alter_table("location", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_location_organisation_id_part_of_id"))
        batch_op.drop_index(batch_op.f("ix_location_organisation_id_managed_by_id"))

    op.drop_table("location")
    op.drop_table("key")
    with op.batch_alter_table("kept_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_answer_organisation_id_kept_at"))
        batch_op.drop_index(batch_op.f("ix_kept_answer_organisation_id_about_id"))

    op.drop_table("kept_answer")
    op.drop_table("instrument")
    with op.batch_alter_table("import_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_mark_organisation_id_noun_id"))

    op.drop_table("import_mark")
    with op.batch_alter_table("external_id", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_external_id_live", sqlite_where=sa.text("NOT released"), postgresql_where=sa.text("NOT released")
        )
        batch_op.drop_index(batch_op.f("ix_external_id_organisation_id_noun_id"))

    op.drop_table("external_id")
    op.drop_table("organisation")
