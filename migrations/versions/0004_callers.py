"""Callers: keys with several scopes and of persons, logins, invitations, and consents.

Revision 0004, after 0003. A key with the scope `care` acted for nobody until now, so it gets `unattended` as well.
Keys are few, so their table is made anew with the same rows.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app import row_security

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
NEW = ("consent", "invitation", "login")
NOW_OPENS = {"care": ["care", "unattended"], "administration": ["administration"]}


def upgrade() -> None:
    """Make the change."""
    _make_keys_anew(_several_scopes, _opens_several)
    op.create_table(
        "login",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("duties", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_login_organisation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_login_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_login")),
        sa.UniqueConstraint("organisation_id", "issuer", "subject", name="uq_login_subject"),
    )
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_login_organisation_id_person_id"), ["organisation_id", "person_id"], unique=False
        )

    op.create_table(
        "consent",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("to_person_id", sa.Uuid(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "figures",
                "mirror_session",
                "publication",
                "research",
                name="consentpurpose",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=True,
        ),
        sa.Column(
            "category",
            sa.Enum(
                "stories",
                "photos_and_sound",
                "roles_and_wishes",
                "ladder_and_senses",
                "journey",
                name="consentcategory",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column(
            "decision",
            sa.Enum("given", "refused", name="consentdecision", native_enum=False, create_constraint=True, length=64),
            nullable=False,
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "resident",
                "curator_or_mentor",
                "authorised_person",
                "partner",
                "parent_child_sibling",
                name="consentground",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("given_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(2000), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=True),
        sa.Column("also_after_death", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawal_reason", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "given_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_consent_organisation_id_given_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "resident_id"],
            ["resident.organisation_id", "resident.id"],
            name=op.f("fk_consent_organisation_id_resident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "to_person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_consent_organisation_id_to_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "withdrawn_by_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_consent_organisation_id_withdrawn_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_consent_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_consent_organisation_id_given_by_id"), ["organisation_id", "given_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_consent_organisation_id_purpose_category"),
            ["organisation_id", "purpose", "category"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_consent_organisation_id_resident_id"), ["organisation_id", "resident_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_consent_organisation_id_to_person_id"), ["organisation_id", "to_person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_consent_organisation_id_withdrawn_by_id"),
            ["organisation_id", "withdrawn_by_id"],
            unique=False,
        )

    op.create_table(
        "invitation",
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
            "hat",
            sa.Enum(
                "resident", "relative", "caregiver", name="hat", native_enum=False, create_constraint=True, length=64
            ),
            nullable=False,
        ),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key_id"],
            ["key.organisation_id", "key.id"],
            name=op.f("fk_invitation_organisation_id_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_invitation_organisation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_invitation_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invitation_organisation_id_key_id"), ["organisation_id", "key_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_invitation_organisation_id_person_id"), ["organisation_id", "person_id"], unique=False
        )

    for table in NEW:
        row_security.hold_rows(op.get_bind(), table)


def downgrade() -> None:
    """Take it back; keys of persons go, and so does what a key opened beside its first scope."""
    for table in NEW:
        op.drop_table(table)
    _make_keys_anew(_one_scope, _opens_one)


def _make_keys_anew(make: Any, fit: Any) -> None:  # noqa: ANN401  two functions of this module
    connection = op.get_bind()
    row_security.let_go(connection, "key")
    rows = [dict(row) for row in connection.execute(sa.text('SELECT * FROM "key"')).mappings()]
    op.drop_table("key")
    table = make()
    kept = [fitting for row in rows if (fitting := fit(row))]
    for row in kept:
        names = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        connection.execute(sa.text(f'INSERT INTO "key" ({names}) VALUES ({values})'), row)  # noqa: S608  names of columns
    row_security.hold_rows(connection, table)


def _opens_several(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: value for name, value in row.items() if name != "scope"},
        "scopes": json.dumps(NOW_OPENS[row["scope"]]),
    }


def _opens_one(row: dict[str, Any]) -> dict[str, Any] | None:
    if row["person_id"] is not None:
        return None
    scopes = json.loads(row["scopes"]) if isinstance(row["scopes"], str) else row["scopes"]
    gone = {"name", "scopes", "person_id", "last_used_at"}
    return {
        **{name: value for name, value in row.items() if name not in gone},
        "scope": "care" if "care" in scopes else "administration",
    }


def _key(*more: sa.schema.SchemaItem) -> str:
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
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_key_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_key")),
        *more,
    )
    return "key"


def _several_scopes() -> str:
    _key(
        sa.Column("name", sa.String(200), nullable=True),
        sa.Column("holder", _word("keyholder", "administrator", "system", "relative", "resident"), nullable=False),
        sa.Column("scopes", JSON, nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_key_organisation_id_person_id"),
        ),
    )
    op.create_index(op.f("ix_key_organisation_id_person_id"), "key", ["organisation_id", "person_id"])
    return "key"


def _one_scope() -> str:
    return _key(
        sa.Column("holder", _word("keyholder", "administrator", "system"), nullable=False),
        sa.Column("scope", _word("keyscope", "administration", "care"), nullable=False),
    )


def _word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=64)
