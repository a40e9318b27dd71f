"""Works out what is written of new contacts, in other processes where they are many."""

from collections import deque
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial

from contactbook.app import tidying
from contactbook.app.plan import Coming, Plan
from contactbook.app.workers import in_order
from contactbook.store.contacts import Ready
from contactbook.store.packing import unpack
from contactbook.store.preparing import Prepared, prepare

_MANY = 8000  # rows that pay for other processes


def worked_out(
    plan: Plan, now: datetime, alone: set[str]
) -> Generator[tuple[list[Coming], dict[int, Ready]], None, None]:
    """Give the rows to be written piece by piece, with what is written of those that are new, by their place.

    now is the moment of the step; alone are uids whose rows are never among the new ones.
    """
    waiting: deque[list[Coming]] = deque()

    def texts() -> Generator[list[str], None, None]:
        for rows in plan.written():
            waiting.append(rows)
            yield [row.packed.text for row in rows if row.is_new and row.key not in alone]

    with closing(in_order(partial(_prepared, now=now), texts(), apart=len(plan.rows) > _MANY)) as results:
        for prepared in results:
            rows = waiting.popleft()
            new = [row for row in rows if row.is_new and row.key not in alone]
            yield (
                rows,
                {
                    row.place: Ready(one, row.packed.photo, row.packed.card)
                    for row, one in zip(new, prepared, strict=True)
                },
            )


def _prepared(texts: Sequence[str], *, now: datetime) -> list[Prepared]:
    import uuid

    contacts = [unpack(text, None, None) for text in texts]
    named = [c if c.uid else replace(c, uid=str(uuid.uuid4())) for c in contacts]
    return [prepare(tidying.tidy(c, None, now)) for c in named]
