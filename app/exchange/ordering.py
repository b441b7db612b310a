"""The order of an import: what a row names comes before the row, in whatever order the files have them."""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.exchange.drafts import Draft, Key, Note
from app.exchange.rows import Row
from app.exchange.verbs import VERBS

RANK: Final = {noun: rank for rank, noun in enumerate(VERBS)}
Named = tuple[str, Key]


@dataclass(slots=True, eq=False)
class Batch:
    """Drafts of one row that go in together or not at all; `whole` says whether the row stands or falls with them."""

    row: Row
    drafts: list[Draft]
    whole: bool = True
    notes: list[Note] = field(default_factory=list)

    def rank(self) -> tuple[int, bool, Key]:
        """Where the batch goes when nothing else decides: by noun, main rows first, then by key."""
        return RANK[self.drafts[0].noun], self.drafts[0].adds, self.drafts[0].key


def in_order(batches: Sequence[Batch]) -> Iterator[Batch]:
    """The batches, each after those it names.

    Those that name each other in a circle come last, in the order of their rank; their links then lead nowhere.
    """
    waits, followers = _needs(batches)
    ready = [(batch.rank(), at) for at, batch in enumerate(batches) if not waits[at]]
    heapq.heapify(ready)
    done: set[int] = set()
    while ready:
        _, at = heapq.heappop(ready)
        done.add(at)
        yield batches[at]
        for follower in followers[at]:
            waits[follower].discard(at)
            if not waits[follower] and follower not in done:
                heapq.heappush(ready, (batches[follower].rank(), follower))
    circular = [at for at in range(len(batches)) if at not in done]
    yield from (batches[at] for at in sorted(circular, key=lambda at: batches[at].rank()))


def _needs(batches: Sequence[Batch]) -> tuple[list[set[int]], dict[int, list[int]]]:
    """For each batch those it waits for, and those that wait for it."""
    makers: dict[Named, int] = {}
    for at, batch in enumerate(batches):
        for draft in batch.drafts:
            for key in draft.keys:
                if not draft.adds or key == draft.key:
                    makers.setdefault((draft.noun, key), at)
    waits: list[set[int]] = []
    followers: dict[int, list[int]] = defaultdict(list)
    for at, batch in enumerate(batches):
        needed = {makers[named] for named in _named(batch) if named in makers} - {at}
        waits.append(needed)
        for other in needed:
            followers[other].append(at)
    return waits, followers


def _named(batch: Batch) -> Iterator[Named]:
    for draft in batch.drafts:
        for link in draft.links():
            yield from link.targets()
        yield from ((draft.noun, key) for key in draft.same_as)
