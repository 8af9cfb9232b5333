"""The footer: what is possible now is bright, what is not is dimmed."""

from typing import TYPE_CHECKING

from textual.content import Content

from majilis_tui.procedure.names import fit, width

if TYPE_CHECKING:
    from majilis_tui.screens.base import CommandScreen

GAP = "  "


def footer_content(screen: "CommandScreen", cells: int, lines: int) -> Content:
    """Return the footer of a screen in at most so many lines; the rest is in the help."""
    rows: list[list[Content]] = [[]]
    used = 0
    listed = [command for command in screen.commands if command.label]
    if lines == 1:
        # Where little fits, the key that explains all others comes first.
        listed.sort(key=lambda command: command.id != "help")
    for command in listed:
        text = f"{command.key_shown} {fit(command.label, 24)}"
        wide = width(text) + (len(GAP) if rows[-1] else 0)
        if used + wide > cells:
            if len(rows) == lines:
                break
            rows.append([])
            used, wide = 0, width(text)
        used += wide
        possible = command.refusal(screen) is None
        key, _gap, label = text.partition(" ")
        rows[-1].append(
            Content.assemble((key, "bold $text-accent"), " ", label)
            if possible
            else Content.styled(text, "$foreground-disabled")
        )
    return Content("\n").join([Content(GAP).join(row) for row in rows])
