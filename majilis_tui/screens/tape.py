"""A sitting as a tape: what stood at each entry, and how it runs; it only looks."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import msgspec
from msgspec.structs import replace

from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.sitting import EMPTY, Sitting
from majilis_tui.procedure.timing import later, seconds_between

# Times as fast as the sitting was; 0 is an entry a second, whenever it was.
SPEEDS = (1, 10, 60, 0)


class Tape:
    """Entries with the state after each, and when each stands on the tape.

    A pause is as long as it was; where the clock was set back, none.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._states = list(accumulate(self.entries, Sitting.apply, initial=EMPTY))
        gaps = (
            max(seconds_between(before.at, after.at), 0.0)
            for before, after in zip(self.entries, self.entries[1:], strict=False)
        )
        self._starts = list(accumulate(gaps, initial=0.0))

    def __len__(self) -> int:
        return len(self.entries)

    def sitting(self, place: int) -> Sitting:
        """Return the state after the entry at a place, counted from 0."""
        return self._states[place + 1]

    def start(self, place: int) -> float:
        """Return the second of the tape at which an entry stands."""
        return self._starts[place]

    def place(self, second: float) -> int:
        """Return the entry that is the newest at a second of the tape."""
        return max(bisect_right(self._starts, second) - 1, 0)


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Where a tape stands and how it runs: at an entry, so many seconds after it."""

    place: int = 0
    beyond: float = 0.0
    speed: int = 0
    playing: bool = False

    def moment(self, tape: Tape) -> str:
        """Return the moment of the sitting that is shown."""
        return later(tape.entries[self.place].at, self.beyond)

    def at(self, tape: Tape, place: int) -> "Head":
        """Return the head at an entry, or at the nearest end."""
        place = min(max(place, 0), len(tape) - 1)
        return replace(self, place=place, beyond=0.0)

    def after(self, tape: Tape, seconds: float) -> "Head":
        """Return the head after so many seconds before the screen; at the end it stands still."""
        if not self.playing:
            return self
        last = len(tape) - 1
        if self.speed:
            second = tape.start(self.place) + self.beyond + seconds * self.speed
            place = max(tape.place(second), self.place)
            beyond = second - tape.start(place)
        else:
            whole, beyond = divmod(self.beyond + seconds, 1.0)
            place = self.place + int(whole)
        if place >= last:
            return replace(self.at(tape, last), playing=False)
        return replace(self, place=place, beyond=beyond)

    def turned(self, tape: Tape) -> "Head":
        """Return the head playing, or pausing; at the end it begins anew."""
        head = self.at(tape, 0) if self.place == len(tape) - 1 else self
        return replace(head, playing=not self.playing)

    def faster(self, steps: int) -> "Head":
        """Return the head at the next speed, or with -1 the one before."""
        place = min(max(SPEEDS.index(self.speed) + steps, 0), len(SPEEDS) - 1)
        return replace(self, speed=SPEEDS[place], beyond=0.0)
