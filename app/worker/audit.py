"""The check of the access log as a command: walks the chain of an organisation and says where it breaks."""

import re
from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

import typer
from rich.console import Console

from app.database import Database, Session
from app.models.vocabulary import AccessAction
from app.services import access_log, sealing
from app.services.sealing import Checked, Head

GOOD: Final = 0
BROKEN: Final = 1
HEAD_FORM: Final = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")
SENTENCES: Final = {
    "removed": "An entry is missing.",
    "altered": "An entry is not what was sealed: it was altered, swapped with another, or put in.",
    "beyond_head": "An entry stands behind the last one that was sealed: it was put in.",
    "head_differs": "An entry differs from the head that was published: the log was rewritten.",
    "cut_off": "The end of the log is missing.",
}

notes = Console(stderr=True)


def verify(database: Database, organisation_id: UUID, published: Sequence[str]) -> int:
    """Check the whole chain and print what was found; 0 when it is whole, 1 when it is not.

    `published` are heads as the worker wrote them to its log, SEQUENCE:DIGEST; without one of them a log that was cut
    off and sealed anew cannot be told from a whole one.
    """
    heads = [_head(text) for text in published]

    def begin(session: Session) -> tuple[Head, Head]:
        session.enter(organisation_id)
        return sealing.begin(session)

    after, until = database.run(begin, write=False)
    checked, count = Checked(after, sealing.BATCH, None), 0
    while checked.fault is None and checked.entries == sealing.BATCH:
        place = checked.head

        def check(session: Session, place: Head = place) -> Checked:
            session.enter(organisation_id)
            return sealing.check(session, place, until, heads)

        checked = database.run(check, write=False)
        count += checked.entries
    waiting = database.run(_noted(organisation_id), write=True)
    if checked.fault is None:
        typer.echo(f"{count} entries are whole. Head: {checked.head}")
        notes.print(f"{waiting} more wait to be sealed.")
        return GOOD
    where = f"at number {checked.fault.sequence}"
    where += f", entry {checked.fault.entry_id}" if checked.fault.entry_id else ""
    typer.echo(f"{SENTENCES[checked.fault.code]} ({checked.fault.code} {where})")
    return BROKEN


def _noted(organisation_id: UUID) -> Callable[[Session], int]:
    """Write down that the log was checked; how many entries wait to be sealed."""

    def write(session: Session) -> int:
        session.enter(organisation_id)
        waiting = sealing.unsealed(session)
        access_log.note_command(session, "audit_verify", AccessAction.EXECUTE, "access_entry")
        return waiting

    return write


def _head(text: str) -> Head:
    found = HEAD_FORM.fullmatch(text)
    if found is None:
        message = "a head is written as SEQUENCE:DIGEST, such as the worker logs it"
        raise typer.BadParameter(message)
    return Head(int(found[1]), found[2])
