"""What every action has in words, and what several share."""

from collections.abc import Callable
from typing import Any

import msgspec

from majilis_tui.languages import _
from majilis_tui.procedure.sitting import Sitting


class Phrase(msgspec.Struct, frozen=True):
    """An action's title for keys and palette, and its sentence for the log.

    `brief` is a shorter sentence, where the whole one need not fit a line of 80 cells.
    """

    title: str
    logged: Callable[[Any, Sitting], str]
    brief: Callable[[Any, Sitting], str] | None = None


def with_reason(reason: str | None) -> str:
    """Return a reason as the end of a sentence, "" for none."""
    return "" if reason is None else "; " + _("reason: {text}").format(text=reason)


def always(words: str) -> Callable[[Any, Sitting], str]:
    """Return what says the same of every entry of its kind."""
    return lambda data, sitting: _(words)
