"""A store outside the process, as far as counting goes: a shelf that a test can take away."""

from typing import ClassVar

from limits.storage import Storage


class Shelf(Storage):
    """Counts for every process that names it; while it is away it cannot be reached."""

    STORAGE_SCHEME: ClassVar[list[str] | None] = ["shelf"]  # type: ignore[misc]  # limits calls it an instance's own
    counts: ClassVar[dict[str, int]] = {}
    away: ClassVar[bool] = False

    @property
    def base_exceptions(self) -> type[Exception]:
        return OSError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        self.counts[key] = self.get(key) + amount
        assert expiry > 0
        return self.counts[key]

    def get(self, key: str) -> int:
        if Shelf.away:
            raise ConnectionError
        return self.counts.get(key, 0)

    def get_expiry(self, key: str) -> float:
        raise NotImplementedError(key)

    def check(self) -> bool:
        return not Shelf.away

    def reset(self) -> int | None:
        Shelf.away = False
        self.counts.clear()
        return None

    def clear(self, key: str) -> None:
        self.counts.pop(key, None)
