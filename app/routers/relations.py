"""Relations over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.filters import RelationFilters
from app.models.patch import Patch, Patching
from app.models.relation import Relation, RelationBody
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import relations

RelationPath = Annotated[Id, Path(alias="relationId", description="Id of the relation.")]

router = APIRouter(route_class=CareRoute, tags=["relations"])


@router.get("/relations")
def list_relations(db: Db, filters: Annotated[RelationFilters, Query()]) -> Page[Relation]:
    """The relations, a page at a time."""
    return relations.list_all(db, filters)


@router.post("/relations", status_code=201)
def create_relation(db: Db, body: RelationBody) -> Relation:
    """A new relation; any number of relatives counts."""
    return relations.introduce(db, body)


@router.get("/relations/{relationId}")
def get_relation(db: Db, relation_id: RelationPath) -> Relation:
    """One relation."""
    return relations.look_up(db, relation_id)


@router.put("/relations/{relationId}", response_model=Relation)
def put_relation(db: Db, relation_id: RelationPath, body: RelationBody, expected: IfMatch) -> Laid[Relation]:
    """A relation under an id of your own, or all of it said anew."""
    return relations.put(db, relation_id, body, expected)


@router.patch("/relations/{relationId}")
def update_relation(
    db: Db, relation_id: RelationPath, patch: Annotated[Patch, Patching(RelationBody)], expected: IfMatch
) -> Relation:
    """Some of a relation said anew (merge patch)."""
    return relations.amend(db, relation_id, patch, expected)


@router.delete("/relations/{relationId}", status_code=204)
def delete_relation(db: Db, relation_id: RelationPath, expected: IfMatch) -> None:
    """Lay a relation aside that should not have been recorded; one that is over gets an end date."""
    relations.part(db, relation_id, expected)
