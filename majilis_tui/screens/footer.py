"""The footer: what is possible now is bright, what is not is dimmed."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from majilis_tui.procedure.names import fit, width

if TYPE_CHECKING:
    from majilis_tui.screens.base import CommandScreen

GAP = "  "


def footer_content(screen: "CommandScreen", cells: int, lines: int) -> Content:
    """Return the footer of a screen in at most so many lines; the rest is in the help."""
    # Where nothing can be dimmed, brackets say that a key is not possible now.
    colourless = screen.app.no_color or screen.app.current_theme.ansi
    rows: list[list[Content]] = [[]]
    used = 0
    listed = [command for command in screen.offered if command.label]
    if lines == 1:
        # Where little fits, the key that explains all others comes first.
        listed.sort(key=lambda command: command.id != "help")
    for command in listed:
        label = fit(command.label, 24)
        key = command.pair or command.key_shown
        possible = command.refusal(screen) is None
        text = f"{key} {label}"
        if colourless and not possible:
            text = f"({text})"
        wide = width(text) + (len(GAP) if rows[-1] else 0)
        if used + wide > cells:
            if len(rows) == lines:
                break
            rows.append([])
            used, wide = 0, width(text)
        used += wide
        shown = (
            Content.assemble((key, "bold $text-accent"), " ", label)
            if possible
            else Content.styled(text, "$foreground-disabled")
        )
        # A click does what the key does, and says why not where that is not possible.
        click = Style.from_meta({"@click": f"screen.command({command.id!r})"})
        rows[-1].append(shown.stylize(click))
    return Content("\n").join([Content(GAP).join(row) for row in rows])
