"""A mapping that is never changed, and that one entry more costs little, however many it holds."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypeVar

Value = TypeVar("Value")

BLOCK = 64


class Growing(Mapping[str, Value]):
    """Entries in the order of their first coming, in blocks that versions of it share.

    A plain dictionary would be copied whole for each entry of the log that adds to it. The
    versions share an index as well: it says in which block a key was put last by any of them, and
    a key that it does not hold was put by none.
    """

    __slots__ = ("_blocks", "_index")

    def __init__(
        self, blocks: tuple[dict[str, Value], ...] = (), index: dict[str, int] | None = None
    ) -> None:
        self._blocks = blocks
        self._index = {} if index is None else index

    def __getitem__(self, key: str) -> Value:
        place = self._place(key)
        if place is None:
            raise KeyError(key)
        return self._blocks[place][key]

    def __contains__(self, key: object) -> bool:
        return self._place(key) is not None

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._blocks)

    def __len__(self) -> int:
        return sum(map(len, self._blocks))

    def _place(self, key: object) -> int | None:
        """Return which block holds a key, None if none does."""
        place = self._index.get(key)  # type: ignore[call-overload]
        if place is None:
            return None
        if place < len(self._blocks) and key in self._blocks[place]:
            return int(place)
        # Another version put it elsewhere.
        return next((n for n, block in enumerate(self._blocks) if key in block), None)

    def plus(self, key: str, value: Value) -> "Growing[Value]":
        """Return the same with a value for a key, in the place of the one it had."""
        blocks, index = self._blocks, self._index if self._blocks else {}
        place = self._place(key)
        if place is None:
            place = len(blocks) - 1
            if not blocks or len(blocks[place]) >= BLOCK:
                index[key] = len(blocks)
                return Growing((*blocks, {key: value}), index)
            index[key] = place
        return Growing(
            (*blocks[:place], {**blocks[place], key: value}, *blocks[place + 1 :]), index
        )
