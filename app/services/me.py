"""Who the caller is: what a front end asks first, to know what to show."""

from app.database import Session
from app.models.me import Me, MyRight, MyTeam
from app.models.vocabulary import CallerKind, KeyScope
from app.policy.caller import Action, Caller
from app.policy.close import NOBODY
from app.policy.reach import Reach
from app.policy.rules import RULES, conditions_of
from app.services.naming import with_names


def tell(session: Session, caller: Caller, reach: Reach | None) -> Me:
    """The caller as the policy sees them at this request."""
    teams = reach.teams if reach else {}
    own = (reach.bound | reach.themselves).union(*reach.consented.values()) if reach else NOBODY
    answer = Me(
        organisation_id=caller.organisation_id,
        kinds=[kind for kind in CallerKind if kind in caller.kinds],
        person_id=caller.person_id,
        scopes=[scope for scope in KeyScope if scope in caller.scopes],
        expires_at=caller.expires_at,
        teams=[
            MyTeam(team_id=team, kinds=[kind for kind in CallerKind if team in teams.get(kind, NOBODY)])
            for team in sorted(NOBODY.union(*teams.values()))
        ],
        resident_ids=sorted(own),
        rights=_rights(caller),
    )
    return with_names(session, [answer])[0]


def _rights(caller: Caller) -> list[MyRight]:
    nouns = dict.fromkeys(noun for rule in RULES for noun in rule.nouns)
    may = {noun: [one.value for one in Action if conditions_of(caller.kinds, one, noun)] for noun in nouns}
    return [MyRight(noun=noun, may=actions) for noun, actions in may.items() if actions]
