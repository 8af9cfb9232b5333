"""What every screen with commands shares: keys, a notice, a footer."""

from typing import Any

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from majilis_tui.phrases import refusal_text
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.commands import Command, bindings
from majilis_tui.screens.footer import footer_content


class CommandScreen(Screen[None]):
    """A screen whose keys, footer, palette and help come from its commands."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.notice = ""
        self._bindings.key_to_bindings.update(bindings(self.commands))

    @property
    def commands(self) -> tuple[Command, ...]:
        """What can be done here."""
        return ()

    @property
    def offered(self) -> tuple[Command, ...]:
        """What the footer names."""
        return self.commands

    def hint(self) -> str:
        """Return what stands where notices appear while there is none."""
        return ""

    def judge(self, action: Action) -> Refusal | None:
        """Return why an action is not possible now, None if it is."""
        return None

    def reason(self, refusal: Refusal, action: Action | None = None) -> str:
        """Return a refusal in words."""
        return shown(refusal_text(refusal))

    def say(self, words: str) -> None:
        """Show a notice until the next key."""
        self.notice = words
        self.draw_notice()

    def redraw(self) -> None:
        """Draw everything in the language of the terminal."""
        self.draw_notice()
        self.draw_footer()

    def draw_notice(self) -> None:
        """Draw the notice, or the hint."""
        for line in self.query("#notice").results(Static):
            line.set_class(bool(self.notice), "-said")
            line.update(Content("! " + self.notice if self.notice else "→ " + self.hint()))

    def draw_footer(self) -> None:
        """Draw the footer: what is possible bright, what is not dimmed."""
        height = self.size.height
        lines = 1 if height < 16 else 2 if height < 24 else 3
        for footer in self.query("#footer").results(Static):
            footer.auto_links = False  # a key that can be clicked looks like a key
            footer.update(footer_content(self, self.size.width - 2, lines))

    def action_command(self, command_id: str) -> None:
        """Carry out a command, or say why it is not possible now."""
        command = next(c for c in self.commands if c.id == command_id)
        asked: Any = command.probe(self) if command.probe else None
        refusal = asked if isinstance(asked, Refusal) else None
        if asked is not None and refusal is None:
            refusal = self.judge(asked)
        if refusal is not None:
            self.say(self.reason(refusal, None if asked is refusal else asked))
            self.refused()
            return
        command.run(self)

    def refused(self) -> None:
        """Do what a screen does when one of its commands was not possible."""

    def on_key(self, event: events.Key) -> None:
        """Take a notice away with the next key; a command may put another in its place."""
        if self.notice:
            self.notice = ""
            self.draw_notice()
