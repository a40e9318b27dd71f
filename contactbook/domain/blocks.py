"""Contact blocks as they are kept: what was printed, where, and whether it still holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["right", "changed", "internal", "gone"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A detail that a block printed, and whose it was.

    value is E.164 or the digits as printed, or the address; shown is what stands in the block.
    """

    uid: str
    name: str
    kind: Literal["phone", "email"]
    value: str
    extension: str | None
    shown: str


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """A block that went out: layout is JSON, uids the contacts that were asked for."""

    id: int
    at: datetime
    language: str
    format: str
    text: str
    layout: str
    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A detail in a kept block, and what has become of it.

    state: "right"; "changed" (its contact no longer has it); "internal" (it may no longer be published); "gone" (its
    contact was removed). now holds the public numbers, or addresses, of the contact today.
    """

    block: KeptBlock
    detail: Printed
    state: State
    now: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        return self.state == "right"


@dataclass(frozen=True, slots=True)
class Preset:
    """A named way to compose: layout is JSON; the contacts are those of a query, or of uids in their order."""

    name: str
    layout: str
    query: str = ""
    uids: tuple[str, ...] = ()
