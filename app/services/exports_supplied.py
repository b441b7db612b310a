"""What somebody supplied themselves of what is recorded about them: by who told, said, answered or wrote it."""

from app.models.export import ExportContent


def only_supplied(content: ExportContent) -> None:
    """Leave in an export what the person told, said, answered, decided or wrote, and their own facts (AVG 20)."""
    me = content.person_id
    content.stories = [one for one in content.stories if me in {one.teller_id, one.created_by}]
    content.codings = [one for one in content.codings if me in {one.coder_id, one.created_by}]
    content.roles = [one for one in content.roles if me in {one.voiced_by and one.voiced_by.person_id, one.created_by}]
    content.sittings = [one for one in content.sittings if me in {one.speaker_id or one.subject_id, one.created_by}]
    content.moments = [one for one in content.moments if me in {one.rung_a_by_id, one.rung_b_by_id, one.created_by}]
    content.consents = [one for one in content.consents if me in {one.given_by_id or one.resident_id, one.created_by}]
    content.maskings = [one for one in content.maskings if one.created_by == me]
    for relation in content.relations:
        relation.contributions = [one for one in relation.contributions if one.voiced_by_id == me]
        for side in ("a", "b"):
            if getattr(relation, f"wished_rung_{side}_by_id") != me:
                setattr(relation, f"wished_rung_{side}", None)
    if content.resident is not None:
        content.resident.life_story = [one for one in content.resident.life_story if one.voiced_by_id in {None, me}]
    content.bsn = None  # which the state gave them
    content.emergency_accesses, content.looks, content.exports = [], [], []
    content.erasure_requests = []
    content.logins, content.keys, content.invitations = [], [], []
