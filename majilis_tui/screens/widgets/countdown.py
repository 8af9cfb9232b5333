"""The time left: the deadline less now, never a count of ticks; and its bell."""

from math import ceil

from textual.content import Content
from textual.widget import Widget

from majilis_tui.languages import _, ngettext
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.procedure.timing import seconds_between
from majilis_tui.screens.widgets.digits import big_digits

WARNINGS = (300, 60, 0)


def seconds_left(deadline: str, now: str) -> int:
    """Return the whole seconds from now to a deadline, never below 0."""
    return max(ceil(seconds_between(now, deadline)), 0)


def clock_text(seconds: int) -> str:
    """Return seconds as minutes and seconds, with hours where there are any."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


class Bell:
    """Says when five minutes and one minute are left, and when the time is up.

    One for a terminal, whichever screen is shown: a warning is given once, and none for a moment
    that had passed before this terminal looked.
    """

    def __init__(self) -> None:
        self._deadline = ""
        self._left = 0

    def warning(self, sitting: Sitting, now: str) -> str | None:
        """Return what to say if a warning has fallen due since the last look."""
        election = sitting.voting
        if election is None:
            self._deadline = ""
            return None
        deadline = election.round.deadline
        before = self._left if self._deadline else None
        self._deadline, self._left = deadline, seconds_left(deadline, now)
        due = [mark for mark in WARNINGS if before is not None and self._left <= mark < before]
        if not due:
            return None
        if self._left == 0:
            return _("The time for voting is up; those who stand in line may still vote.")
        minutes = -(-self._left // 60)
        return ngettext(
            "{n} minute is left to vote.", "{n} minutes are left to vote.", minutes
        ).format(n=minutes)


class Countdown(Widget):
    """The time left in large digits, as large as the widget."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._seconds: int | None = None

    def show(self, seconds: int | None) -> None:
        """Show the seconds left; None where no time runs."""
        if seconds != self._seconds:
            self._seconds = seconds
            self.refresh()

    def render(self) -> Content:
        """Draw the digits in the middle."""
        if self._seconds is None:
            return Content.styled("—", "$foreground-muted")
        text = clock_text(self._seconds)
        lines = big_digits(text, self.size.width, self.size.height)
        style = "bold $text-warning" if self._seconds <= WARNINGS[1] else "bold $text-accent"
        return Content.styled("\n".join(lines), style)
