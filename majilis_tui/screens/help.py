"""The help of a screen: what to do next, its keys, and why some are not possible now."""

from typing import TYPE_CHECKING

from textual.content import Content

from majilis_tui.languages import _
from majilis_tui.phrases import ROLES, refusal_text
from majilis_tui.procedure.names import shown, width
from majilis_tui.screens.guidance import next_step
from majilis_tui.screens.widgets.member_list import MemberList

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen


def help_words(screen: "SittingScreen") -> Content:
    """Return the help of a screen as it stands now."""
    session = screen.session
    parts: list[Content | str] = [
        Content.styled(_("What to do next"), "bold $text-accent"),
        next_step(session.sitting, session.election),
        _("At this terminal: {role}.").format(role=_(ROLES[session.role])),
        "",
        Content.styled(_("Keys of this screen"), "bold $text-accent"),
    ]
    listed = screen.commands
    widest = max(width(command.key_shown) for command in listed)
    for command in listed:
        key = command.key_shown + " " * (widest - width(command.key_shown))
        parts.append(Content.assemble((key, "bold"), "  ", command.name))
        refusal = command.refusal(screen)
        pad = " " * (widest + 2)
        if command.explained:
            parts.append(Content.styled(pad + _(command.explained), "$foreground-muted"))
        if refusal is not None:
            words = _("Not now: {reason}").format(reason=shown(refusal_text(refusal)))
            parts.append(Content.styled(pad + words, "$text-warning"))
    parts += ["", Content.styled(_("How keys work"), "bold $text-accent"), *_habits(screen)]
    return Content("\n").join([p if isinstance(p, Content) else Content(p) for p in parts])


def _habits(screen: "SittingScreen") -> list[str]:
    habits = [
        _("A letter command also answers the letter on the same key of a Cyrillic layout."),
        _("A dimmed key is not possible now; press it and the reason is said."),
        _("There is no undo: a mistake is corrected by a further action, also on record."),
    ]
    if screen.query(MemberList):
        searching = _(
            "Letters and digits search here, in any script and spelling; commands are on Space,"
            " Enter, + and the function keys. Esc ends the search."
        )
        return [searching, *habits]
    return habits
