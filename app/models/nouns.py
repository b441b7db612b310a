"""Every noun and the table that remembers it: what references, the import and the tenant proof go by."""

from typing import Final

from app.models.base import Row
from app.models.caregiver import CaregiverRow
from app.models.coding import CodingRow
from app.models.consent import ConsentRow
from app.models.emergency_access import EmergencyAccessRow
from app.models.erasure_request import ErasureRequestRow
from app.models.export import ExportRow
from app.models.instrument import InstrumentRow
from app.models.location import LocationRow
from app.models.moment import MomentRow
from app.models.organisation import OrganisationRow
from app.models.person import PersonRow
from app.models.relation import RelationRow
from app.models.relative import RelativeRow
from app.models.research_export import ResearchExportRow
from app.models.resident import ResidentRow
from app.models.role import RoleRow
from app.models.sitting import SittingRow
from app.models.story import StoryRow
from app.models.team import TeamRow

NOUNS: Final[dict[str, type[Row]]] = {
    table.noun: table
    for table in (
        OrganisationRow,
        LocationRow,
        TeamRow,
        PersonRow,
        ResidentRow,
        RelativeRow,
        CaregiverRow,
        RelationRow,
        RoleRow,
        MomentRow,
        StoryRow,
        CodingRow,
        InstrumentRow,
        SittingRow,
        ConsentRow,
        EmergencyAccessRow,
        ExportRow,
        ErasureRequestRow,
        ResearchExportRow,
    )
}
