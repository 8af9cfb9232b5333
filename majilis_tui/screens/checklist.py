"""The steps to a goal: what is done and what is left, as the log calls the actions."""

from collections.abc import Mapping

from textual.content import Content

from majilis_tui.languages import _
from majilis_tui.log_words import PHRASES
from majilis_tui.procedure.names import fit


def checklist(steps: Mapping[str, bool], cells: int) -> Content:
    """Return actions by name, each done or not, one a line."""
    lines = [
        Content.assemble(
            ("✓ ", "$text-success") if done else ("· ", "$foreground-muted"),
            (fit(_(PHRASES[step].title), cells - 2), "" if done else "$foreground-muted"),
        )
        for step, done in steps.items()
    ]
    return Content("\n").join(lines)
