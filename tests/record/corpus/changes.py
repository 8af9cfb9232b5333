"""What an attacker does to the entries of a sitting, all chained anew after it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from tests.record.corpus.rows import Json

Seen = Literal["by both", "by the program", "by the independent", "with a head"]


class Kind(NamedTuple):
    """A change to the entries of a sitting, all chained anew after it."""

    name: str
    seen: Seen
    change: Callable[[list[Json]], Any]
    sitting: str = "small"


def find(entries: list[Json], action: str, number: int = 0) -> Json:
    return [entry for entry in entries if entry["action"] == action][number]


def place(entries: list[Json], action: str, number: int = 0) -> int:
    return next(i for i, e in enumerate(entries) if e is find(entries, action, number))


def put(action: str, number: int = 0, /, **fields: Any) -> Callable[[list[Json]], None]:
    """Set fields of the data of one entry; None takes a field away."""

    def change(entries: list[Json]) -> None:
        data = find(entries, action, number)["data"]
        for name, value in fields.items():
            key = name.rstrip("_")
            data[key] = value
            if value is None:
                del data[key]

    return change


def put_outside(action: str, number: int = 0, /, **fields: Any) -> Callable[[list[Json]], None]:
    """Set what stands beside the data of one entry: its role, its moment, its name."""
    return lambda entries: find(entries, action, number).update(fields)


def several(*changes: Callable[[list[Json]], Any]) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        for each in changes:
            each(entries)

    return change


def drop(action: str, number: int = 0) -> Callable[[list[Json]], None]:
    return lambda entries: entries.remove(find(entries, action, number))


def double(action: str, number: int = 0) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        entry = find(entries, action, number)
        entries.insert(place(entries, action, number), copy.deepcopy(entry))

    return change


def insert_before(
    action: str, number: int, name: str, by: str, **data: Any
) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        at = find(entries, action, number)["at"]
        entry = {"action": name, "at": at, "by": by, "data": data}
        entries.insert(place(entries, action, number), entry)

    return change


def append(name: str, by: str, **data: Any) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        entries.append({"action": name, "at": entries[-1]["at"], "by": by, "data": data})

    return change


def swap(first: str, second: str, one: int = 0, other: int = 0) -> Callable[[list[Json]], None]:
    """Exchange what two entries say, each at the moment of the other."""

    def change(entries: list[Json]) -> None:
        i, j = place(entries, first, one), place(entries, second, other)
        entries[i]["at"], entries[j]["at"] = entries[j]["at"], entries[i]["at"]
        entries[i], entries[j] = entries[j], entries[i]

    return change


def rule(office: str, number: int, /, **fields: Any) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        find(entries, "open_sitting")["data"]["rules"]["office"][office]["round"][number].update(
            fields
        )

    return change


def cut(action: str, number: int = 0) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        del entries[place(entries, action, number) :]

    return change


def member(**fields: Any) -> Callable[[list[Json]], None]:
    """Set fields of one member of the small sitting; None takes one away."""

    def change(entries: list[Json]) -> None:
        found = find(entries, "seat_members")["data"]["members"][3]
        found.update(fields)
        for name, value in fields.items():
            if value is None:
                del found[name]

    return change


def office(name: str, **fields: Any) -> Callable[[list[Json]], None]:
    return lambda entries: entries[0]["data"]["rules"]["office"][name].update(fields)


def chamber(**fields: Any) -> Callable[[list[Json]], None]:
    return lambda entries: entries[0]["data"]["rules"]["chamber"].update(fields)
