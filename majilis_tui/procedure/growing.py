"""A mapping that is never changed, and that one entry more costs little, however many it holds."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypeVar

Value = TypeVar("Value")

BLOCK = 128


class Growing(Mapping[str, Value]):
    """Entries in the order of their first coming, in blocks that versions of it share.

    A plain dictionary would be copied whole for each entry of the log that adds to it.
    """

    __slots__ = ("_blocks",)

    def __init__(self, blocks: tuple[dict[str, Value], ...] = ()) -> None:
        self._blocks = blocks

    def __getitem__(self, key: str) -> Value:
        return self._blocks[self._place(key)][key]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._blocks)

    def __len__(self) -> int:
        return sum(map(len, self._blocks))

    def _place(self, key: str) -> int:
        """Return which block holds a key, looked for from the newest on; raises KeyError."""
        for place in range(len(self._blocks) - 1, -1, -1):
            if key in self._blocks[place]:
                return place
        raise KeyError(key)

    def plus(self, key: str, value: Value) -> "Growing[Value]":
        """Return the same with a value for a key, in the place of the one it had."""
        blocks = self._blocks
        try:
            place = self._place(key)
        except KeyError:
            place = len(blocks) - 1
            if not blocks or len(blocks[place]) >= BLOCK:
                return Growing((*blocks, {key: value}))
        return Growing((*blocks[:place], {**blocks[place], key: value}, *blocks[place + 1 :]))
