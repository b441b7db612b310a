"""Row-level security: PostgreSQL holds every row to its organisation by itself.

Revision 0003, after 0002. A migration after this one that makes a table calls `hold_rows` on it.
"""

from alembic import op

from app import row_security

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    connection = op.get_bind()
    for table in row_security.tenant_tables(connection):
        row_security.hold_rows(connection, table.name)
    row_security.list_for_owner(connection)
    row_security.look_up_words(connection)


def downgrade() -> None:
    """Take it back."""
    connection = op.get_bind()
    row_security.read_words(connection)
    row_security.unlist(connection)
    for table in row_security.tenant_tables(connection):
        row_security.let_go(connection, table.name)
