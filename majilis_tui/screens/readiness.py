"""Is all ready: what was found on this machine, before a sitting is made and at any time after."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from majilis_tui.desk import Desk, RecordError
from majilis_tui.languages import _, language
from majilis_tui.machine import facts
from majilis_tui.opening import NOBODY_YET
from majilis_tui.phrases import short_day
from majilis_tui.procedure.actions import OpenSitting
from majilis_tui.procedure.names import shown, width
from majilis_tui.procedure.rules import Rules
from majilis_tui.readiness import Finding, findings, law_found, roster_found
from majilis_tui.screens.settings import recent
from majilis_tui.screens.widgets.columns import column
from majilis_tui.screens.widgets.dialog import Dialog

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen

LOOK_SECONDS = 1
_MARKS = {
    "fine": ("✓", "$text-success"),
    "look": ("!", "$text-warning"),
    "wrong": ("✗", "$text-error"),
}


def told(finding: Finding, cells: int = 0) -> Content:
    """Return a finding with its mark, and what to do about it on a line of its own.

    What it is about takes so many cells, or as many as it needs.
    """
    mark, style = _MARKS[finding.mark]
    about = column(finding.about, cells or width(finding.about))
    line = Content.assemble((f"{mark} ", f"bold {style}"), about + "  ", shown(finding.found))
    if not finding.remedy:
        return line
    return Content("\n").join([line, Content.styled(f"  → {finding.remedy}", style)])


class Readiness(Dialog[bool]):
    """Shows findings, looked at anew every second; answers True for going on.

    `go_on` does what Enter is for and returns what is wrong with it, None if nothing is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", show=False),
        Binding("escape", "leave", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
    ]

    def __init__(
        self,
        heading: str,
        keys_line: str,
        look: Callable[[], list[Finding]],
        go_on: Callable[[], str | None] = lambda: None,
    ) -> None:
        super().__init__()
        self.heading = heading
        self.keys_line = keys_line
        self.look = look
        self.go_on = go_on

    def compose_inside(self) -> ComposeResult:
        """Compose the findings, and what is wrong with going on."""
        with VerticalScroll(id="words", can_focus=False):
            yield Static(id="found", markup=False)
        yield Static(id="wrong", markup=False)

    def on_mount(self) -> None:
        """Look, and look again."""
        self.set_interval(LOOK_SECONDS, self.draw)
        self.draw()

    def draw(self) -> None:
        """Look, and show what was found."""
        found = self.look()
        cells = max(width(finding.about) for finding in found)
        lines = [told(finding, cells) for finding in found]
        self.query_one("#found", Static).update(Content("\n").join(lines))

    def action_go(self) -> None:
        """Go on, or say what is wrong with it."""
        wrong = self.go_on()
        if wrong is None:
            self.dismiss(True)
        else:
            self.query_one("#wrong", Static).update(Content(wrong))

    def action_leave(self) -> None:
        """Leave all as it is."""
        self.dismiss(False)

    def action_scroll(self, lines: int) -> None:
        """Scroll what does not fit."""
        self.query_one("#words", VerticalScroll).scroll_relative(y=lines, animate=False)


def answered_so(opening: OpenSitting, file: Path) -> list[Finding]:
    """Return what a sitting is to be called, who presides, and where it is kept."""
    titles = {"kk": opening.title_kk, "ru": opening.title_ru}
    title = f"{titles.get(language()) or opening.title} · {short_day(opening.date)}"
    chaired = opening.presiding
    named = chaired is not None and chaired != NOBODY_YET
    presiding = f"{chaired.name}, {chaired.office}" if named else _("nobody is named")
    return [
        Finding("fine", _("Title"), title),
        Finding("fine", _("Presiding"), presiding),
        Finding("fine", _("File"), str(file)),
    ]


def prepared(rules: Rules, members: int) -> list[Finding]:
    """Return what was brought for a sitting: its rules and its members."""
    titles = rules.title or rules.chamber.title
    title = titles.text(language(), rules.id) if titles else rules.id
    seats = rules.chamber.seats
    return [law_found(title, seats, rules.quorum), roster_found(members, seats)]


def newest_moment(but: Path) -> str | None:
    """Return the last moment on record in the sitting open last, other than one; None if none.

    A rehearsal is none: its time runs ahead of the machine's.
    """
    for path in recent():
        if path.absolute() == but.absolute():
            continue
        try:
            with Desk.open(path, read_only=True) as desk:
                if not desk.sitting.rehearsal:
                    return desk.sitting.at or None
        except RecordError:
            continue
    return None


def show_readiness(screen: "SittingScreen") -> None:
    """Show what is found on this machine for the sitting that is open."""
    desk, app = screen.desk, screen.app
    newest = newest_moment(desk.path)

    def look() -> list[Finding]:
        found = facts(
            desk.path,
            screen.sitting.date,
            desk.clock.now(),
            newest=newest,
            mirror=desk.mirror,
            size=(app.size.width, app.size.height),
        )
        sitting = screen.sitting
        return [*prepared(sitting.law, len(sitting.members)), *findings(found)]

    app.push_screen(Readiness(_("Is all ready?"), _("Enter: close   ↑ ↓: more"), look))
