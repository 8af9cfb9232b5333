"""Wall clock and steady clock, passed in so that tests and scenarios have their own."""

import time
from datetime import UTC, datetime
from typing import Protocol

from majilis_tui.procedure.timing import instant, later

# A difference between the clocks below this is drift, not a clock that was set.
JUMP_SECONDS = 2


class Clock(Protocol):
    """What the desk asks of a clock."""

    def now(self) -> str:
        """Return the moment as the log writes it (UTC, milliseconds)."""
        ...

    def offset(self) -> float | None:
        """Return wall time less steady time in seconds, None where there is no steady time.

        It changes only when the wall clock is set; a suspended machine does not change it.
        """
        ...


class SystemClock:
    """The clocks of this machine."""

    def now(self) -> str:
        """Return the wall clock's moment."""
        return instant(datetime.now(UTC))

    def offset(self) -> float | None:
        """Return wall time less the time since boot, which goes on while suspended."""
        steady = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
        return time.time() - time.clock_gettime(steady)


class ScenarioClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: str) -> None:
        self.moment = start

    def now(self) -> str:
        """Return the moment it was moved to."""
        return self.moment

    def offset(self) -> float | None:
        """Return None: there is only one clock."""
        return None

    def move(self, seconds: float) -> None:
        """Move on by seconds."""
        self.moment = later(self.moment, seconds)
