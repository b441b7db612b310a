"""The words that stories and people are found by.

Revision 0002, after 0001. `samenspel migrate` fills the entries of what was there before.
"""

import sqlite3

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ON_POSTGRESQL = (
    "CREATE INDEX search_index ON search_entry USING gin (array_to_tsvector(string_to_array(tokens, ' ')))",
)
# Without content of its own: what is deleted is said again, so it lingers nowhere. The rows have a number of their own,
# because VACUUM may give a table without one new numbers.
ON_SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
        tokens, content='', detail='none', tokenize="ascii tokenchars '_'"
    )""",
    """CREATE TRIGGER search_entry_made AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_index (tokens) VALUES (new.tokens);
        UPDATE search_entry SET number = last_insert_rowid()
        WHERE organisation_id = new.organisation_id AND noun = new.noun AND about_id = new.about_id;
    END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE OF tokens ON search_entry WHEN old.tokens <> new.tokens BEGIN
        INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', old.number, old.tokens);
        INSERT INTO search_index (rowid, tokens) VALUES (old.number, new.tokens);
    END""",
    """CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', old.number, old.tokens);
    END""",
)
# Wipes a deleted word out at once, instead of with the next merge of the index; SQLite can since 3.42.
SECURE_DELETE = "INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1)"


def upgrade() -> None:
    """Make the change."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "search_entry",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("noun", sa.String(32), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("tokens", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(64, collation=None if on_sqlite else "C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name=op.f("fk_search_entry_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "noun", "about_id", name=op.f("pk_search_entry")),
    )
    op.create_index(
        "ix_search_entry_in_order", "search_entry", ["organisation_id", "noun", "sort_key", "about_id", "number"]
    )
    for statement in ON_SQLITE if on_sqlite else ON_POSTGRESQL:
        op.execute(statement)
    if on_sqlite and sqlite3.sqlite_version_info >= (3, 42):
        op.execute(SECURE_DELETE)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("search_entry")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
