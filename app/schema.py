"""The tables of the database: made and brought up to date by the migrations in `/migrations`."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url

import app.models.access_log
import app.models.answer
import app.models.consent
import app.models.external_id
import app.models.import_mark
import app.models.invitation
import app.models.job
import app.models.key
import app.models.login
import app.models.masking
import app.models.nouns
import app.models.search  # noqa: F401  every table must be known here
from app import database_roles
from app.database import Database

MIGRATIONS: Final = Path(__file__).resolve().parent.parent / "migrations"


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, for work on this connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def has_a_model(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether Alembic compares what has this name: the index of words is each database's own, and no model's."""
    return not (name or "").startswith("search_index")


def migrate(database: Database) -> None:
    """Bring a database up to date; an empty one gets every table."""
    folder_of(database)
    with database.owner.begin() as connection:
        command.upgrade(configuration(connection), "head")
        database_roles.give_rights(connection, database)


def folder_of(database: Database) -> None:
    """Make the folder that an SQLite file stands in."""
    path = make_url(str(database.writer.url)).database
    if database.is_sqlite and path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)


def is_empty(database: Database) -> bool:
    """Whether a database has no tables of ours yet."""
    with database.owner.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() is None


def is_current(database: Database) -> bool:
    """Whether a database has every migration."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    with database.owner.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head
