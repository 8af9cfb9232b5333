"""The program on a terminal: small, because every screen owns its keys and its drawing."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen
from textual.theme import Theme

from majilis_tui.crash import written_report
from majilis_tui.desk import Desk
from majilis_tui.languages import _
from majilis_tui.procedure.actions import Recorder
from majilis_tui.rehearsal import attend
from majilis_tui.scenario import Play
from majilis_tui.screens import palette
from majilis_tui.screens.base import CommandScreen
from majilis_tui.screens.ending import run_to_the_end
from majilis_tui.screens.frame import ShowStep, SittingScreen
from majilis_tui.screens.places import screen_for
from majilis_tui.screens.session import Session
from majilis_tui.screens.settings import remember, save_theme, saved_theme, speak_next
from majilis_tui.screens.steps import current_step
from majilis_tui.screens.widgets.dialog import Dialog

FAILED = 1


class MajilisApp(App[int]):
    """Shows the screen that fits where the sitting stands."""

    CSS_PATH = "app.tcss"
    TITLE = "majilis-tui"
    ALLOW_SELECT: ClassVar[bool] = False
    ENABLE_COMMAND_PALETTE = True
    # Also in a box, whose keys are otherwise its own.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f3", "speak_next", show=False, priority=True)]

    def __init__(
        self,
        desk: Desk | None = None,
        role: Recorder | None = None,
        play: Play | None = None,
        rehearsal: tuple[Path, int] | None = None,
    ) -> None:
        super().__init__()
        self.rehearsal = rehearsal
        self.role = role
        self.play = play
        self.session = Session(desk, role) if desk is not None else None
        self.failure: str | None = None

    def on_mount(self) -> None:
        """Show where the sitting stands, the demonstration, or the home screen."""
        theme = saved_theme()
        if theme in self.available_themes:
            self.theme = theme
        self.theme_changed_signal.subscribe(self, lambda changed: save_theme(changed.name))
        self.show_first()

    def show_first(self) -> None:
        """Show the first screen."""
        if self.session is not None:
            self.push_screen(self._screen_now(self.session))
        elif self.play is not None:
            from majilis_tui.screens.demo import Intro

            self.push_screen(Intro(self.play))
        elif self.rehearsal is not None:
            from majilis_tui.screens import rehearsal

            self.push_screen(rehearsal.Intro(*self.rehearsal))
        else:
            from majilis_tui.screens.home import Home

            self.push_screen(Home())

    def begin(self, desk: Desk, path: Path) -> None:
        """Begin with a sitting that was opened or made on the home screen."""
        session = Session(desk, self.role)
        desk.resume(session.role)
        remember(path)
        self.sit_down(session)

    def sit_down(self, session: Session) -> None:
        """Take a sitting's place: its screens replace the one shown."""
        self.session = session
        self.switch_screen(self._screen_now(session))

    def _screen_now(self, session: Session) -> SittingScreen:
        return screen_for(current_step(session.sitting, session.election), session)

    def on_show_step(self, message: ShowStep) -> None:
        """Show a step's screen in place of the one shown."""
        if message.step == "home":
            self.leave()
        else:
            self.show(message.step)

    def show(self, step: str | None) -> None:
        """Show a step's screen, or where the sitting stands; the one shown is drawn anew."""
        if self.session is None:
            return
        wanted = step or current_step(self.session.sitting, self.session.election)
        here = self.screen
        if isinstance(here, SittingScreen) and wanted == here.STEP:
            here.redraw()
        elif len(self.screen_stack) <= 2:
            self.switch_screen(screen_for(wanted, self.session))

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is at the keys, whatever becomes of the key."""
        if self.session is not None and isinstance(event, events.Key | events.Paste):
            self.session.touch()
        await super().on_event(event)

    def action_help_quit(self) -> None:
        """Say how one leaves, since Ctrl+C does not end a sitting."""
        if isinstance(self.screen, CommandScreen):
            self.screen.say(_("F10 leaves; what stands on the record line is safe."))

    def action_speak_next(self) -> None:
        """Speak the next language, on every screen at once."""
        speak_next()
        searching = isinstance(self.screen, CommandPalette)
        if searching:
            self.pop_screen()
        for screen in list(self.screen_stack):
            if isinstance(screen, CommandScreen):
                screen.notice = ""
            if isinstance(screen, CommandScreen | Dialog):
                screen.redraw()
        if searching:
            self.action_command_palette()

    def action_command_palette(self) -> None:
        """Open the palette of commands."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(palette.of_commands())

    def search_themes(self) -> None:
        """Open the palette of themes."""
        self.push_screen(palette.of_themes())

    def leave(self) -> None:
        """Close the sitting's file and go to the home screen."""
        from majilis_tui.screens.home import Home

        if self.session is not None:
            self.session.close()
            self.session = None
        self.switch_screen(Home())

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The themes, without those that show nothing where colour is switched off."""
        themes = super().available_themes
        # Textual takes NO_COLOR out of the environment, and asks for themes before it does.
        if "NO_COLOR" in os.environ or getattr(self, "no_color", False):
            return {name: theme for name, theme in themes.items() if not theme.ansi}
        return themes

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield what the palette offers: the screen's commands, the theme, the end."""
        if isinstance(screen, CommandScreen):
            for command in screen.commands:
                if command.id == "palette":
                    continue
                explained = f"{command.key_shown}  {_(command.explained)}".strip()
                yield SystemCommand(
                    command.name,
                    explained,
                    lambda chosen=command.id: screen.action_command(chosen),
                )
        yield SystemCommand(_("Theme"), _("Change the colours"), self.action_change_theme)
        yield SystemCommand(_("Quit"), _("End the program; everything is on record"), self.exit)

    def _handle_exception(self, error: Exception) -> None:
        """End without showing any value: a traceback's locals may hold a name or a mark."""
        self._return_code = FAILED
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self.failure = written_report(error)
        self._close_messages_no_wait()


def unfit_terminal() -> str | None:
    """Return what is wrong with the terminal's character set, None if it is fit."""
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = os.environ.get(name, "")
        if value:
            charset = value.partition(".")[2].partition("@")[0].lower().replace("-", "")
            if charset and charset != "utf8":
                # In a language the terminal can show.
                return (
                    f"majilis-tui: this terminal is set to {charset.upper()}; names in Kazakh and"
                    f" Russian need UTF-8. Start again with LC_ALL=C.UTF-8 majilis-tui"
                )
            return None
    return None


def run(
    file: Path | None = None,
    role: Recorder | None = None,
    play: Play | None = None,
    rehearsal: tuple[Path, int] | None = None,
) -> int:
    """Run the screens on this terminal and return the exit status.

    `rehearsal` names the file and the seed of one to begin, or to go on with. Raises RecordError
    where `file` cannot be opened, before the terminal is touched.
    """
    unfit = unfit_terminal()
    if unfit is not None:
        sys.stderr.write(unfit + "\n")
        return 2
    desk: Desk | None = None
    if file is not None:
        desk = Desk.open(file)
        attend(desk)
        desk.resume(role or ("secretary" if desk.sitting.has_officers else "clerk"))
        remember(file)
    app = MajilisApp(desk, role, play, rehearsal)

    def leave() -> None:
        if app.session is not None:
            app.session.close()

    try:
        ended = run_to_the_end(app, leave)
    finally:
        leave()
    if ended is not None:
        return ended
    if app.failure is not None:
        sys.stderr.write(f"majilis-tui: {app.failure}\n")
        return FAILED
    return app.return_code or 0
