"""Whatever happens to consents, people and teams: what everybody sees over HTTP is what was promised.

Two organisations with the same names and ids live on one service. After every step each caller is asked for the lists
that should have changed, and in turn for one that should not; after the last step for all of them.
"""

from collections import ChainMap
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from importlib import import_module
from itertools import cycle, product
from types import SimpleNamespace
from typing import Final, get_type_hints
from uuid import UUID

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from app import clock
from app.database import Session
from app.models.vocabulary import KeyHolder, KeyScope
from app.services import keys, secret_texts
from tests.engine import on_postgresql, tried_in_full
from tests.house import House, Said, open_house
from tests.policy import consent_model as model
from tests.policy.cast import ACTING
from tests.policy.consent_model import Consent, Days, InTeam, Moment, Promised, Story

START: Final = date(2026, 6, 1)
PAIRS: Final = tuple(product(model.CALLERS, model.NOUNS))
MADE_FIRST: Final = ("teams", "residents", "caregivers", "relatives", "relations", "stories", "moments", "consents")


class Ids(dict[str, str]):
    """The id of everything by its name, a UUIDv7 and the same in both organisations; named later is a later id."""

    def __missing__(self, name: str) -> str:
        self[name] = str(UUID(int=(1_600_000_000_000 << 80) | (7 << 76) | (0b10 << 62) | len(self)))
        return self[name]


class Stage:
    """One of the two organisations, beside what is promised of it; both note what was touched."""

    def __init__(self, house: House, ids: Ids, touched: set[tuple[str, str]]) -> None:
        self.house, self.promised, self.touched = house, model.beginning(START), touched
        self.ids = ChainMap({"house": house.organisation_id}, ids)
        self.author = secret_texts.read(secret_texts.KEY, house.client.headers["Authorization"].split()[1]).id
        self.headers = house.database.run(self._lay_down, write=True)
        self.looked = self._promises()
        self.pairs, self.callers = cycle(PAIRS), cycle(model.CALLERS)

    def _lay_down(self, session: Session) -> dict[str, Said]:
        """Everything that is promised at the beginning, in one go; the headers of each caller."""
        session.enter(UUID(self.house.organisation_id))
        session.author_id = self.author
        for noun in MADE_FIRST:
            put = import_module(f"app.services.{noun}").put
            shape = get_type_hints(put)["body"]
            for name in {"teams": model.TEAMS, "relatives": model.RELATIVES}.get(noun) or getattr(self.promised, noun):
                put(session, UUID(self.ids[name]), shape.model_validate(self.promised.body(noun, name, self.ids)), None)
        attended = keys.make(session, KeyHolder.SYSTEM, KeyScope.CARE)
        found = {name: {"Authorization": f"Bearer {attended}", ACTING: self.ids[name]} for name in model.CAREGIVERS}
        holders = dict.fromkeys(model.RELATIVES, KeyHolder.RELATIVE) | {"truus": KeyHolder.RESIDENT}
        for name, holder in holders.items():
            key = keys.make(session, holder, KeyScope.CARE, person_id=UUID(self.ids[name]))
            found[name] = {"Authorization": f"Bearer {key}"}
        return found

    def put(self, noun: str, name: str, *, new: bool = False) -> None:
        """Say over HTTP what is promised of something now."""
        path, version = f"/{noun}/{self.ids[name]}", None if new else "*"
        answer = self.house.ask("PUT", path, self.promised.body(noun, name, self.ids), version=version)
        assert answer.status_code == (201 if new else 200), answer.text
        self.touched |= {(noun, name)} if noun in model.NOUNS else set()

    def done(self, noun: str, name: str, what: str, **body: object) -> None:
        """Send something to an address that changes a state."""
        self.house.done(f"/{noun}/{self.ids[name]}/{what}", **body)
        self.touched |= {(noun, name)} if noun in model.NOUNS else set()

    def compare(self) -> None:
        """Look at every list that should have changed, at one that should not, and at the things that were touched."""
        before, self.looked = self.looked, self._promises()
        changed = [pair for pair in PAIRS if self.looked[pair] != before[pair]]
        for pair in (*changed, next(self.pairs)):
            self.look(*pair)
        for noun, name in self.touched:
            caller = next(self.callers)
            self._ask(caller, f"{noun}/{self.ids[name]}", 200 if name in self.looked[caller, noun] else 404)

    def look(self, caller: str, noun: str) -> None:
        """Compare a whole list: nothing less, nothing more, and all of it of this organisation."""
        said = self._ask(caller, f"{noun}?limit=200", 200)
        if caller not in self.promised.died:
            names = {value: name for name, value in self.ids.items()}
            seen = [names[one["id"]] for one in said["items"]]
            assert (caller, noun, seen) == (caller, noun, sorted(self.looked[caller, noun], key=self.ids.__getitem__))
            assert {one["createdBy"] for one in said["items"]} <= {str(self.author)}
            if noun == "stories":
                readers = [sorted(self.ids[who] for who in self.promised.readers(name)) for name in seen]
                assert [one["readableBy"]["relativeIds"] for one in said["items"]] == readers

    def _promises(self) -> dict[tuple[str, str], frozenset[str]]:
        return {(who, noun): seen for who in model.CALLERS for noun, seen in self.promised.seen_by(who).items()}

    def _ask(self, caller: str, path: str, status: int) -> Said:
        """What a caller hears; the key of somebody who died opens nothing."""
        answer = self.house.client.get(f"/v1/{path}", headers=self.headers[caller])
        status = 403 if caller in self.promised.died else status
        assert (caller, path, answer.status_code) == (caller, path, status)
        said: Said = answer.json()
        return said


