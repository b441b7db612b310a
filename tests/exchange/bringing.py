"""Bringing data in, in tests: rows as Python values, an import into a house, and everything that stands there."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import SQLModel

from app.database import Session
from app.exchange.importing import Delivery, run_import
from app.exchange.reading import read_text
from app.exchange.report import Report
from app.exchange.rows import Row
from tests.house import House

SOURCE = "ons"
PATHS = {
    "Patient": "residents",
    "RelatedPerson": "relatives",
    "Practitioner": "caregivers",
    "PractitionerRole": "caregivers",
    "Organization": "teams",
    "Location": "locations",
}
Said = dict[str, Any]


def rows_of(*contents: object, name: str = "rows.json", source: str = SOURCE) -> list[Row]:
    """Pieces of JSON as rows, as if they stood in one file."""
    return list(read_text(json.dumps(list(contents)).encode(), name, source))


def bring(house: House, *contents: object, source: str = SOURCE, dry_run: bool = False) -> Report:
    """Import pieces of JSON into a house."""
    return bring_rows(house, rows_of(*contents, source=source), source, dry_run=dry_run)


def bring_rows(house: House, rows: Sequence[Row], source: str = SOURCE, *, dry_run: bool = False) -> Report:
    """Import rows into a house."""
    return run_import(house.database, UUID(house.organisation_id), Delivery(rows, source, dry_run=dry_run))


def results(report: Report) -> list[str]:
    """What became of each row, in the order of the rows."""
    return [outcome.result.value for outcome in report.outcomes]


def warned(report: Report) -> set[str]:
    """The codes of the warnings."""
    return set(report.warnings())


def refused(report: Report) -> set[tuple[str, str]]:
    """The codes and places of the refusals."""
    return {(note.code, note.pointer) for outcome in report.rejected() for note in outcome.refusals}


def found(house: House, path: str, system: str, value: str) -> Said:
    """The one thing with this external id, over HTTP."""
    items = house.seen(f"/{path}?externalSystem={system}&externalValue={value.replace('#', '%23')}")["items"]
    assert len(items) == 1, (path, system, value, len(items))
    return dict(items[0])


def thing(house: House, kind: str, resource_id: str) -> Said:
    """What HTTP tells of a FHIR resource that came in."""
    return found(house, PATHS[kind], f"{SOURCE}:{kind}", resource_id)


def relation(house: House, related_person: str) -> Said:
    """What HTTP tells of the relation that a RelatedPerson is."""
    return found(house, "relations", f"{SOURCE}:RelatedPerson", related_person)


def everything(house: House) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a house, but for the log, which tells of every look at them."""

    def read(session: Session) -> dict[str, list[tuple[object, ...]]]:
        session.enter(UUID(house.organisation_id))
        told = (table for table in SQLModel.metadata.tables.values() if not table.name.startswith("access_"))
        tables = sorted(told, key=lambda table: table.name)
        return {
            table.name: sorted(map(tuple, session.execute(select(*table.columns)).all()), key=repr) for table in tables
        }

    return house.database.run(read, write=False)


def patient(resource_id: str = "p1", **elements: object) -> Said:
    """A Patient."""
    return {"resourceType": "Patient", "id": resource_id, **elements}


def related(resource_id: str = "r1", of: str = "p1", **elements: object) -> Said:
    """A RelatedPerson of a Patient."""
    return {"resourceType": "RelatedPerson", "id": resource_id, "patient": {"reference": f"Patient/{of}"}, **elements}


def concept(system: str, code: str, **more: str) -> Said:
    """A CodeableConcept with one coding."""
    return {"coding": [{"system": system, "code": code, **more}]}


def named(family: str = "Bos", *given: str, **more: object) -> Said:
    """A HumanName."""
    return {"family": family, "given": list(given or ["Anna"]), **more}


def phone(value: str = "06 1234 5678", **more: object) -> Said:
    """A ContactPoint."""
    return {"system": "phone", "value": value, **more}


def line(noun: str, external_id: str, **data: object) -> Said:
    """A native line."""
    return {"noun": noun, "externalId": external_id, "data": data}


def ours(external_id: str, **more: str) -> Said:
    """A reference to a thing of the same source."""
    return {"externalId": external_id, **more}
