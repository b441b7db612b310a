"""How Alembic reaches the database: on the connection that `app/schema.py` gives it."""

from typing import Literal

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import app.schema
from app.models.columns import UtcDateTime

# Every table is known once `app.schema` is imported.
target_metadata = SQLModel.metadata


def render_item(kind: str, item: object, _autogen_context: object) -> str | Literal[False]:
    """How a new migration names our column types: as what they are in the database, so that it never needs our code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String({item.length or ''})"
    if kind == "type" and isinstance(item, sa.JSON):
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


if context.is_offline_mode():
    message = "Migrations run on a database, not on paper: use `samenspel migrate`."
    raise SystemExit(message)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=target_metadata,
    render_as_batch=context.config.attributes["connection"].dialect.name == "sqlite",
    transaction_per_migration=False,
    render_item=render_item,
    include_name=app.schema.has_a_model,
)
with context.begin_transaction():
    context.run_migrations()