Offsets = tuple[int, int | None]
AT: Final = st.sampled_from((0, 0, 1))
BOOLEAN: Final = st.booleans()
CATEGORIES: Final = st.sampled_from((*model.CATEGORIES, "all"))
OFFSETS: Final = st.sampled_from((-2, 0, 0, 3))
PERIODS: Final = st.tuples(OFFSETS, st.sampled_from((None, None, 0, 4)))
MAYBE: Final = st.one_of(st.none(), PERIODS, PERIODS)
SOME: Final = st.sampled_from(("truus", "piet", "otto", "piet truus", "otto truus", "otto piet"))
TEAMS: Final = st.sampled_from(model.TEAMS)
TELLERS: Final = st.sampled_from((None, *model.CALLERS))
WHO: Final = st.sampled_from(tuple(model.CAREGIVERS))
# What may happen to a story: from which states it may, and what is different then.
TURNS: Final[dict[str, tuple[set[str], Said]]] = {
    "confirmations": ({"shared"}, {"state": "confirmed"}),
    "withdrawals": ({"shared", "draft", "confirmed"}, {"state": "withdrawn"}),
    "shared": ({"draft"}, {"state": "shared"}),
    "draft": ({"shared", "confirmed"}, {"state": "draft"}),
    "concern": ({"shared", "draft", "confirmed"}, {"concern": True}),
    "no concern": ({"shared", "draft", "confirmed"}, {"concern": False}),
}


