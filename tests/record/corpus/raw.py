"""Rows forged that no chaining anew makes good."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from majilis_tui.record.log import NO_HASH
from tests.record.corpus.changes import find
from tests.record.corpus.rows import Json, Rows, chained_anew, entries_of, hashed, written


class RawKind(NamedTuple):
    """A change to the rows of the small sitting with nothing chained anew; seen by both."""

    name: str
    change: Callable[[Rows], list[tuple[Any, Any, Any]]]


def _another(rows: Rows, place_: int, row: tuple[Any, Any, Any]) -> list[tuple[Any, Any, Any]]:
    return [*rows[:place_], row, *rows[place_ + 1 :]]


def _respaced(rows: Rows) -> Rows:
    return chained_anew(entries_of(rows), text_of=lambda entry: json.dumps(entry, sort_keys=True))


def _key_twice(rows: Rows) -> Rows:
    def text_of(entry: Json) -> str:
        return (
            written(entry).replace('"by":', '"at":"","by":')
            if entry["seq"] == 3
            else written(entry)
        )

    return chained_anew(entries_of(rows), text_of=text_of)


def _unsorted(rows: Rows) -> Rows:
    def text_of(entry: Json) -> str:
        turned = dict(reversed(entry.items()))
        return json.dumps(turned, ensure_ascii=False, separators=(",", ":"))

    return chained_anew(entries_of(rows), text_of=text_of)


def _numbered_true(rows: Rows) -> Rows:
    return chained_anew(
        entries_of(rows),
        text_of=lambda entry: written({**entry, "seq": entry["seq"] == 1 or entry["seq"]}),
    )


def _misnumbered(rows: Rows) -> Rows:
    anew: Rows = []
    before = NO_HASH
    for seq, text, _ in rows:
        other = text.replace(f'"seq":{seq}}}', f'"seq":{seq + 1}}}') if seq == 5 else text
        before = hashed(before, other)
        anew.append((seq, other, before))
    return anew


RAW_KINDS: tuple[RawKind, ...] = (
    RawKind("a row dropped", lambda rows: [*rows[:9], *rows[10:]]),
    RawKind(
        "a row dropped, all renumbered",
        lambda rows: [*rows[:9], *((s - 1, t, h) for s, t, h in rows[10:])],
    ),
    RawKind("the first row dropped", lambda rows: rows[1:]),
    RawKind("a row doubled", lambda rows: [*rows[:9], *((s + 1, t, h) for s, t, h in rows[8:])]),
    RawKind(
        "two rows swapped",
        lambda rows: _another(_another(rows, 8, (9, *rows[9][1:])), 9, (10, *rows[8][1:])),
    ),
    RawKind(
        "two texts swapped",
        lambda rows: _another(
            _another(rows, 8, (9, rows[9][1], rows[8][2])), 9, (10, rows[8][1], rows[9][2])
        ),
    ),
    RawKind(
        "a row inserted",
        lambda rows: [
            *rows[:9],
            (10, rows[2][1], rows[2][2]),
            *((s + 1, t, h) for s, t, h in rows[9:]),
        ],
    ),
    RawKind("a row appended", lambda rows: [*rows, (len(rows) + 1, rows[2][1], rows[2][2])]),
    RawKind("a hash altered", lambda rows: _another(rows, 8, (9, rows[8][1], NO_HASH))),
    RawKind(
        "the last hash altered",
        lambda rows: _another(rows, len(rows) - 1, (*rows[-1][:2], NO_HASH)),
    ),
    RawKind(
        "a hash in capitals",
        lambda rows: _another(rows, len(rows) - 1, (*rows[-1][:2], rows[-1][2].upper())),
    ),
    RawKind("numbers from nought", lambda rows: [(s - 1, t, h) for s, t, h in rows]),
    RawKind(
        "head codes on protocols left",
        lambda rows: chained_anew(_noted(entries_of(rows)), protocols=False),
    ),
    RawKind("spaces between, chained anew", _respaced),
    RawKind("a key twice, chained anew", _key_twice),
    RawKind("keys not sorted, chained anew", _unsorted),
    RawKind("a number inside that is true, chained anew", _numbered_true),
    RawKind("a number inside that is another, chained anew", _misnumbered),
)


def _noted(entries: list[Json]) -> list[Json]:
    find(entries, "note")["data"]["text"] = "Another note."
    return entries
