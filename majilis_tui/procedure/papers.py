"""Working papers: what may not be kept in order, until it is sealed into the log."""

from collections.abc import Mapping

import msgspec

BLANK = "blank"
INVALID = "invalid:"


class Reading(msgspec.Struct, frozen=True):
    """One officer's marks of the open packet: a number for each choice.

    `papers` is how many papers the officer has had in hand; `finished` that the officer handed
    the reading in, after which it no longer changes.
    """

    packet: int
    papers: int
    marks: dict[str, int]
    finished: bool = False


class WorkingPapers(msgspec.Struct, frozen=True):
    """The register of this round, the readings of the open packet, and the agreed tally."""

    register: frozenset[str] = frozenset()
    readings: dict[str, Reading] = {}
    tally: dict[str, int] = {}


NO_PAPERS = WorkingPapers()


def add_marks(tally: Mapping[str, int], marks: Mapping[str, int]) -> dict[str, int]:
    """Return the sum of a tally and the marks of a packet, sorted by choice."""
    return {
        choice: tally.get(choice, 0) + marks.get(choice, 0) for choice in sorted({*tally, *marks})
    }


def same_marks(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Say whether two readings give every choice the same number, 0 where it is not named."""
    return all(one.get(c, 0) == other.get(c, 0) for c in {*one, *other})