class Life(RuleBasedStateMachine):
    """What happens in two organisations, one step at a time."""

    def __init__(self, service: FastAPI, portal: BlockingPortal, watch: SimpleNamespace) -> None:
        super().__init__()
        self.watch, self.opened, self.touched, ids = watch, ExitStack(), set[tuple[str, str]](), Ids()
        self.is_sound, watch.day = True, START
        houses = [self.opened.enter_context(open_house(service)) for _ in range(2)]
        self.stages = [Stage(house, ids, self.touched) for house in houses]
        for house in houses:
            house.client.portal = portal  # else every request starts a thread of its own

    @rule(at=AT, data=st.data(), category=CATEGORIES, given=BOOLEAN, after_death=BOOLEAN, period=PERIODS)
    def decide(self, at: int, data: st.DataObject, category: str, period: Offsets, **how: bool) -> None:
        """A resident consents or refuses, for one category or all of them."""
        stage, there = self.at(at)
        living = [one for one in there.relations.values() if one.side == "A" and one.a not in there.died]
        around = [f"{one.a} {one.b}" for one in living if one.days.hold(there.day)]
        resident, _, relative = pick(data, around).partition(" ")
        for one in model.CATEGORIES if resident else ():
            if category in {one, "all"}:
                name = f"consent {len(there.consents)}"
                there.consents[name] = Consent(resident, relative, one, self.days(period), **how)
                stage.put("consents", name, new=True)

    @rule(at=AT, data=st.data())
    def withdraw(self, at: int, data: st.DataObject) -> None:
        """A consent is taken back; other categories stay as they are."""
        stage, there = self.at(at)
        if name := pick(data, (name for name, one in there.consents.items() if not one.withdrawn)):
            there.consents[name].withdrawn = True
            stage.done("consents", name, "withdrawals")

    @rule(at=AT, data=st.data(), ago=st.sampled_from((0, 1, 10, 100)))
    def die(self, at: int, data: st.DataObject, ago: int) -> None:
        """A resident died, today or a while ago."""
        stage, there = self.at(at)
        day = there.day - timedelta(ago)
        if name := pick(data, (name for name in there.residents if there.may_die(name, day))):
            there.died[name] = day
            stage.done("residents", name, "departures", kind="deceased", departedOn=model.wire(day))

    @rule(at=AT, data=st.data(), team=TEAMS, offset=OFFSETS)
    def arrive(self, at: int, data: st.DataObject, team: str, offset: int) -> None:
        """A resident comes to a team; a stay that is open ends that day."""
        stage, there = self.at(at)
        day = there.day + timedelta(offset)
        if name := pick(data, (name for name in there.residents if there.may_move(name, day))):
            there.move(name, team, day)
            stage.done("residents", name, "arrivals", teamId=stage.ids[team], arrivedOn=model.wire(day))

    @rule(at=AT, who=WHO, offset=OFFSETS)
    def leave(self, at: int, who: str, offset: int) -> None:
        """A caregiver leaves every team."""
        stage, there = self.at(at)
        day, memberships = there.day + timedelta(offset), there.caregivers
        begun = [one for one in memberships[who] if one.days.first <= day]
        memberships[who] = [replace(one, days=Days(one.days.first, min(one.days.last or day, day))) for one in begun]
        stage.put("caregivers", who)

    @rule(at=AT, who=WHO, team=TEAMS, capacity=st.sampled_from(("member", "coordinator")), period=PERIODS)
    def join(self, at: int, who: str, team: str, capacity: str, period: Offsets) -> None:
        """A caregiver comes to a team, or comes back."""
        stage, there = self.at(at)
        there.caregivers[who].append(InTeam(team, self.days(period), capacity))
        stage.put("caregivers", who)

    @rule(at=AT, data=st.data(), what=st.sampled_from(("barred", "barred", "mentor", "ended")), period=MAYBE)
    def tie(self, at: int, data: st.DataObject, what: str, period: Offsets | None) -> None:
        """A relative is barred, is made a mentor or is a relative no more, for a while or not any longer."""
        stage, there = self.at(at)
        days = self.days(period) if period else None
        change = {what: days} if what != "ended" else {"days": Days(last=days.first if days else None)}
        name = pick(data, (name for name, one in there.relations.items() if one.side == "A"))
        there.relations[name] = replace(there.relations[name], **change)
        stage.put("relations", name)

    @rule(at=AT, there=SOME, mentioned=SOME, teller=TELLERS, draft=BOOLEAN, concern=BOOLEAN)
    def tell(self, *, at: int, there: str, mentioned: str, teller: str | None, draft: bool, concern: bool) -> None:
        """Somebody tells a story, in which some residents were there and others are only mentioned."""
        stage, promised = self.at(at)
        name, was = f"story {len(promised.stories)}", frozenset(there.split())
        others, state = frozenset(mentioned.split()) - was, "draft" if draft else "shared"
        promised.stories[name] = Story(teller, was, others, state, concern)
        stage.put("stories", name, new=True)

    @rule(at=AT, data=st.data(), turn=st.sampled_from(tuple(TURNS)))
    def turn(self, at: int, data: st.DataObject, turn: str) -> None:
        """A story is confirmed by who told it or was there, taken back, or told anew."""
        stage, there = self.at(at)
        states, change = TURNS[turn]
        if name := pick(data, (name for name, one in there.stories.items() if one.state in states)):
            one = there.stories[name] = replace(there.stories[name], **change)
            if change.get("state") in {"confirmed", "withdrawn"}:
                stage.done("stories", name, turn, byPersonId=stage.ids[one.teller or min(one.there)])
            else:
                stage.put("stories", name)

    @rule(at=AT, data=st.data())
    def note(self, at: int, data: st.DataObject) -> None:
        """A moment of a relation is noted, with the story that tells of it or without one."""
        stage, there = self.at(at)
        relation = pick(data, (name for name, one in there.relations.items() if one.side != "A"))
        name = f"moment {len(there.moments)}"
        there.moments[name] = Moment(relation, pick(data, ("", *there.stories)))
        stage.put("moments", name, new=True)

    @precondition(lambda self: self.watch.day < START + timedelta(days=250))  # a key lives for a year
    @rule(days=st.sampled_from((1, 3, 92)))
    def wait(self, days: int) -> None:
        """Some days go by."""
        self.watch.day += timedelta(days)
        for stage in self.stages:
            stage.promised.day = self.watch.day

    @invariant()
    def everybody_sees_what_was_promised(self) -> None:
        """In both organisations, whatever was done in one of them."""
        self.is_sound = False
        for stage in self.stages:
            stage.compare()
        self.touched.clear()
        self.is_sound = True

    def teardown(self) -> None:
        """Look at everything once more, unless something was found already."""
        if self.is_sound:
            for stage, pair in product(self.stages, PAIRS):
                stage.look(*pair)
        self.opened.close()

    def at(self, at: int) -> tuple[Stage, Promised]:
        """One of the organisations, in which something is about to happen."""
        self.is_sound = False
        return self.stages[at], self.stages[at].promised

    def days(self, period: Offsets) -> Days:
        """The period that begins so many days from now and lasts so many more."""
        first = self.watch.day + timedelta(period[0])
        return Days(first, None if period[1] is None else first + timedelta(period[1]))


def pick(data: st.DataObject, names: Iterable[str]) -> str:
    """One of these names, or an empty one when there is none."""
    return data.draw(st.sampled_from(sorted(names) or [""]))


def test_everybody_sees_what_was_promised(service: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = SimpleNamespace(day=START)
    monkeypatch.setattr(clock, "now", lambda: datetime.combine(watch.day, time(12), UTC))
    calm = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])  # many requests each
    examples, steps = (500, 50) if tried_in_full() else (2 if on_postgresql() else 5, 30)
    chosen = settings(calm, max_examples=examples, stateful_step_count=steps)
    with start_blocking_portal() as portal:
        life = partial(Life, service, portal, watch)
        run_state_machine_as_test(life, settings=chosen)  # type: ignore[arg-type]  # any factory will do
