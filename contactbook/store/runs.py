"""The ids that a search found, a run a section; a run is read when somebody looks at it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import overload

_NOBODY = 0  # stands for a contact that went between counting and reading
_RUNS_KEPT = 256
_MANY = 50  # so many runs at once are read whole


class Runs(Sequence[int]):
    """Ids in display order.

    counts tell how many each run has, read gives the ids of one, read_all those of all. run_of tells in which run an id
    stands, or None.
    """

    def __init__(
        self,
        counts: Sequence[int],
        read: Callable[[int], Sequence[int]],
        run_of: Callable[[int], int | None],
        read_all: Callable[[], Callable[[int], Sequence[int]]] | None = None,
    ) -> None:
        self._ends = list(accumulate(counts))
        self._run_of = run_of
        self._read_all = read_all
        self._read_by(read)

    def _read_by(self, read: Callable[[int], Sequence[int]]) -> None:
        def run(at: int) -> Sequence[int]:
            wanted, ids = self._ends[at] - self._start(at), read(at)
            return [*ids[:wanted], *[_NOBODY] * (wanted - len(ids))]

        self._run = lru_cache(maxsize=_RUNS_KEPT)(run)

    def _start(self, run: int) -> int:
        return self._ends[run - 1] if run else 0

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, wanted: int) -> int: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[int]: ...

    def __getitem__(self, wanted: int | slice) -> int | list[int]:
        if isinstance(wanted, slice):
            start, stop, step = wanted.indices(len(self))
            return self._between(start, stop)[::step] if step > 0 else [*self][wanted]
        at = wanted + len(self) if wanted < 0 else wanted
        if not 0 <= at < len(self):
            raise IndexError(wanted)
        return self._between(at, at + 1)[0]

    def _between(self, start: int, stop: int) -> list[int]:
        if start >= stop:
            return []
        first, last = bisect_right(self._ends, start), bisect_right(self._ends, stop - 1)
        if last - first > _MANY and self._read_all is not None:
            self._read_by(self._read_all())
            self._read_all = None
        ids = [i for run in range(first, last + 1) for i in self._run(run)]
        begin = self._start(first)
        return ids[start - begin : stop - begin]

    def __iter__(self) -> Iterator[int]:
        return iter(self._between(0, len(self)))

    def __eq__(self, other: object) -> bool:
        return [*self] == [*other] if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Find the place of an id; raise ValueError where it was not found."""
        run = self._run_of(value)
        if run is None:
            raise ValueError(value)
        place = self._start(run) + self._run(run).index(value)
        if not start <= place < (len(self) if stop is None else stop):
            raise ValueError(value)
        return place
