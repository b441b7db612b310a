"""Answers kept for an `Idempotency-Key`: the same request again gets the same answer and has no second effect."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select
from uuid_utils.compat import uuid7

from app.database import Session
from app.models.answer import KeptAnswer
from app.problems import Unprocessable


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may come twice: the operation with its path, the caller's key for it, who acts, what it said."""

    operation: str
    idempotency_key: str
    body: bytes
    language: str
    acting: str
    hours: int

    @property
    def fingerprint(self) -> str:
        """What must be equal for a request to be the same one."""
        return hashlib.sha256(b"\0".join((self.language.encode(), self.acting.encode(), self.body))).hexdigest()


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it left: status, headers, body, the thing it made, and its entry in the access log."""

    status: int
    headers: dict[str, str]
    body: bytes
    about_id: UUID | None
    entry_id: UUID | None = None


def earlier(session: Session, asked: Asked) -> Said | None:
    """The answer to the same request, when it was given before; None takes the place for this one.

    A second equal request waits here until the first has ended. Raises Unprocessable for another body.
    """
    session.execute(delete(KeptAnswer).where(col(KeptAnswer.kept_at) < session.now - timedelta(hours=asked.hours)))
    if _take(session, asked):
        return None
    kept = session.exec(select(KeptAnswer).where(*_place(session, asked))).one()
    if kept.fingerprint != asked.fingerprint:
        raise Unprocessable("idempotency_key_reused")
    return Said(kept.status, json.loads(kept.headers), kept.body, kept.about_id, kept.entry_id)


def keep(session: Session, asked: Asked, said: Said) -> None:
    """Keep the answer beside its effect, in the same transaction."""
    kept = session.exec(select(KeptAnswer).where(*_place(session, asked))).one()
    kept.status, kept.body, kept.about_id, kept.entry_id = said.status, said.body, said.about_id, said.entry_id
    kept.headers = json.dumps(said.headers)
    session.add(kept)
    session.flush()


def _take(session: Session, asked: Asked) -> bool:
    """Insert the place of this request; False when it is taken. PostgreSQL waits here for an unfinished one."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = (
        insert(KeptAnswer)
        .values(
            organisation_id=session.organisation_id,
            id=uuid7(),
            key_id=session.actor_id,
            operation=asked.operation,
            idempotency_key=asked.idempotency_key,
            fingerprint=asked.fingerprint,
            kept_at=session.now,
            status=0,
            headers="",
            body=b"",
        )
        .on_conflict_do_nothing(index_elements=["organisation_id", "key_id", "operation", "idempotency_key"])
        .returning(col(KeptAnswer.id))
    )
    return session.execute(statement).first() is not None


def _place(session: Session, asked: Asked) -> tuple[bool, ...]:
    return (
        KeptAnswer.key_id == session.actor_id,
        KeptAnswer.operation == asked.operation,
        KeptAnswer.idempotency_key == asked.idempotency_key,
    )
